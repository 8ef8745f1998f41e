/**
 * An HTTP response as ESP-IDF's client reads it, one received buffer after another. A header value
 * that lies across two buffers keeps its first part only. Sources: http_parser.c,
 * esp_http_client.c (http_on_header_value).
 */

/** @noSelf */
export interface ParserEvents {
  onHeader(name: string, value: string): void;
  /** contentLength: undefined when the response does not say. */
  onHeadersComplete(status: number, contentLength: number | undefined): void;
  onBody(bytes: string): void;
}

/** @noSelf */
export interface ResponseParser {
  feed(bytes: string): void;
  /** The body is all there, as far as the response itself can tell. */
  isComplete(): boolean;
  isChunked(): boolean;
  shouldKeepAlive(): boolean;
}

type State =
  "status" | "header" | "rest" | "body" | "size" | "chunk" | "chunkEnd" | "trailer" | "end";

const NO_CONTENT = 204;
const NOT_MODIFIED = 304;
const FIRST_FINAL_STATUS = 200;

export function createResponseParser(
  events: ParserEvents,
  skipBody: () => boolean,
): ResponseParser {
  let state: State = "status";
  let line = "";
  let headerName = "";
  let status = 0;
  let isNew = true;
  let chunked = false;
  let contentLength: number | undefined;
  let remaining = 0;
  let connection = "";
  let wrong = false;
  let skips = false;

  function bodyless(): boolean {
    return status < FIRST_FINAL_STATUS || status === NO_CONTENT || status === NOT_MODIFIED || skips;
  }

  function endHeaders(): void {
    events.onHeadersComplete(status, contentLength);
    skips = skipBody();
    if (skips || (!chunked && contentLength === 0)) state = "end";
    else if (chunked) state = "size";
    else if (contentLength !== undefined) {
      remaining = contentLength;
      state = "body";
    } else state = bodyless() ? "end" : "rest";
  }

  function takeHeader(name: string, value: string): void {
    const lower = string.lower(name);
    if (lower === "content-length") {
      const digits = stringMatch(value, "^(%d+)%s*$");
      if (digits === undefined) wrong = true;
      else contentLength = Math.floor(tonumber(digits) ?? 0);
    } else if (lower === "transfer-encoding") {
      chunked = string.lower(value) === "chunked";
    } else if (lower === "connection") connection = string.lower(value);
    events.onHeader(name, value);
  }

  function takeLine(): void {
    const text = line;
    line = "";
    if (state === "status") {
      if (text === "") return;
      const [version, code] = string.match(text, "^HTTP/1%.(%d) (%d%d%d)%f[^%d]");
      if (version === undefined) wrong = true;
      else {
        isNew = version !== "0";
        status = Math.floor(tonumber(code) ?? 0);
        state = "header";
      }
    } else if (state === "size") {
      const digits = stringMatch(text, "^(%x+)");
      remaining = digits === undefined ? 0 : (tonumber(digits, 16) ?? 0);
      if (digits === undefined) wrong = true;
      else state = remaining === 0 ? "trailer" : "chunk";
    } else if (state === "chunkEnd") state = "size";
    else if (state === "trailer" && text === "") state = "end";
  }

  /** A line, or a part of it; true when its end was there. */
  function collect(bytes: string): LuaMultiReturn<[rest: string, ended: boolean]> {
    const [at] = stringFind(bytes, "\n", 1, true);
    line += string.sub(bytes, 1, at === undefined ? -1 : at - 1);
    if (at === undefined) return $multi("", false);
    const text = stringMatch(line, "^(.-)\r?$")!;
    line = text;
    return $multi(string.sub(bytes, at + 1), true);
  }

  function feedHeader(bytes: string): string {
    const [rest, ended] = collect(bytes);
    if (headerName === "") {
      const [name, value] = string.match(line, "^([^:%s]+):[ \t]*(.*)$");
      if (name !== undefined && (ended || value !== "")) {
        // The rest of the value, in the next buffer, is lost.
        takeHeader(name, stringMatch(value ?? "", "^(.-)\r?$") ?? "");
        if (!ended) headerName = name;
        line = "";
      } else if (ended) {
        if (line === "") endHeaders();
        else wrong = true;
        line = "";
      }
    } else {
      line = "";
      if (ended) headerName = "";
    }
    return rest;
  }

  function feedBody(bytes: string): string {
    const part = string.sub(bytes, 1, remaining);
    remaining -= part.length;
    events.onBody(part);
    if (remaining === 0) state = state === "body" ? "end" : "chunkEnd";
    return string.sub(bytes, part.length + 1);
  }

  function step(bytes: string): string {
    if (state === "header") return feedHeader(bytes);
    if (state === "body" || state === "chunk") return feedBody(bytes);
    if (state === "rest") {
      events.onBody(bytes);
      return "";
    }
    const [rest, ended] = collect(bytes);
    if (ended) takeLine();
    return rest;
  }

  /** What comes after a message on a connection that stays is the next one. */
  function begin(): void {
    state = "status";
    chunked = false;
    contentLength = undefined;
    connection = "";
    skips = false;
  }

  function shouldKeepAlive(): boolean {
    const [closes] = stringFind(connection, "close", 1, true);
    const [keeps] = stringFind(connection, "keep-alive", 1, true);
    if (isNew ? closes !== undefined : keeps === undefined) return false;
    return bodyless() || chunked || contentLength !== undefined;
  }

  return {
    feed: (bytes) => {
      let rest = bytes;
      while (rest !== "" && !wrong) {
        if (state !== "end") rest = step(rest);
        else if (shouldKeepAlive()) begin();
        else wrong = true;
      }
    },
    isComplete: () => state === "end",
    isChunked: () => chunked,
    shouldKeepAlive,
  };
}
