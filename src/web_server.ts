/**
 * A web server for applications: a list of handlers over http_server. RFC 9110, RFC 9112.
 *
 * @example
 * local routes = require("web_routes").create{
 *   { "GET", "/hello/:name", function(request, response) response:text(request.params.name) end },
 * }
 * require("web_server").create{ handlers = { routes } }
 */
import { HttpServer, Reply, start } from "./http_server";
import type { DecodeChunks, Request } from "./http_reader";
import { describe } from "./web_errors";
import { createRequest, WebRequest } from "./web_request";
import { createResponse, WebResponse } from "./web_response";

/**
 * Returns true when it takes the request: it has answered or will. Anything else passes the request
 * on to the next handler.
 */
export type WebHandler = (request: WebRequest, response: WebResponse) => boolean | undefined;

/** @noSelf */
export interface WebServerOptions {
  /** Tried in this order. */
  readonly handlers: readonly WebHandler[];
  /** 1 to 65535. Default 80. */
  readonly port?: number | undefined;
  /** The own address to listen at. Default: all. */
  readonly ip?: string | undefined;
  /** A client that is silent for so long is let go. Default 5. */
  readonly timeoutSeconds?: number | undefined;
  /** Where to send who asks for what is not there, instead of 404. */
  readonly notFoundUrl?: string | undefined;
  /** Lets pages of every origin read the answers (CORS), preflight included. Default false. */
  readonly allowAllOrigins?: boolean | undefined;
  /** Value of the header Server. Default: none. */
  readonly serverName?: string | undefined;
  /** A longer head is answered with 431 or 414. Default 2048. */
  readonly headBytes?: number | undefined;
  /** A longer body is answered with 413. Default 16384. */
  readonly bodyBytes?: number | undefined;
  /** One more makes the oldest idle one give way, or is turned away. Default 8. */
  readonly connections?: number | undefined;
}

const DEFAULT_PORT = 80;
const DEFAULT_TIMEOUT_SECONDS = 5;
const DEFAULT_HEAD_BYTES = 2048;
const DEFAULT_BODY_BYTES = 16384;
const DEFAULT_CONNECTIONS = 8;

/** Methods of RFC 9110 and PATCH; others are answered with 501. */
const KNOWN_METHODS = "GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT ";

const ALLOW_ORIGIN = "Access-Control-Allow-Origin: *\r\n";
const PREFLIGHT_METHODS = "Access-Control-Allow-Methods: GET, HEAD, POST, PUT, PATCH, DELETE\r\n";

function commonHeaders(options: WebServerOptions): string {
  const server = options.serverName === undefined ? "" : `Server: ${options.serverName}\r\n`;
  return options.allowAllOrigins === true ? server + ALLOW_ORIGIN : server;
}

/** Loaded with the first body in chunks. */
const decodeChunks: DecodeChunks = (bytes, maxBodyBytes) => {
  const codec = require("./chunked_codec") as typeof import("./chunked_codec");
  return codec.decodeChunks(bytes, maxBodyBytes);
};

/** A browser asks first whether another origin's page may send this. */
function isPreflight(request: Request): boolean {
  return (
    request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined
  );
}

function preflightHeaders(request: Request): string {
  const wanted = request.headers["access-control-request-headers"];
  const headers = wanted === undefined ? "" : `Access-Control-Allow-Headers: ${wanted}\r\n`;
  return PREFLIGHT_METHODS + headers;
}

/** RFC 9112 section 3.2: HTTP/1.1 says for which host it asks. */
function hasValidHost(request: Request): boolean {
  const host = request.headers.host;
  if (host === undefined) return request.minorVersion === 0;
  return stringFind(host, "[^%w%-%._~%%!$&'()*+,;=:%[%]]")[0] === undefined;
}

function handle(options: WebServerOptions, request: Request, reply: Reply): void {
  const webRequest = createRequest(request);
  const response = createResponse(webRequest, reply, commonHeaders(options));
  const [known] = stringFind(KNOWN_METHODS, request.method + " ", 1, true);
  if (known === undefined) {
    response.error(501);
    return;
  }
  if (!hasValidHost(request)) {
    response.error(400);
    return;
  }
  if (string.lower(request.headers["content-encoding"] ?? "identity") !== "identity") {
    response.error(415);
    return;
  }
  if (options.allowAllOrigins === true && isPreflight(request)) {
    response.send({ status: 204, headers: preflightHeaders(request) });
    return;
  }
  for (const handler of options.handlers) {
    if (handler(webRequest, response) === true) return;
  }
  if (options.notFoundUrl === undefined) response.error(404);
  else response.redirect(options.notFoundUrl);
}

/**
 * Starts a server. An error in a handler is answered with 500, a request that nobody takes with
 * 404, an unknown method with 501; one that is left unanswered for 60 s loses its connection.
 *
 * @returns the server, with `stop()`; nothing when the port is taken (it stays so for 10 s after
 *   another server on it was stopped): try again on a timer
 * @example
 * local function hello(request, response) response:text("Hello") return true end
 * local server = require("web_server").create{ handlers = { hello }, bodyBytes = 1024 }
 * if not server then print("port 80 is taken") end
 */
export function create(options: WebServerOptions): HttpServer | undefined {
  return start({
    port: options.port ?? DEFAULT_PORT,
    ip: options.ip,
    handle: (request, reply) => handle(options, request, reply),
    describe: (status, head) => describe(status, head, commonHeaders(options)),
    headBytes: options.headBytes ?? DEFAULT_HEAD_BYTES,
    bodyBytes: options.bodyBytes ?? DEFAULT_BODY_BYTES,
    timeoutSeconds: options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    connections: options.connections ?? DEFAULT_CONNECTIONS,
    decodeChunks,
  });
}
