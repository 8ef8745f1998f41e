/**
 * A restart that is wanted, since this firmware knows no other way from a static address back to DHCP,
 * and takes one only once. Firmware: components/modules/wifi_sta.c (setip).
 */
import { info } from "./logger";

/** Does not return. */
export function restart(reason: string): void {
  info("setup", "restarting once: %s", reason);
  node.restart();
}
