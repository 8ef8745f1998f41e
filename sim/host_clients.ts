/**
 * Who the clients of the host are to the device: a phone on its access point or a computer in its
 * network, one of each for every address of the host, and the router for the host's loopback.
 */
import type { Guest, Lan, Side } from "./contract";

export interface Client {
  readonly side: Side;
  readonly ip: string;
  /** When what it sends reaches the device: a phone that joins gets its address first. */
  readonly readyAtMs: number;
}

/** @noSelf */
export interface HostClients {
  /** The client behind a host address, which joins when first needed; undefined: no way in. */
  find(lan: Lan, alwaysHome: boolean, hostAddress: string, nowMs: number): Client | undefined;
  /** The host address of a client that was here, by its address in the device's world. */
  hostAddressOf(ip: string): string | undefined;
  /** The access point, or the joined network, is gone. */
  forget(side: Side): void;
}

/**
 * From joining to the first packet. Longer than the driver's event takes to get to the program: on the
 * chip no connection can come before the program was told of the phone.
 */
const SETTLE_MS = 50;

/** Computers of the joined network get addresses from here on, none of them taken. */
const FIRST_COMPUTER = 100;

/** A locally administered address that tells the host address. */
function macOf(hostAddress: string): string {
  let mac = "02:00";
  for (const [byte] of string.gmatch(hostAddress, "%d+")) {
    mac = `${mac}:${string.format("%02x", tonumber(byte) ?? 0)}`;
  }
  return mac;
}

export function createHostClients(): HostClients {
  let guests: Record<string, Guest | undefined> = {};
  let readyAtMs: Record<string, number | undefined> = {};
  let computers: Record<string, string | undefined> = {};
  let computerCount = 0;

  function phone(lan: Lan, hostAddress: string, nowMs: number): Client | undefined {
    const known = guests[hostAddress];
    const guest = known ?? lan.join(macOf(hostAddress), lan.apPassword?.());
    if (guest === undefined) return undefined;
    if (known === undefined) readyAtMs[hostAddress] = nowMs + SETTLE_MS;
    guests[hostAddress] = guest;
    return { side: "ap", ip: guest.ip, readyAtMs: readyAtMs[hostAddress] ?? nowMs };
  }

  function computer(lan: Lan, stationIp: string, hostAddress: string): Client {
    let ip = computers[hostAddress];
    const prefix = string.match(stationIp, "^(.*%.)%d+$")[0] ?? "";
    while (ip === undefined || ip === stationIp || ip === lan.stationGateway?.()) {
      ip = `${prefix}${string.format("%d", FIRST_COMPUTER + computerCount)}`;
      computerCount += 1;
    }
    computers[hostAddress] = ip;
    return { side: "sta", ip, readyAtMs: 0 };
  }

  function addressIn(clients: Record<string, string | undefined>, ip: string): string | undefined {
    for (const [hostAddress, clientIp] of pairs(clients as Record<string, string>)) {
      if (clientIp === ip) return hostAddress;
    }
    return undefined;
  }

  return {
    find: (lan, alwaysHome, hostAddress, nowMs) => {
      if (!alwaysHome && lan.apUp()) return phone(lan, hostAddress, nowMs);
      const stationIp = lan.stationIp();
      return stationIp === undefined ? undefined : computer(lan, stationIp, hostAddress);
    },
    hostAddressOf: (ip) => {
      for (const [hostAddress, guest] of pairs(guests as Record<string, Guest>)) {
        if (guest.ip === ip) return hostAddress;
      }
      return addressIn(computers, ip);
    },
    forget: (side) => {
      if (side === "ap") {
        guests = {};
        readyAtMs = {};
      } else {
        computers = {};
        computerCount = 0;
      }
    },
  };
}
