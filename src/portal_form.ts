/** Forms that are posted to the portal: who may send one, and what is answered to who may not. */
import { decodeForm, Fields } from "./form_codec";
import type { Response } from "./http_codec";
import type { Request } from "./http_reader";
import { html } from "./portal_page_answers";
import { createGuard, Guard, keepTurn, objectionTo, passTime } from "./portal_guard";
import { failureJson, json, withRetry } from "./portal_json";
import type { Portal } from "./portal_session";
import { mayJoin } from "./portal_state";

/** Why nothing will be done. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
  /** When to come again. */
  readonly retrySeconds?: number;
  /** The name of the application's field that is to blame. */
  readonly field?: string;
}

/** An attempt takes about so long: then the next one may be asked for. */
const BUSY_SECONDS = 10;
const BUSY: Refusal = {
  status: 409,
  reason: "other",
  message: "The device is busy with a network just now. Wait a moment.",
  retrySeconds: BUSY_SECONDS,
};

function open(portal: Portal, sent: Fields): Fields | Refusal {
  const sealing = require("./portal_sealing") as typeof import("./portal_sealing");
  return sealing.openSealed(portal, sent);
}

/** Who may try to join just now. */
function guardOf(portal: Portal): Guard {
  portal.guard ??= createGuard(portal.options.setupCode);
  passTime(portal.guard, portal.seconds - portal.guardedAt);
  portal.guardedAt = portal.seconds;
  return portal.guard;
}

/**
 * The fields of a form, opened where they were sealed, from somebody who may say so. Or why not: a
 * refusal has a status, of which a form knows none.
 */
export function readForm(portal: Portal, request: Request): Fields | Refusal {
  const guard = guardOf(portal);
  if (!mayJoin(portal.status)) {
    keepTurn(guard, request.peerIp);
    return BUSY;
  }
  const sent = decodeForm(request.body);
  const fields = portal.options.sealedOnly || sent.sealed !== undefined ? open(portal, sent) : sent;
  if (isRefusal(fields)) return fields;
  return objectionTo(guard, fields.setupCode, request.peerIp) ?? fields;
}

export function isRefusal(form: Fields | Refusal): form is Refusal {
  return type(form.status) === "number";
}

export function refusalAnswer(refusal: Refusal, asPage: boolean): Response {
  const { status, reason, message, retrySeconds, field } = refusal;
  let answer;
  if (asPage) {
    const { refusalPage } = require("./plain_page") as typeof import("./plain_page");
    answer = html(status, refusalPage(message));
  } else {
    answer = json(status, failureJson(reason, undefined, message, field));
  }
  return retrySeconds === undefined ? answer : withRetry(answer, retrySeconds);
}
