/**
 * What the portal is asked all the time: the page, how it is, and what is for others, which is led
 * here. All else: portal_routes, which is loaded for it. Requests in, responses out.
 */
import { read } from "./flash_files";
import type { Head, Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { onDemand } from "./on_demand";
import { isNeverThere, isOwnHost } from "./own_host";
import type { Portal } from "./portal_session";

export const PAGE_FILE = "portal.html.gz";

/** The helper programs of phones load the page too; that is nobody who reads it. */
function isPerson(agent: string | undefined): boolean {
  return (
    agent === undefined ||
    (stringFind(agent, "^CaptiveNetworkSupport")[0] === undefined &&
      stringFind(agent, "^Dalvik/")[0] === undefined)
  );
}

/** Somebody uses the page. */
export function touch(portal: Portal, request: Request): void {
  if (isPerson(request.headers["user-agent"])) portal.secondsUnused = 0;
}

/** In front and without a quality of its own: what the rest says does not matter. */
function clearlyTakesGzip(acceptEncoding: string | undefined): boolean {
  return acceptEncoding !== undefined && stringFind(acceptEncoding + ",", "^gzip,")[0] !== undefined;
}

/** @param page the answer but for its bytes */
export function showPage(page: Response, reply: Reply): void {
  const { status, contentType, headers, length } = page;
  const pull = read(PAGE_FILE, length!);
  reply({ status, contentType: contentType!, headers: headers!, length: length!, pull });
}

function makeStatus(portal: Portal): Response {
  const answers = require("./portal_json") as typeof import("./portal_json");
  return answers.statusAnswer(portal);
}

function serve(portal: Portal, request: Request, reply: Reply): void {
  const routes = require("./portal_routes") as typeof import("./portal_routes");
  routes.serve(portal, request, reply);
}

/** Answers one request. */
export function answer(portal: Portal, request: Request, reply: Reply): void {
  const { method, host, path, headers } = request;
  const { page } = portal;
  portal.secondsStill = 0;
  if (host !== undefined && (method === "GET" || method === "HEAD")) {
    if (!isOwnHost(host, portal.ownHosts)) {
      if (!isNeverThere(path)) return reply(portal.redirect!);
    } else if (path === "/api/status") {
      touch(portal, request);
      return reply((portal.statusAnswer ??= onDemand(makeStatus, portal)));
    } else if (path === "/" && page !== undefined && clearlyTakesGzip(headers["accept-encoding"])) {
      touch(portal, request);
      return showPage(page, reply);
    }
  }
  onDemand(serve, portal, request, reply);
}

function isForbidden(portal: Portal, head: Head): boolean {
  const router = require("./portal_router") as typeof import("./portal_router");
  return router.judge(head, portal.ownHosts, true) === "forbidden";
}

/** The answer to a request that can't be read to its end: for another host, that it is none of ours. */
export function refuse(portal: Portal, status: number, head: Head | undefined): Response {
  if (head !== undefined) {
    // Without memory it has to do without.
    const [known, forbidden] = pcall(onDemand, isForbidden, portal, head);
    if (known && forbidden === true) return { status: 403, body: "" };
  }
  return { status, contentType: "text/plain", body: `Error ${status}\n` };
}
