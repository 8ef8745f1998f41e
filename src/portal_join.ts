/** The route that asks to join: who may, what for, and how the answer comes. Requests in, responses out. */
import { prefersHtml } from "./accept_codec";
import type { Fields } from "./form_codec";
import { Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { checkJoin, Wish } from "./join_request";
import * as onDemand from "./on_demand";
import { unpackNetworks } from "./network_list_codec";
import { seeOther } from "./portal_answers";
import { isRefusal, readForm, Refusal, refusalAnswer } from "./portal_form";
import { spendTry } from "./portal_guard";
import { failureJson, json, messageJson, statusAnswer } from "./portal_json";
import type { Done, Portal } from "./portal_session";
import { moveOn, Status } from "./portal_state";
import { after } from "./timer";

/** The phone's radio gets the end of the answer before ours moves away. */
const BEFORE_JOIN_MS = 1000;

/** How the attempt ended. */
function resultOf(status: Status): Response {
  const message = status.message ?? "";
  if (status.state === "online") return json(200, messageJson(message));
  return json(403, failureJson(status.reason ?? "other", status.code, message));
}

function prefersAsync(request: Request): boolean {
  const prefer = string.lower(request.headers.prefer ?? "");
  return stringFind(prefer, "respond-async", 1, true)[0] !== undefined;
}

function ownFields(): typeof import("./portal_fields") {
  return require("./portal_fields") as typeof import("./portal_fields");
}

/** The network to join, and with it what the application's own fields hold. */
function checkForm(portal: Portal, fields: Fields): Wish | Refusal {
  const hasFields = portal.options.fields !== undefined;
  if (hasFields && fields.saved === "1") return ownFields().wishForSaved(portal, fields);
  const checked = checkJoin(fields, unpackNetworks(portal.networks));
  if (!checked.ok) return checked;
  const { wish } = checked;
  const problem = hasFields ? ownFields().checkFields(portal, fields, wish) : undefined;
  if (problem !== undefined) return problem;
  const hasChoice = (fields.bssid ?? fields.ip) !== undefined;
  return (
    (hasChoice ? onDemand.require("portal_chosen", "choose", portal, fields, wish) : undefined) ??
    wish
  );
}

/** What to join, or why not. */
function check(portal: Portal, request: Request): Wish | Refusal {
  const fields = readForm(portal, request);
  return isRefusal(fields) ? fields : checkForm(portal, fields);
}

/** Touches the radio, as soon as a scan is over and the page has had its answer; done hears of the end. */
export function startJoin(portal: Portal, wish: Wish, done: Done | undefined): void {
  const begin = () => onDemand.require("portal_attempt", "attempt", portal, wish, done);
  // Whoever waits for the result has no answer that could get lost.
  const beginSoon = () => after(done === undefined ? BEFORE_JOIN_MS : 0, begin);
  if (portal.scanWaiters === undefined) beginSoon();
  else portal.scanWaiters.push(beginSoon);
}

/** Answers POST /api/access-point. */
export function joinNetwork(portal: Portal, request: Request, reply: Reply): void {
  const asPage = prefersHtml(request.headers.accept);
  const wish = check(portal, request);
  if ("reason" in wish) return reply(refusalAnswer(wish, asPage));
  // From now on nobody else may ask.
  spendTry(portal.guard!, request.peerIp);
  // The saved network, tried again just now, must not end the portal in between.
  portal.attempt?.cancel();
  portal.attempt = undefined;
  moveOn(portal, { type: "join-asked", ssid: wish.ssid });
  // The radio may leave the phone's channel: first the answer has to be out.
  const start = () => startJoin(portal, wish, undefined);
  if (asPage) reply(seeOther("/status"), start);
  else if (prefersAsync(request)) reply(json(202, statusAnswer(portal).body!), start);
  else startJoin(portal, wish, () => reply(resultOf(portal.status)));
}
