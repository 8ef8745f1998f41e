/** How a handler answers. It may keep the response and answer later; the first answer counts. */
import { Pull, Response } from "./http_codec";
import type { OnAnswered, Reply } from "./http_server";
import { describe } from "./web_errors";
import { WebRequest } from "./web_request";

/** An answer in the making; its methods are called with a colon. */
export interface WebResponse {
  /** Default 200. */
  status: number;
  /** Adds a header. Line ends in it are left out. */
  header(name: string, value: string): void;
  /** How long caches may keep it, as the value of Cache-Control. Default: `no-store`. */
  caching(value: string): void;
  text(body: string): void;
  html(body: string): void;
  /** Any value that JSON knows: see json_value_codec. */
  json(value: unknown): void;
  /** An answer without a body: 204. */
  empty(): void;
  /** To another address; `status` 302 unless it was set to another 3xx. */
  redirect(location: string): void;
  /** The error as JSON or a small page, whichever the client prefers. */
  error(status: number): void;
  /** A file of the flash, with the type of its suffix. 404 when it is not there. */
  file(name: string): void;
  /** A body of so many bytes that does not fit into memory: `pull` gives pieces of at most 1400 bytes. */
  stream(contentType: string, length: number, pull: Pull): void;
  /** Any response, such as the one of a WebSocket's upgrade. */
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

/** @param headerLines what every answer of this server has, each line with its CRLF */
export function createResponse(
  request: WebRequest,
  reply: Reply,
  headerLines: string,
): WebResponse {
  const state = { request, reply, status: 200, headerLines };
  return setmetatable(state, METATABLE as object) as unknown as WebResponse;
}
