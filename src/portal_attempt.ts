/** Attempts to join while the portal is open. Loaded for one attempt at a time. */
import { describe } from "./failure_text";
import { connectionInfo, join, JoinResult } from "./join";
import type { Wish } from "./join_request";
import { info as logInfo, warning } from "./logger";
import * as onDemand from "./on_demand";
import { end } from "./portal_phases";
import { Done, Phase, Portal } from "./portal_session";
import { moveOn } from "./portal_state";
import { findMessage, OnMessage } from "./result_message";
import { hasSaved } from "./saved_presence";
import { Address, aim, leave, Network, save } from "./wifi_station";

/** The page is given so long to show the result. */
const RESULT_SECONDS = 60;

type Kept = import("./portal_chosen").Kept;

const NO_NETWORK: Network = { ssid: "", password: "" };

function onFailed(portal: Portal, failure: JoinResult & { ok: false }, words?: string): void {
  const { cause: reason, code } = failure;
  const message = words ?? describe(reason, code);
  aim(portal.options.saved.network ?? NO_NETWORK);
  moveOn(portal, { type: "join-failed", reason, code, message });
  portal.secondsUnused = 0;
  portal.secondsSinceRetry = 0;
}

/** With others, or with a choice of the person's, it is more than the driver's store can hold. */
function keep(portal: Portal, wish: Wish): Kept {
  const { saved } = portal.options;
  const isAlone = saved.network === undefined || saved.network.ssid === wish.ssid;
  const isPlain = wish.bssid === undefined && wish.address === undefined;
  if (!isAlone || !isPlain || saved.isFixed === true || hasSaved()) {
    const [ok, kept] = pcall(
      onDemand.require<"portal_chosen", "keep">,
      "portal_chosen",
      "keep",
      portal,
      wish,
    );
    if (ok) return kept;
    // For want of memory, or of that part: the network itself is what counts.
    warning("portal", "only the newest network is kept");
  }
  return { problem: save(wish) };
}

function onJoined(portal: Portal, wish: Wish, address: Address, done: Done | undefined): void {
  const info = connectionInfo(wish.ssid, address);
  const { problem, later, message } = keep(portal, wish);
  if (problem !== undefined) warning("portal", "the network could not be saved: %s", problem);
  portal.info = info;
  portal.ownHosts[info.ip] = true;
  portal.options.onOnline();
  const online: OnMessage = (text) => {
    moveOn(portal, { type: "joined", message: text });
    portal.endAt = portal.seconds + RESULT_SECONDS + 1;
    done?.();
  };
  if (message === undefined) findMessage(portal.options.message, later ?? info, online);
  else online(message);
}

/** An attempt got lost on its way. */
export function endLost(portal: Portal): void {
  const { info } = portal;
  portal.attempt?.cancel();
  portal.attempt = undefined;
  // With a scan that was lost too, the attempt waited for its end.
  portal.scanWaiters = undefined;
  if (info === undefined) {
    onFailed(portal, { ok: false, cause: "other" });
  } else {
    moveOn(portal, { type: "joined", message: info.ip });
    portal.endAt = portal.seconds + RESULT_SECONDS;
  }
}

/**
 * Touches the radio.
 *
 * @param done called when it has ended, so or so
 */
export function attempt(portal: Portal, wish: Wish, done: Done | undefined): void {
  if (portal.phase === Phase.Closing || portal.phase === Phase.Ended) return;
  portal.attempt = join(wish, portal.options.connectTimeoutMs, (result) => {
    portal.attempt = undefined;
    // Before the network is saved: an application that finds one finds its fields too.
    const hasFields = result.ok && wish.fieldTexts !== undefined;
    const problem = hasFields
      ? onDemand.require("portal_fields", "keepFields", portal, wish)
      : undefined;
    if (result.ok && problem === undefined) {
      onJoined(portal, wish, result.address, done);
    } else {
      if (result.ok) leave();
      onFailed(portal, result.ok ? { ok: false, cause: "other" } : result, problem);
      done?.();
    }
    wish.password = "";
    wish.fieldTexts = undefined;
  });
}

/** A router that was still starting when we tried it may be there now. */
export function retrySaved(portal: Portal): void {
  const saved = portal.options.saved.network!;
  // With a static address all others are out of reach.
  if (hasSaved() && portal.options.saved.isFixed !== true) {
    const others = require("./portal_retry") as typeof import("./portal_retry");
    return others.retryAll(portal, saved);
  }
  logInfo("portal", "trying the saved network again");
  portal.attempt = join(saved, portal.options.connectTimeoutMs, (result) => {
    portal.attempt = undefined;
    portal.heardAt = portal.seconds;
    if (!result.ok) return;
    portal.options.onOnline();
    end(portal, connectionInfo(saved.ssid, result.address), undefined);
  });
}
