/**
 * Routes for web_server: a table of method, path, handler. Pure.
 * The table is read from top to bottom: the first path that fits wins, also over a later one that
 * fits more exactly.
 */
import { decodePath } from "./web_path_codec";
import type { WebHandler } from "./web_server";
import { WebRequest } from "./web_request";
import { WebResponse } from "./web_response";

/** Answers, at once or later; an error in it becomes 500. */
export type RouteHandler = (request: WebRequest, response: WebResponse) => void;

/** Method, path, handler. A segment such as `:id` takes any text without a slash, and names it. */
export type WebRoute = readonly [string, string, RouteHandler];

/**
 * The parameters of a path that fits the pattern, segment by segment; nothing when it does not fit.
 */
function match(pattern: string, path: string): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  let rest = path;
  for (const [wanted] of string.gmatch(pattern, "/([^/]*)")) {
    const segment = stringMatch(rest, "^/([^/]*)");
    if (segment === undefined) return undefined;
    rest = string.sub(rest, segment.length + 2);
    const name = stringMatch(wanted!, "^:(.+)$");
    const decoded = decodePath(segment);
    if (decoded === undefined) return undefined;
    if (name === undefined) {
      if (decoded !== wanted) return undefined;
    } else {
      if (decoded === "") return undefined;
      params[name] = decoded;
    }
  }
  return rest === "" ? params : undefined;
}

function isIn(list: readonly string[], wanted: string): boolean {
  for (const item of list) {
    if (item === wanted) return true;
  }
  return false;
}

/**
 * A handler for these routes. GET routes answer HEAD too, and a path with other methods than the
 * one asked for is answered with 405 (or, asked for OPTIONS, with 204) and Allow.
 *
 * @param routes a path begins with a slash; `:id` takes one segment that is not empty
 * @example
 * local routes = require("web_routes").create{
 *   { "GET", "/lamp/:id", function(request, response) response:json(request.params) end },
 * }
 */
export function create(routes: readonly WebRoute[]): WebHandler {
  return (request, response) => {
    const method = request.method === "HEAD" ? "GET" : request.method;
    const allowed: string[] = [];
    for (const route of routes) {
      const params = match(route[1], request.path);
      if (params !== undefined) {
        if (route[0] === request.method || route[0] === method) {
          request.params = params;
          route[2](request, response);
          return true;
        }
        const allows = route[0] === "GET" ? "GET, HEAD" : route[0];
        if (!isIn(allowed, allows)) allowed.push(allows);
      }
    }
    if (allowed.length === 0) return false;
    response.header("Allow", table.concat(allowed, ", "));
    if (method === "OPTIONS") response.empty();
    else response.error(405);
    return true;
  };
}
