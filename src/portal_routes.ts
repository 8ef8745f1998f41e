/**
 * The portal's routes, and what is none of them. Loaded for one request at a time, and each route's own
 * code with it.
 */
import type { Head, Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { isOwnHost } from "./own_host";
import { touch } from "./portal_api";
import { judge } from "./portal_router";
import type { Portal } from "./portal_session";

export type Route = (portal: Portal, request: Request, reply: Reply) => void;

const FORM_TYPE = "application/x-www-form-urlencoded";

function answers(): typeof import("./portal_answers") {
  return require("./portal_answers") as typeof import("./portal_answers");
}

function inJson(): typeof import("./portal_json") {
  return require("./portal_json") as typeof import("./portal_json");
}

function pages(): typeof import("./portal_pages") {
  return require("./portal_pages") as typeof import("./portal_pages");
}

function listNetworks(portal: Portal, request: Request, reply: Reply): void {
  const scans = require("./portal_scan") as typeof import("./portal_scan");
  scans.afterScan(portal, request, () => {
    const lists = require("./portal_networks") as typeof import("./portal_networks");
    reply(lists.listAnswerOf(portal));
  });
}

function joinNetwork(portal: Portal, request: Request, reply: Reply): void {
  const joining = require("./portal_join") as typeof import("./portal_join");
  joining.joinNetwork(portal, request, reply);
}

function keepAlive(portal: Portal, request: Request, reply: Reply): void {
  const alive = require("./portal_alive") as typeof import("./portal_alive");
  alive.keepAlive(portal, request, reply);
}

/** How the portal is now. */
export function statusAnswer(portal: Portal): Response {
  const { prepared } = require("./portal_page_answers") as typeof import("./portal_page_answers");
  return prepared(inJson().statusAnswer(portal));
}

/** GET answers HEAD too. */
const READING: Record<string, Route> = {
  "/": (portal, request, reply) => pages().showPageTo(portal, request, reply),
  "/plain": (portal, request, reply) => pages().showPlainPage(portal, request, reply),
  "/status": (portal, _request, reply) => pages().showStatusPage(portal, reply),
  "/api/access-points": listNetworks,
  "/api/status": (portal, _request, reply) => reply(statusAnswer(portal)),
};

const POSTING: Record<string, Route> = {
  "/api/access-point": joinNetwork,
  "/api/alive": keepAlive,
};

interface PathRoutes {
  readonly read: Route | undefined;
  readonly post: Route | undefined;
}

/** Optional parts bring routes of their own, where their files are on the flash. */
function routesAt({ method, path }: Request): PathRoutes {
  const own = { read: READING[path], post: POSTING[path] };
  if ((method === "POST" ? own.post : own.read) !== undefined) return own;
  const [found, more] = pcall(
    () => require("./portal_extra_routes") as typeof import("./portal_extra_routes"),
  );
  if (!found) return own;
  return { read: more.READING[path], post: own.post ?? more.POSTING[path] };
}

function follow(portal: Portal, request: Request, reply: Reply, routes: PathRoutes): void {
  const { method, path, headers } = request;
  const { read, post } = routes;
  const posts = method === "POST";
  const route = method === "GET" || method === "HEAD" ? read : posts ? post : undefined;
  const mediaType = stringMatch(headers["content-type"] ?? FORM_TYPE, "^%s*([^;%s]*)");
  if (route === undefined) {
    const alsoPosts = post === undefined ? "" : ", POST";
    reply(answers().wrongMethod(read === undefined ? "POST" : `GET, HEAD${alsoPosts}`));
  } else if (posts && string.lower(mediaType ?? "") !== FORM_TYPE) {
    const { json, messageJson } = inJson();
    reply(json(415, messageJson(`send ${FORM_TYPE}`)));
  } else {
    // To ask how long it stays open is no use of it.
    if (posts || path !== "/api/alive") touch(portal, request);
    route(portal, request, reply);
  }
}

/** To the page; once the result was read, who asks whether there is an Internet hears that. */
function redirectOf(portal: Portal, request: Request): Response {
  const { host } = request;
  if (portal.wasRead === undefined || host === undefined || isOwnHost(host, portal.ownHosts)) {
    return portal.redirect!;
  }
  const online = require("./portal_online_answers") as typeof import("./portal_online_answers");
  return online.onlineAnswer(host, request.path) ?? portal.redirect!;
}

/** Answers one request. */
export function serve(portal: Portal, request: Request, reply: Reply): void {
  const routes = routesAt(request);
  const hasRoute = (routes.read ?? routes.post) !== undefined;
  switch (judge(request, portal.ownHosts, hasRoute)) {
    case "redirect":
      return reply(redirectOf(portal, request));
    case "missing":
      return reply(answers().missing(portal.options.apIp));
    case "forbidden":
      return reply(answers().forbidden());
    case "own":
      if (!hasRoute) return reply(answers().missing(portal.options.apIp));
      return follow(portal, request, reply, routes);
  }
}

/** The answer to a request that can't be read to its end: for another host, that it is none of ours. */
export function refuse(portal: Portal, status: number, head: Head | undefined): Response {
  const isForbidden = head !== undefined && judge(head, portal.ownHosts, true) === "forbidden";
  return isForbidden ? answers().forbidden() : answers().refusal(status);
}
