/**
 * Multicast groups that each interface is in, counted as lwIP does. They last while the interface
 * does: over a lost link, but not over wifi.stop(). Sources: LW/core/ipv4/igmp.c, IDF esp_netif_lwip.c.
 */
import type { Side } from "./contract";
import { isMulticast } from "./ip_address";
import { ANY_IP } from "./net_ports";
import type { Radio } from "./wifi_radio";

const SIDES: readonly Side[] = ["ap", "sta"];

/** @noSelf */
export interface Groups {
  /** By an address of an interface, or all that there are now. What can't be is ignored. */
  join(interfaceIp: string, group: string): void;
  leave(interfaceIp: string, group: string): void;
  has(side: Side, group: string): boolean;
  /** The interface is gone. */
  forget(side: Side): void;
}

export function createGroups(radio: Radio): Groups {
  const uses: Record<Side, Record<string, number | undefined>> = { ap: {}, sta: {} };

  function addressOn(side: Side): string | undefined {
    if (side === "sta") return radio.stationIp();
    return radio.apUp() ? radio.apIp() : undefined;
  }

  function change(interfaceIp: string, group: string, by: number): void {
    if (!isMulticast(group)) return;
    for (const side of SIDES) {
      const meant = interfaceIp === ANY_IP || interfaceIp === addressOn(side);
      if (meant && radio.hasInterface(side)) {
        uses[side][group] = Math.max(0, (uses[side][group] ?? 0) + by);
      }
    }
  }

  return {
    join: (interfaceIp, group) => change(interfaceIp, group, 1),
    leave: (interfaceIp, group) => change(interfaceIp, group, -1),
    has: (side, group) => (uses[side][group] ?? 0) > 0,
    forget: (side) => {
      uses[side] = {};
    },
  };
}
