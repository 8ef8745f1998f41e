/** When the portal will close by itself, for a page that counts the last seconds. Loaded for a moment. */
import type { Response } from "./http_codec";
import { json } from "./portal_json";
import type { Portal } from "./portal_session";
import { Limit } from "./portal_session";

/** Seconds, 0 or more; nothing while there is no end in sight. */
export function secondsLeft(portal: Portal): number | undefined {
  const { seconds, status, options } = portal;
  const { state } = status;
  if (state === "online") {
    return Math.max(0, Math.min(portal.endAt, portal.stateAt + Limit.ResultSeconds) - seconds);
  }
  if (options.idleTimeoutMs === undefined || (state !== "idle" && state !== "failed")) {
    return undefined;
  }
  const unused = Math.floor(options.idleTimeoutMs / 1000) + 1 - portal.secondsUnused;
  return Math.max(0, unused, portal.heldUntil - seconds);
}

/** Answers GET /api/alive. To ask does not count as using the page. */
export function countdownAnswer(portal: Portal): Response {
  const left = secondsLeft(portal);
  return json(200, string.format('{"closesIn":%s}', left === undefined ? "null" : `${left}`));
}
