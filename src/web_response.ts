/** How a handler answers. It may keep the response and answer later; the first answer counts. */
import { Pull, Response } from "./http_codec";
import type { OnAnswered, Reply } from "./http_server";
import { describe } from "./web_errors";
import { WebRequest } from "./web_request";

/** An answer in the making; its methods are called with a colon. */
export interface WebResponse {
  /**
   * Default 200. Set it before the answer.
   *
   * @example response.status = 201
   */
  status: number;
  /**
   * Adds a header. Line ends in it are left out.
   *
   * @param name not Content-Type, Content-Length, Connection or Cache-Control, which are sent anyway
   * @param value bytes as they shall be sent
   * @example response:header("Location", "/lamp/7")
   */
  header(name: string, value: string): void;
  /**
   * How long caches may keep it, as the value of Cache-Control. Default: `no-store`.
   *
   * @param value RFC 9111 section 5.2.2, such as "max-age=60"
   * @example response:caching("max-age=60")
   */
  caching(value: string): void;
  /**
   * Answers with plain text in UTF-8.
   *
   * @param body of any length that has room in the heap
   * @example response:text("21 degrees")
   */
  text(body: string): void;
  /**
   * Answers with a page in UTF-8. Nothing in it is escaped.
   *
   * @param body HTML; what strangers may have written has to be escaped in it
   * @example response:html("<!DOCTYPE html><title>Lamp</title><h1>On</h1>")
   */
  html(body: string): void;
  /**
   * Answers with any value that JSON knows: see json_value_codec.
   *
   * @param value as of encode there
   * @throws for a value that JSON does not know; in a handler that becomes 500
   * @example response:json({ on = true, level = 7 })
   */
  json(value: unknown): void;
  /**
   * An answer without a body: 204.
   *
   * @example response:empty()
   */
  empty(): void;
  /**
   * To another address; `status` 302 unless it was set to another 3xx.
   *
   * @param location an address, or a path of this server
   * @example response:redirect("/login")
   */
  redirect(location: string): void;
  /**
   * The error as JSON or a small page, whichever the client prefers.
   *
   * @param status 400 to 599
   * @example response:error(404)
   */
  error(status: number): void;
  /**
   * A file of the flash, with the type of its suffix. 404 when it is not there. See static_files.
   *
   * @param name at most 31 bytes, folder and `.gz` of its compressed twin included
   * @example response:file("www/help.html")
   */
  file(name: string): void;
  /**
   * A body that does not fit into memory.
   *
   * @param contentType such as "text/csv"
   * @param length bytes in all; Content-Length says so before the first piece is made
   * @param pull gives pieces of at most 1400 bytes, and nothing at the end
   * @example
   * local files = require("flash_files")
   * local size = files.sizeOf("log.csv")
   * response:stream("text/csv", size, files.read("log.csv", size))
   */
  stream(contentType: string, length: number, pull: Pull): void;
  /**
   * Any response, such as the one of a WebSocket's upgrade; the headers set before are added. A
   * second answer does nothing.
   *
   * @param onAnswered called once, when the answer has left or its connection is gone
   * @example response:send({ status = 202, contentType = "text/csv", body = rows }, node.restart)
   */
  send(response: Response, onAnswered?: OnAnswered): void;
}

/** What is kept of it. */
interface State extends WebResponse {
  readonly request: WebRequest;
  readonly reply: Reply;
  headerLines: string;
  cacheControl: string | undefined;
}

function withoutLineEnds(text: string): string {
  const [clean] = string.gsub(text, "[\r\n]", "");
  return clean;
}

function sendBody(state: State, contentType: string, body: string): void {
  state.send({ status: state.status, contentType, body });
}

const METHODS = {
  header(this: State, name: string, value: string): void {
    this.headerLines += `${withoutLineEnds(name)}: ${withoutLineEnds(value)}\r\n`;
  },
  caching(this: State, value: string): void {
    this.cacheControl = withoutLineEnds(value);
  },
  text(this: State, body: string): void {
    sendBody(this, "text/plain; charset=utf-8", body);
  },
  html(this: State, body: string): void {
    sendBody(this, "text/html; charset=utf-8", body);
  },
  json(this: State, value: unknown): void {
    const codec = require("./json_value_codec") as typeof import("./json_value_codec");
    sendBody(this, "application/json", codec.encode(value));
  },
  empty(this: State): void {
    this.send({ status: 204 });
  },
  redirect(this: State, location: string): void {
    const isRedirect = this.status >= 300 && this.status < 400;
    this.header("Location", location);
    this.send({
      status: isRedirect ? this.status : 302,
      contentType: "text/plain",
      body: "Moved\n",
    });
  },
  error(this: State, status: number): void {
    this.send(describe(status, this.request));
  },
  file(this: State, name: string): void {
    const files = require("./static_files") as typeof import("./static_files");
    if (!files.sendFile(name, this.request, this)) this.error(404);
  },
  stream(this: State, contentType: string, length: number, pull: Pull): void {
    this.send({ status: this.status, contentType, length, pull });
  },
  send(this: State, response: Response, onAnswered?: OnAnswered): void {
    const answer = response as { -readonly [Key in keyof Response]: Response[Key] };
    answer.headers = this.headerLines + (response.headers ?? "");
    if (this.cacheControl !== undefined) answer.cacheControl = this.cacheControl;
    this.reply(answer, onAnswered);
  },
};

const METATABLE = { __index: METHODS };

/**
 * A response that nothing was said to yet. web_server does it.
 *
 * @param headerLines what every answer of this server has, each line with its CRLF
 * @example local response = require("web_response").createResponse(request, reply, "")
 */
export function createResponse(
  request: WebRequest,
  reply: Reply,
  headerLines: string,
): WebResponse {
  const state = { request, reply, status: 200, headerLines };
  return setmetatable(state, METATABLE as object) as unknown as WebResponse;
}
