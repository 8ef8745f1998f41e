/** The device as its clients see it: who can join, and which packets reach the stack. */
import type { Chip, Lan, Side } from "./contract";
import type { Groups } from "./net_groups";
import type { Tcp } from "./net_tcp";
import { BROADCAST_IP, type Udp } from "./net_udp";
import type { Radio } from "./wifi_radio";

export function createLan(chip: Chip, radio: Radio, tcp: Tcp, udp: Udp, groups: Groups): Lan {
  const apIp = (): string | undefined => (radio.apUp() ? radio.apIp() : undefined);

  function addressOn(side: Side): string | undefined {
    if (chip.isDown()) return undefined;
    return side === "ap" ? apIp() : radio.stationIp();
  }

  /** Only who joined can send to the access point. */
  function reaches(side: Side, fromIp: string): boolean {
    if (addressOn(side) === undefined || radio.lost(side)) return false;
    return side === "sta" || radio.hasGuest(fromIp);
  }

  /** The device routes nothing: what is meant for others ends here. */
  function isOwn(ip: string): boolean {
    return ip === apIp() || ip === radio.stationIp();
  }

  return {
    apUp: radio.apUp,
    apIp,
    apSsid: () => (radio.apUp() ? radio.apSsid() : undefined),
    apPassword: radio.apPassword,
    stationIp: radio.stationIp,
    stationGateway: radio.stationGateway,
    join: (mac, password) => (chip.isDown() ? undefined : radio.join(mac, password)),
    lost: radio.lost,
    connect: (side, fromIp, fromPort, toPort, peer, toIp) => {
      const localIp = toIp ?? addressOn(side) ?? "";
      if (!reaches(side, fromIp) || !isOwn(localIp)) return undefined;
      return tcp.incoming(side, fromIp, fromPort, localIp, toPort, peer);
    },
    datagram: (side, fromIp, fromPort, toPort, bytes, toIp) => {
      const localIp = toIp ?? addressOn(side) ?? "";
      const isMeant = isOwn(localIp) || localIp === BROADCAST_IP || groups.has(side, localIp);
      if (!reaches(side, fromIp) || !isMeant) return;
      udp.incoming(side, { bytes, fromIp, fromPort }, localIp, toPort);
    },
  };
}
