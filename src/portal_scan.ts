/** Scans while the portal is open. Loaded for one scan at a time. */
import type { Request } from "./http_reader";
import { packNetworks } from "./network_list_codec";
import type { Done, Portal } from "./portal_session";
import { isIdle, moveOn } from "./portal_state";
import type { ScannedNetwork } from "./wifi_access_point";

function onScanned(portal: Portal, networks: ScannedNetwork[] | undefined): void {
  if (networks !== undefined) portal.networks = packNetworks(networks);
  moveOn(portal, { type: "scan-ended" });
  const waiters = portal.scanWaiters ?? [];
  portal.scanWaiters = undefined;
  for (const waiter of waiters) waiter();
}

/** Scans; where that can't be just now, calls back at once. */
function rescan(portal: Portal, done: Done): void {
  if (portal.scanWaiters !== undefined) {
    portal.scanWaiters.push(done);
  } else if (!isIdle(portal.status) || portal.attempt !== undefined) {
    done();
  } else {
    portal.scanWaiters = [done];
    moveOn(portal, { type: "scan-began" });
    const { scan } = require("./wifi_access_point") as typeof import("./wifi_access_point");
    scan((networks) => onScanned(portal, networks));
  }
}

/** Runs it at once, or where the request says so after a scan. */
export function afterScan(portal: Portal, request: Request, run: Done): void {
  // The only query that there is.
  if (request.query === "") return run();
  const { decodeForm } = require("./form_codec") as typeof import("./form_codec");
  if (decodeForm(request.query).scan === "1") rescan(portal, run);
  else run();
}
