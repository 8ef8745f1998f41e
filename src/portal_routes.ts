/** The portal's routes, and what is none of them. Loaded for one request at a time. */
import { acceptsGzip, prefersHtml } from "./accept_codec";
import { read, sizeOf } from "./flash_files";
import { decodeForm } from "./form_codec";
import type { Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { unpackNetworks } from "./network_list_codec";
import { showPage, touch } from "./portal_api";
import { judge } from "./portal_router";
import type { Done, Portal } from "./portal_session";

type Route = (portal: Portal, request: Request, reply: Reply) => void;

const FORM_TYPE = "application/x-www-form-urlencoded";
const LONGEST_ALIVE_SECONDS = 86400;
/** More would not fit into the integers of the firmware. */
const MAX_DIGITS = 9;

function answers(): typeof import("./portal_answers") {
  return require("./portal_answers") as typeof import("./portal_answers");
}

function inJson(): typeof import("./portal_json") {
  return require("./portal_json") as typeof import("./portal_json");
}

function plain(): typeof import("./plain_page") {
  return require("./plain_page") as typeof import("./plain_page");
}

function missing(portal: Portal): Response {
  return answers().missing(portal.options.apIp);
}

function afterScan(portal: Portal, request: Request, run: Done): void {
  if (decodeForm(request.query).scan !== "1") return run();
  const { rescan } = require("./portal_scan") as typeof import("./portal_scan");
  rescan(portal, run);
}

function showPlainPage(portal: Portal, request: Request, reply: Reply): void {
  const { formPage } = plain();
  const { html } = answers();
  const terms = inJson().termsOf(portal);
  afterScan(portal, request, () =>
    reply(html(200, formPage(unpackNetworks(portal.networks), terms))),
  );
}

function showAnyPage(portal: Portal, request: Request, reply: Reply): void {
  const takesGzip = acceptsGzip(request.headers["accept-encoding"]);
  if (takesGzip && portal.page !== undefined) showPage(portal.page, reply);
  else showPlainPage(portal, request, reply);
}

function showSealScript(portal: Portal, request: Request, reply: Reply): void {
  const { compressedScript, SEAL_SCRIPT } = answers();
  const size = acceptsGzip(request.headers["accept-encoding"]) ? sizeOf(SEAL_SCRIPT) : undefined;
  if (size === undefined) reply(missing(portal));
  else reply(compressedScript(size, read(SEAL_SCRIPT, size)));
}

function showStatusPage(portal: Portal, _request: Request, reply: Reply): void {
  reply(answers().html(200, plain().statusPage(portal.status)));
}

function listNetworks(portal: Portal, request: Request, reply: Reply): void {
  const list = require("./portal_networks") as typeof import("./portal_networks");
  afterScan(portal, request, () => reply(list.networksAnswer(portal.networks)));
}

function showStatus(portal: Portal, _request: Request, reply: Reply): void {
  reply(inJson().statusAnswer(portal));
}

function joinNetwork(portal: Portal, request: Request, reply: Reply): void {
  const joining = require("./portal_join") as typeof import("./portal_join");
  joining.joinNetwork(portal, request, reply);
}

/** The page will be there for so many seconds; 0: the result was read. */
function holdFor(portal: Portal, seconds: number): void {
  if (portal.status.state !== "online") portal.secondsHeld = seconds;
  else portal.secondsLeft = seconds === 0 ? 1 : seconds + 2;
}

function keepAlive(portal: Portal, request: Request, reply: Reply): void {
  const digits = stringMatch(decodeForm(request.body).timeout ?? "", "^%d+$");
  if (digits === undefined) {
    const { json, messageJson } = inJson();
    return reply(json(400, messageJson("timeout: whole seconds")));
  }
  const wanted = digits.length > MAX_DIGITS ? LONGEST_ALIVE_SECONDS : tonumber(digits, 10)!;
  const seconds = Math.min(wanted, LONGEST_ALIVE_SECONDS);
  // A form of the plain page would stay where it is.
  const asPage = prefersHtml(request.headers.accept);
  const answer = asPage ? answers().html(200, plain().donePage()) : { status: 204 };
  reply(answer, () => holdFor(portal, seconds));
}

/** GET answers HEAD too. */
const READING: Record<string, Route> = {
  "/": showAnyPage,
  "/seal.js": showSealScript,
  "/plain": showPlainPage,
  "/status": showStatusPage,
  "/api/access-points": listNetworks,
  "/api/status": showStatus,
};

const POSTING: Record<string, Route> = {
  "/api/access-point": joinNetwork,
  "/api/alive": keepAlive,
};

function follow(portal: Portal, request: Request, reply: Reply): void {
  const { method, path, headers } = request;
  const reads = method === "GET" || method === "HEAD";
  const posts = method === "POST";
  const route = reads ? READING[path] : posts ? POSTING[path] : undefined;
  const mediaType = stringMatch(headers["content-type"] ?? FORM_TYPE, "^%s*([^;%s]*)");
  if (route === undefined) {
    reply(answers().wrongMethod(READING[path] !== undefined ? "GET, HEAD" : "POST"));
  } else if (posts && string.lower(mediaType ?? "") !== FORM_TYPE) {
    const { json, messageJson } = inJson();
    reply(json(415, messageJson(`send ${FORM_TYPE}`)));
  } else {
    touch(portal, request);
    route(portal, request, reply);
  }
}

/** Answers one request. */
export function serve(portal: Portal, request: Request, reply: Reply): void {
  const hasRoute = READING[request.path] !== undefined || POSTING[request.path] !== undefined;
  switch (judge(request, portal.ownHosts, hasRoute)) {
    case "redirect":
      return reply(portal.redirect!);
    case "missing":
      return reply(missing(portal));
    case "forbidden":
      return reply(answers().forbidden());
    case "own":
      if (!hasRoute) return reply(missing(portal));
      return follow(portal, request, reply);
  }
}
