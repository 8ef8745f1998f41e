/** The route that asks to join: who may, what for, and how the answer comes. Requests in, responses out. */
import { prefersHtml } from "./accept_codec";
import { decodeForm } from "./form_codec";
import { Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { checkJoin } from "./join_request";
import { refusalPage } from "./plain_page";
import {
  failureJson,
  html,
  json,
  messageJson,
  seeOther,
  statusJson,
  withRetry,
} from "./portal_answers";
import type { PortalControl } from "./portal_api";
import { mayJoin, Status } from "./portal_state";

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

/** Answers POST /api/access-point. */
export function joinNetwork(portal: PortalControl, request: Request, reply: Reply): void {
  const asPage = prefersHtml(request.headers.accept);
  const refuse = (refusal: Refusal) => {
    const { status, reason, message, retrySeconds } = refusal;
    const answer = asPage
      ? html(status, refusalPage(message))
      : json(status, failureJson(reason, undefined, message));
    reply(retrySeconds === undefined ? answer : withRetry(answer, retrySeconds));
  };
  if (!mayJoin(portal.status())) return refuse(BUSY);
  const sent = decodeForm(request.body);
  const box = sent.sealed;
  if (box === undefined && portal.terms.sealedOnly) return refuse(NOT_SEALED);
  // Beside a box nothing counts: anybody could have put it there.
  const fields = box === undefined ? sent : portal.openForm(box);
  if (fields === undefined) return refuse(BAD_SEAL);
  const objection = portal.objectionTo(fields.setupCode, request.peerIp);
  if (objection !== undefined) return refuse(objection);
  const checked = checkJoin(fields, portal.networks());
  if (!checked.ok) return refuse(checked);
  const wish = checked.wish;
  portal.announceJoin(wish.ssid, request.peerIp);
  // The radio may leave the phone's channel: first the answer has to be out.
  const start = () => portal.startJoin(wish, undefined);
  if (asPage) reply(seeOther("/status"), start);
  else if (prefersAsync(request)) {
    reply(json(202, statusJson(portal.status(), portal.terms)), start);
  } else {
    portal.startJoin(wish, () => reply(resultOf(portal.status())));
  }
}
