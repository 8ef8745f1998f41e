/**
 * Takes a static address instead of DHCP: the only file that says `wifi.sta.setip`. Once in a boot: the
 * second call aborts the chip. Firmware: components/modules/wifi_sta.c.
 */
import type { StaticAddress } from "./static_address";

/** As soon as the network is joined; returns the driver's words when it refuses. */
export function takeAddress(address: StaticAddress): string | undefined {
  const { ip, netmask, gateway, dns } = address;
  const [ok, problem] = pcall(() => {
    wifi.sta.setip({ ip, netmask, gateway, dns });
  });
  return ok ? undefined : tostring(problem);
}
