/** The route by which the page says that it is there, or that its reader has read all. */
import { prefersHtml } from "./accept_codec";
import { decodeForm } from "./form_codec";
import type { Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { html } from "./portal_page_answers";
import { json, messageJson } from "./portal_json";
import type { Portal } from "./portal_session";

/** Phones ask again when a page of the sheet was loaded, and some of them every few seconds. */
const GOODBYE_SECONDS = 6;
const LONGEST_ALIVE_SECONDS = 86400;
/** More would not fit into the integers of the firmware. */
const MAX_DIGITS = 9;

/** The page will be there for so many seconds; 0: it needs no more. */
function holdFor(portal: Portal, seconds: number): void {
  if (portal.status.state !== "online") portal.heldUntil = portal.seconds + seconds;
  else if (portal.wasRead === undefined) {
    portal.endAt = portal.seconds + (seconds === 0 ? 1 : seconds + 2);
  }
}

/** The result was read. It goes on for the moment in which a phone finds out that it is online. */
function endSoon(portal: Portal): void {
  if (portal.status.state !== "online" || portal.wasRead !== undefined) return;
  portal.wasRead = true;
  portal.endAt = portal.seconds + GOODBYE_SECONDS;
}

/** A form of the plain page would stay where it is. */
function doneAnswer(request: Request): Response {
  if (!prefersHtml(request.headers.accept)) return { status: 204 };
  const { donePage } = require("./plain_page") as typeof import("./plain_page");
  return html(200, donePage());
}

/** Answers POST /api/alive. */
export function keepAlive(portal: Portal, request: Request, reply: Reply): void {
  const { timeout, done } = decodeForm(request.body);
  if (done === "1") return reply(doneAnswer(request), () => endSoon(portal));
  const digits = stringMatch(timeout ?? "", "^%d+$");
  if (digits === undefined) return reply(json(400, messageJson("timeout: whole seconds")));
  const wanted = digits.length > MAX_DIGITS ? LONGEST_ALIVE_SECONDS : tonumber(digits, 10)!;
  const seconds = Math.min(wanted, LONGEST_ALIVE_SECONDS);
  reply(doneAnswer(request), () => holdFor(portal, seconds));
}
