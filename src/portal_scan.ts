/** Scans while the portal is open. Loaded for one scan at a time. */
import { packNetworks } from "./network_list_codec";
import type { Done, Portal } from "./portal_session";
import { isIdle, moveOn } from "./portal_state";
import { scan, ScannedNetwork } from "./wifi_access_point";

function onScanned(portal: Portal, networks: ScannedNetwork[] | undefined): void {
  if (networks !== undefined) portal.networks = packNetworks(networks);
  moveOn(portal, { type: "scan-ended" });
  const waiters = portal.scanWaiters ?? [];
  portal.scanWaiters = undefined;
  for (const waiter of waiters) waiter();
}

/** Scans; where that can't be just now, calls back at once. */
export function rescan(portal: Portal, done: Done): void {
  if (portal.scanWaiters !== undefined) {
    portal.scanWaiters.push(done);
  } else if (!isIdle(portal.status) || portal.attempt !== undefined) {
    done();
  } else {
    portal.scanWaiters = [done];
    moveOn(portal, { type: "scan-began" });
    scan((networks) => onScanned(portal, networks));
  }
}
