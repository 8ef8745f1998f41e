/** The portal's steps from one phase to the next. Loaded for one step at a time. */
import { warning } from "./logger";
import * as onDemand from "./on_demand";
import type { ConnectionInfo } from "./options";
import { Phase, Portal, Step } from "./portal_session";
import type { Reason } from "./wifi_setup";

export function enter(portal: Portal, phase: Phase): void {
  portal.phase = phase;
  portal.phaseAt = portal.seconds;
}

function stopServers(portal: Portal): void {
  portal.http?.stop();
  portal.dns?.stop();
  portal.http = portal.dns = undefined;
}

/** Opens it, now or anew. */
export function begin(portal: Portal): void {
  const opening = require("./portal_opening") as typeof import("./portal_opening");
  opening.begin(portal);
}

/** From now on it closes. */
export function end(
  portal: Portal,
  info: ConnectionInfo | undefined,
  reason: Reason | undefined,
): void {
  portal.info = info;
  portal.reason = reason;
  enter(portal, Phase.Closing);
  stopServers(portal);
  onDemand.require("portal_closing", "close", portal);
}

/** All of it is gone. */
export function finish(portal: Portal): void {
  if (portal.phase === Phase.Ended) return;
  // Raises when there is no memory for it: the tick tries again then.
  portal.onEnd(portal.info, portal.reason);
  enter(portal, Phase.Ended);
  portal.ticker!.stop();
}

function startOver(portal: Portal): void {
  warning("portal", "no progress for %d seconds: starting over", portal.seconds - portal.phaseAt);
  stopServers(portal);
  begin(portal);
}

/** A router that was still starting when we tried it may be there now. */
function retry(portal: Portal): void {
  portal.secondsSinceRetry = 0;
  if (portal.options.saved.lacksFields === true) return;
  const attempts = require("./portal_attempt") as typeof import("./portal_attempt");
  attempts.retrySaved(portal);
}

/** Where there is no memory for it now, who asks for it has it made. */
function makeList(portal: Portal): void {
  pcall(() => {
    const lists = require("./portal_networks") as typeof import("./portal_networks");
    lists.listAnswerOf(portal);
  });
}

/** What lost its way, as for want of memory, ends here; else everybody would be told to wait for ever. */
function endLost(portal: Portal): void {
  if (portal.status.state === "scanning") {
    const scans = require("./portal_scan") as typeof import("./portal_scan");
    scans.endScan(portal, undefined);
  } else {
    const attempts = require("./portal_attempt") as typeof import("./portal_attempt");
    attempts.endLost(portal);
  }
}

/** Does what the seconds have led to. */
export function take(portal: Portal, step: Step): void {
  if (step === Step.IdleTimeout) return end(portal, undefined, step as `${Step.IdleTimeout}`);
  if (step === Step.Finish) return end(portal, portal.info, undefined);
  if (step === Step.Retry) return retry(portal);
  if (step === Step.LateState) return endLost(portal);
  if (step === Step.List) return makeList(portal);
  if (step === Step.StartOver || portal.phase === Phase.Opening) return startOver(portal);
  return finish(portal);
}
