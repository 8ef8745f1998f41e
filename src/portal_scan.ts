/** Scans while the portal is open. Loaded for one scan at a time. */
import type { Request } from "./http_reader";
import { packNetworks } from "./network_list_codec";
import type { Done, Portal } from "./portal_session";
import { isIdle, moveOn } from "./portal_state";
import type { ScannedNetwork } from "./wifi_access_point";

/** A scan takes the radio away from who is on the access point: nobody may ask for one after the other. */
const SECONDS_BETWEEN_SCANS = 6;
/** More are answered at once: they would only cost memory. */
const MAX_WAITERS = 16;

/** @param networks what was found; nothing when it failed */
export function endScan(portal: Portal, networks: ScannedNetwork[] | undefined): void {
  if (networks !== undefined) {
    portal.networks = packNetworks(networks);
    portal.listAnswer = undefined;
  }
  moveOn(portal, { type: "scan-ended" });
  const waiters = portal.scanWaiters ?? [];
  portal.scanWaiters = undefined;
  for (const waiter of waiters) waiter();
}

function isTooSoon(portal: Portal): boolean {
  const { scannedAt, seconds } = portal;
  return scannedAt !== undefined && seconds - scannedAt < SECONDS_BETWEEN_SCANS;
}

/** Takes the radio for a scan, which endScan ends; false when that can't be just now. */
export function beginScan(portal: Portal, waiters: Done[]): boolean {
  const isFree = portal.scanWaiters === undefined && portal.attempt === undefined;
  if (!isFree || !isIdle(portal.status) || isTooSoon(portal)) return false;
  portal.scannedAt = portal.seconds;
  portal.scanWaiters = waiters;
  moveOn(portal, { type: "scan-began" });
  return true;
}

/** Scans; where that can't be just now, calls back at once. */
function rescan(portal: Portal, done: Done): void {
  if (portal.scanWaiters !== undefined) {
    if (portal.scanWaiters.length < MAX_WAITERS) portal.scanWaiters.push(done);
    else done();
  } else if (!beginScan(portal, [done])) {
    done();
  } else {
    const { scan } = require("./wifi_access_point") as typeof import("./wifi_access_point");
    scan((networks) => endScan(portal, networks));
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
