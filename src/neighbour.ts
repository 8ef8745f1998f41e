/** Who is in the access point's own net: lwIP also takes in what comes from the station's side. Pure. */

/**
 * Tells whether two IPv4 addresses share their first three numbers, a net of 255.255.255.0.
 *
 * @example isNeighbour("192.168.4.2", "192.168.4.1")
 */
export function isNeighbour(ip: string, other: string): boolean {
  const net = stringMatch(ip, "^%d+%.%d+%.%d+%.");
  return net !== undefined && net === stringMatch(other, "^%d+%.%d+%.%d+%.");
}
