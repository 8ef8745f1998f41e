/** ip_route: which interface carries a packet, and with which source address. LW/core/ipv4/ip4.c. */
import type { Side } from "./contract";
import { sameSubnet } from "./ip_address";
import type { Radio } from "./wifi_radio";

export interface Route {
  /** "self": the packet never leaves the chip. */
  readonly by: Side | "self";
  readonly sourceIp: string;
}

const LOOPBACK_IP = "127.0.0.1";

export function findRoute(radio: Radio, toIp: string): Route | undefined {
  const apIp = radio.apUp() ? radio.apIp() : undefined;
  const stationIp = radio.stationIp();
  if (string.sub(toIp, 1, 4) === "127.") return { by: "self", sourceIp: LOOPBACK_IP };
  if (toIp === apIp || toIp === stationIp) return { by: "self", sourceIp: toIp };
  const mask = radio.stationNetmask();
  if (stationIp !== undefined && mask !== undefined && sameSubnet(toIp, stationIp, mask)) {
    return { by: "sta", sourceIp: stationIp };
  }
  if (apIp !== undefined && sameSubnet(toIp, apIp, radio.apNetmask())) {
    return { by: "ap", sourceIp: apIp };
  }
  // The station is the default interface, by its priority in esp_netif.
  if (stationIp !== undefined) return { by: "sta", sourceIp: stationIp };
  return apIp === undefined ? undefined : { by: "ap", sourceIp: apIp };
}
