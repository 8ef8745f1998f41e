/** Who is in the access point's own net: lwIP also takes in what comes from the station's side. Pure. */

/**
 * What all addresses of a net of 255.255.255.0 begin with; nothing for what is no IPv4 address.
 *
 * @example netOf("192.168.4.2") -- "192.168.4."
 */
export function netOf(ip: string): string | undefined {
  return stringMatch(ip, "^%d+%.%d+%.%d+%.");
}

/**
 * Tells whether two IPv4 addresses are in the same net of 255.255.255.0.
 *
 * @example isNeighbour("192.168.4.2", "192.168.4.1")
 */
export function isNeighbour(ip: string, other: string): boolean {
  const net = netOf(ip);
  return net !== undefined && net === netOf(other);
}
