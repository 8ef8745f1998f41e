/** The multicast groups that the device is in. Firmware: components/modules/net.c. */

/**
 * Takes part in a multicast group on all interfaces that are up; a second time changes nothing.
 *
 * @param group an IPv4 address, 224.0.0.0 to 239.255.255.255. Raises for text that is no address
 * @example require("multicast_group").joinGroup("224.0.0.251")
 */
export function joinGroup(group: string): void {
  // lwIP counts: leave first, so that one leave is enough in the end.
  leaveGroup(group);
  net.multicastJoin("any", group);
}

/**
 * Leaves a multicast group; does nothing when it is in none.
 *
 * @param group as of joinGroup
 * @example require("multicast_group").leaveGroup("224.0.0.251")
 */
export function leaveGroup(group: string): void {
  net.multicastLeave("any", group);
}
