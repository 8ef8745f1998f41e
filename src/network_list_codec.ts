/**
 * The networks of a scan in one text, which takes a seventh of their tables: for each one the bytes
 * of its name, its strength, its protection and its channel, then the name. Pure.
 */

/** The fields are those of wifi_access_point's ScannedNetwork. */
export interface ListedNetwork {
  /** At most 32 bytes. */
  readonly ssid: string;
  /** -128 to 127. */
  readonly rssiDbm: number;
  readonly auth: number;
  readonly channel: number;
}

const FIXED_BYTES = 4;
const RSSI_OFFSET = 128;

export function packNetworks(networks: readonly ListedNetwork[]): string {
  const parts: string[] = [];
  for (const { ssid, rssiDbm, auth, channel } of networks) {
    parts.push(string.char(ssid.length, rssiDbm + RSSI_OFFSET, auth, channel) + ssid);
  }
  return table.concat(parts);
}

/** In the same order. */
export function unpackNetworks(packed: string): ListedNetwork[] {
  const networks: ListedNetwork[] = [];
  let at = 1;
  while (at <= packed.length) {
    const [size, strength, auth, channel] = string.byte(packed, at, at + FIXED_BYTES - 1);
    at += FIXED_BYTES + size!;
    const ssid = string.sub(packed, at - size!, at - 1);
    networks.push({ ssid, rssiDbm: strength! - RSSI_OFFSET, auth: auth!, channel: channel! });
  }
  return networks;
}
