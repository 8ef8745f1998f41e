/**
 * What the portal is asked all the time: the page, how it is, and what is for others, which is led
 * here. All else: portal_routes, which is loaded for it. Requests in, responses out.
 */
import { read } from "./flash_files";
import type { Head, Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import * as onDemand from "./on_demand";
import { isNeverThere, isOwnHost, MAYBE_NEVER_THERE } from "./own_host";
import { PageFile, Portal } from "./portal_session";

/** Somebody uses the page. The helper programs of phones load it too; that is nobody who reads it. */
export function touch(portal: Portal, request: Request): void {
  const lines = request.headers[""]!;
  const isHelper =
    stringFind(lines, "\nuser%-agent:[CD]")[0] !== undefined &&
    (stringFind(lines, "\nuser%-agent:CaptiveNetworkSupport")[0] ??
      stringFind(lines, "\nuser%-agent:Dalvik/")[0]) !== undefined;
  if (!isHelper) portal.secondsUnused = 0;
}

/** In front and without a quality of its own: what the rest says does not matter. */
function clearlyTakesGzip(request: Request): boolean {
  const [at] = stringFind(request.headers[""]!, "\naccept%-encoding:gzip[,\r]");
  return at !== undefined;
}

/** Answers one request. */
export function answer(portal: Portal, request: Request, reply: Reply): void {
  const { method, host, path } = request;
  portal.heardAt = portal.seconds;
  if (host !== undefined && (method === "GET" || method === "HEAD")) {
    if (!isOwnHost(host, portal.ownHosts)) {
      const [at] = stringFind(path, MAYBE_NEVER_THERE);
      if (portal.wasRead === undefined && (at === undefined || !isNeverThere(path))) {
        return reply(portal.redirect!);
      }
    } else if (path === "/api/status") {
      touch(portal, request);
      portal.statusAnswer ??= onDemand.require("portal_routes", "statusAnswer", portal);
      return reply(portal.statusAnswer);
    } else if (path === "/api/access-points" && request.query === "") {
      touch(portal, request);
      return reply(
        portal.listAnswer ?? onDemand.require("portal_networks", "listAnswerOf", portal),
      );
    } else if (path === "/" && clearlyTakesGzip(request)) {
      const { page } = portal;
      if (page !== undefined) {
        touch(portal, request);
        return showPage(page, reply);
      }
    }
  }
  onDemand.require("portal_routes", "serve", portal, request, reply);
}

/** @param page the answer but for its bytes */
export function showPage(page: Response, reply: Reply): void {
  const { status, encodedHead, length } = page;
  reply({ status, encodedHead: encodedHead!, pull: read(PageFile.Name, length!) });
}

/** The answer to a request that can't be read to its end, or fails. */
export function refuse(portal: Portal, status: number, head: Head | undefined): Response {
  const [ok, response] = pcall(
    onDemand.require<"portal_routes", "refuse">,
    "portal_routes",
    "refuse",
    portal,
    status,
    head,
  );
  // There is no memory for more.
  return ok ? response : { status, body: "" };
}
