/** The portal's routes: what the page asks, and what is answered. Requests in, responses out. */
import { acceptsGzip, prefersHtml } from "./accept_codec";
import { decodeForm, Fields } from "./form_codec";
import { read, sizeOf } from "./flash_files";
import { encodeHex } from "./hex_codec";
import { Head, Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import type { Wish } from "./join_request";
import { donePage, formPage, statusPage } from "./plain_page";
import {
  compressedPage,
  compressedScript,
  forbidden,
  html,
  json,
  jsonText,
  messageJson,
  missing,
  redirect,
  refusal,
  SEAL_SCRIPT,
  statusJson,
  Terms,
  wrongMethod,
} from "./portal_answers";
import type { Objection } from "./portal_guard";
import { joinNetwork } from "./portal_join";
import { judge } from "./portal_router";
import type { Status } from "./portal_state";
import { toValidUtf8 } from "./utf8_codec";
import { ScannedNetwork } from "./wifi_access_point";

export type Done = () => void;

/** What the routes may ask of the portal. @noSelf */
export interface PortalControl {
  readonly apIp: string;
  readonly terms: Terms;
  ownHosts(): readonly string[];
  status(): Status;
  networks(): readonly ScannedNetwork[];
  /** Scans again, then calls back; at once where a scan can't be made just now. */
  rescan(done: Done): void;
  /** What was sealed for this setup; nothing for any other box. */
  openForm(digits: string): Fields | undefined;
  /** Why an attempt with this setup code may not be made now; nothing when it may. */
  objectionTo(code: string | undefined, peerIp: string): Objection | undefined;
  /** The attempt is on from now on; the radio waits until `startJoin`. */
  announceJoin(ssid: string, peerIp: string): void;
  /** Touches the radio. `done` is called when the attempt has ended. */
  startJoin(wish: Wish, done: Done | undefined): void;
  /** Somebody uses the page. */
  touch(): void;
  /** The page says that it is there for so many seconds; 0: the result was read. */
  keepAlive(seconds: number): void;
}

type Route = (portal: PortalControl, request: Request, reply: Reply) => void;

const PAGE_FILE = "portal.html.gz";
const FORM_TYPE = "application/x-www-form-urlencoded";
const LONGEST_ALIVE_SECONDS = 86400;
/** More would not fit into the integers of the firmware. */
const MAX_DIGITS = 9;

function wantsScan(request: Request): boolean {
  return decodeForm(request.query).scan === "1";
}

function afterScan(portal: PortalControl, request: Request, run: Done): void {
  if (wantsScan(request)) portal.rescan(run);
  else run();
}

/** Of a compressed file; nothing where it is not there, or the browser could not read it. */
function sizeFor(request: Request, file: string): number | undefined {
  return acceptsGzip(request.headers["accept-encoding"]) ? sizeOf(file) : undefined;
}

function showPage(portal: PortalControl, request: Request, reply: Reply): void {
  const size = sizeFor(request, PAGE_FILE);
  if (size === undefined) showPlainPage(portal, request, reply);
  else reply(compressedPage(size, read(PAGE_FILE, size)));
}

function showSealScript(portal: PortalControl, request: Request, reply: Reply): void {
  const size = sizeFor(request, SEAL_SCRIPT);
  if (size === undefined) reply(missing(portal.apIp));
  else reply(compressedScript(size, read(SEAL_SCRIPT, size)));
}

function showPlainPage(portal: PortalControl, request: Request, reply: Reply): void {
  afterScan(portal, request, () => reply(html(200, formPage(portal.networks(), portal.terms))));
}

function showStatusPage(portal: PortalControl, _request: Request, reply: Reply): void {
  reply(html(200, statusPage(portal.status())));
}

function row(network: ScannedNetwork): string {
  const ssid = network.ssid;
  const hex = toValidUtf8(ssid) === ssid ? "" : `,"${encodeHex(ssid)}"`;
  return jsonText(ssid) + string.format(",%d,%d", network.rssiDbm, network.auth) + hex;
}

function listNetworks(portal: PortalControl, request: Request, reply: Reply): void {
  afterScan(portal, request, () => {
    const rows: string[] = [];
    for (const network of portal.networks()) rows.push(`[${row(network)}]`);
    reply(json(200, `[${table.concat(rows, ",")}]`));
  });
}

function showStatus(portal: PortalControl, _request: Request, reply: Reply): void {
  reply(json(200, statusJson(portal.status(), portal.terms)));
}

function keepAlive(portal: PortalControl, request: Request, reply: Reply): void {
  const digits = stringMatch(decodeForm(request.body).timeout ?? "", "^%d+$");
  if (digits === undefined) {
    reply(json(400, messageJson("timeout: whole seconds")));
  } else {
    const wanted = digits.length > MAX_DIGITS ? LONGEST_ALIVE_SECONDS : tonumber(digits, 10)!;
    const seconds = Math.min(wanted, LONGEST_ALIVE_SECONDS);
    // A form of the plain page would stay where it is.
    const asPage = prefersHtml(request.headers.accept);
    reply(asPage ? html(200, donePage()) : { status: 204 }, () => portal.keepAlive(seconds));
  }
}

/** From top to bottom; GET answers HEAD too. */
const ROUTES: Record<string, Record<string, Route>> = {
  "/": { GET: showPage },
  "/seal.js": { GET: showSealScript },
  "/plain": { GET: showPlainPage },
  "/status": { GET: showStatusPage },
  "/api/access-points": { GET: listNetworks },
  "/api/access-point": { POST: joinNetwork },
  "/api/status": { GET: showStatus },
  "/api/alive": { POST: keepAlive },
};

/** The helper programs of phones load the page too; that is nobody who reads it. */
function isPerson(request: Request): boolean {
  const agent = request.headers["user-agent"] ?? "";
  return (
    stringFind(agent, "^CaptiveNetworkSupport")[0] === undefined &&
    stringFind(agent, "^Dalvik/")[0] === undefined
  );
}

function allowedMethods(methods: Record<string, Route>): string {
  return methods.GET !== undefined ? "GET, HEAD" : "POST";
}

function serve(
  portal: PortalControl,
  methods: Record<string, Route>,
  request: Request,
  reply: Reply,
): void {
  const route = methods[request.method === "HEAD" ? "GET" : request.method];
  const mediaType = stringMatch(request.headers["content-type"] ?? FORM_TYPE, "^%s*([^;%s]*)");
  if (route === undefined) {
    reply(wrongMethod(allowedMethods(methods)));
  } else if (request.method === "POST" && string.lower(mediaType ?? "") !== FORM_TYPE) {
    reply(json(415, messageJson(`send ${FORM_TYPE}`)));
  } else {
    if (isPerson(request)) portal.touch();
    route(portal, request, reply);
  }
}

/** Answers one request. */
export function answer(portal: PortalControl, request: Request, reply: Reply): void {
  const methods = ROUTES[request.path];
  switch (judge(request, portal.ownHosts(), methods !== undefined)) {
    case "redirect":
      return reply(redirect(portal.apIp));
    case "missing":
      return reply(missing(portal.apIp));
    case "forbidden":
      return reply(forbidden());
    case "own":
      if (methods === undefined) return reply(missing(portal.apIp));
      return serve(portal, methods, request, reply);
  }
}

/** The answer to a request that can't be read to its end: for another host, that it is none of ours. */
export function refuse(portal: PortalControl, status: number, head: Head | undefined): Response {
  if (head !== undefined) {
    const verdict = judge(head, portal.ownHosts(), ROUTES[head.path] !== undefined);
    if (verdict === "forbidden") return forbidden();
  }
  return refusal(status);
}
