/** The route that asks to join: who may, what for, and how the answer comes. Requests in, responses out. */
import { prefersHtml } from "./accept_codec";
import { decodeForm, Fields } from "./form_codec";
import { Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { checkJoin, Wish } from "./join_request";
import { onDemand } from "./on_demand";
import { unpackNetworks } from "./network_list_codec";
import { seeOther } from "./portal_answers";
import { createGuard, Guard, keepTurn, objectionTo, passTime, spendTry } from "./portal_guard";
import { html } from "./portal_page_answers";
import { failureJson, json, messageJson, statusAnswer, withRetry } from "./portal_json";
import type { Done, Portal } from "./portal_session";
import { mayJoin, moveOn, Status } from "./portal_state";
import { after } from "./timer";

/** Why there will be no attempt. */
interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
  /** When to come again. */
  readonly retrySeconds?: number;
}

/** An attempt takes about so long: then the next one may be asked for. */
const BUSY_SECONDS = 10;
/** The phone's radio gets the end of the answer before ours moves away. */
const BEFORE_JOIN_MS = 1000;

const BUSY: Refusal = {
  status: 409,
  reason: "other",
  message: "The device is busy with a network just now. Wait a moment.",
  retrySeconds: BUSY_SECONDS,
};
const BAD_SEAL: Refusal = {
  status: 400,
  reason: "bad-seal",
  message: "What was sealed can't be opened. Open the page again.",
};
const NOT_SEALED: Refusal = {
  status: 403,
  reason: "not-sealed",
  message: "This device takes a sealed password only: use its page in a browser with JavaScript.",
};

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

/** What was sealed for this setup; nothing for any other box. */
function openBox(portal: Portal, box: string): Fields | undefined {
  if (portal.seal === undefined) return undefined;
  const seals = require("./portal_seal") as typeof import("./portal_seal");
  return seals.openForm(portal.seal, box);
}

/** Who may try to join just now. */
function guardOf(portal: Portal): Guard {
  portal.guard ??= createGuard(portal.options.setupCode);
  passTime(portal.guard, portal.seconds - portal.guardedAt);
  portal.guardedAt = portal.seconds;
  return portal.guard;
}

/** What to join, or why not. */
function check(portal: Portal, request: Request, guard: Guard): Wish | Refusal {
  if (!mayJoin(portal.status)) {
    keepTurn(guard, request.peerIp);
    return BUSY;
  }
  const sent = decodeForm(request.body);
  const box = sent.sealed;
  if (box === undefined && portal.options.sealedOnly) return NOT_SEALED;
  // Beside a box nothing counts: anybody could have put it there.
  const fields = box === undefined ? sent : openBox(portal, box);
  if (fields === undefined) return BAD_SEAL;
  const objection = objectionTo(guard, fields.setupCode, request.peerIp);
  if (objection !== undefined) return objection;
  const checked = checkJoin(fields, unpackNetworks(portal.networks));
  return checked.ok ? checked.wish : checked;
}

function attempts(): typeof import("./portal_attempt") {
  return require("./portal_attempt") as typeof import("./portal_attempt");
}

/** Touches the radio, as soon as a scan is over and the page has had its answer; done hears of the end. */
export function startJoin(portal: Portal, wish: Wish, done: Done | undefined): void {
  const begin = () => onDemand(attempts, "attempt", portal, wish, done);
  // Whoever waits for the result has no answer that could get lost.
  const beginSoon = () => after(done === undefined ? BEFORE_JOIN_MS : 0, begin);
  if (portal.scanWaiters === undefined) beginSoon();
  else portal.scanWaiters.push(beginSoon);
}

function refusalAnswer(refusal: Refusal, asPage: boolean): Response {
  const { status, reason, message } = refusal;
  if (!asPage) return json(status, failureJson(reason, undefined, message));
  const { refusalPage } = require("./plain_page") as typeof import("./plain_page");
  return html(status, refusalPage(message));
}

/** Answers POST /api/access-point. */
export function joinNetwork(portal: Portal, request: Request, reply: Reply): void {
  const asPage = prefersHtml(request.headers.accept);
  const guard = guardOf(portal);
  const wish = check(portal, request, guard);
  if ("reason" in wish) {
    const answer = refusalAnswer(wish, asPage);
    const { retrySeconds } = wish;
    return reply(retrySeconds === undefined ? answer : withRetry(answer, retrySeconds));
  }
  // From now on nobody else may ask.
  spendTry(guard, request.peerIp);
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
