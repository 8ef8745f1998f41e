/**
 * ESP-IDF's HTTP client, with its states and error numbers: a request that failed half-way goes on
 * from there when it is performed again. Source: IDF v5.1.3 esp_http_client.c.
 */
import type { Thread } from "./blocking";
import {
  AGAIN,
  CONNECT,
  FAILED,
  FETCH_HEADER,
  HEAD,
  INVALID_ARGUMENT,
  INVALID_TRANSPORT,
  MAX_REDIRECT,
  METHODS,
  OK,
  WRITE_DATA,
} from "./http_codes";
import { createHttpHeaders } from "./http_headers";
import { createResponseParser, type ResponseParser } from "./http_parser";
import { createHttpTarget } from "./http_target";
import type { HttpTransport } from "./http_transport";

const TRANSMIT_BYTES = 512;
const FORM_TYPE = "application/x-www-form-urlencoded";
const REDIRECTS = [301, 302, 303, 307, 308];

const INIT = 1;
const CONNECTED = 2;
const HEAD_SENT = 3;
const BODY_SENT = 4;
const HEAD_READ = 5;
const READING_BODY = 6;

/** What happens, in the order of the client: the owner decides whose task hears it. */
export type HttpEvent =
  | { readonly kind: "connected" | "finish" | "disconnected" | "other" }
  | { readonly kind: "header"; readonly name: string; readonly value: string }
  | { readonly kind: "data"; readonly bytes: string };

export type OnHttpEvent = (event: HttpEvent) => void;

export interface ClientSettings {
  readonly url: string | undefined;
  readonly method: number;
  readonly timeoutMs: number;
  readonly bufferBytes: number;
  readonly maxRedirects: number;
  readonly followsRedirects: boolean;
  onEvent: OnHttpEvent;
  note(this: void, text: string): void;
}

/** @noSelf */
export interface HttpClient {
  perform(thread: Thread): number;
  setUrl(url: string): number;
  setMethod(method: number): void;
  setHeader(name: string, value: string | undefined): void;
  setBody(body: string | undefined): void;
  status(): number;
  close(): void;
}

/** Undefined: it could not be made. */
export function createHttpClient(
  settings: ClientSettings,
  transport: HttpTransport,
): HttpClient | undefined {
  const { timeoutMs, onEvent } = settings;
  const headers = createHttpHeaders();
  const target = createHttpTarget();
  let state = INIT;
  let method = settings.method;
  let body: string | undefined;
  let location: string | undefined;
  let redirects = 0;
  let again = false;
  let firstLinePrepared = false;
  let parser: ResponseParser;
  let status = 0;
  let contentLength = 0;
  let processed = 0;
  let readsToEnd = false;

  function close(): void {
    if (state < INIT) return;
    onEvent({ kind: "disconnected" });
    state = INIT;
    transport.close();
  }

  function setUrl(url: string): number {
    const change = target.take(url);
    if (change === undefined) return INVALID_ARGUMENT;
    if (change.host) headers.set("Host", target.host());
    if (change.host) close();
    if (change.port) close();
    return OK;
  }

  function prepare(): void {
    again = false;
    processed = 0;
    firstLinePrepared = false;
    location = undefined;
    parser = createResponseParser(
      {
        onHeader: (name, value) => {
          if (string.lower(name) === "location") location = (location ?? "") + value;
          onEvent({ kind: "header", name, value });
        },
        onHeadersComplete: (code, length) => {
          status = code;
          contentLength = length ?? -1;
          processed = 0;
          state = HEAD_READ;
        },
        onBody: (bytes) => {
          processed += bytes.length;
          onEvent({ kind: "data", bytes });
        },
      },
      () => method === HEAD,
    );
  }

  function connect(thread: Thread): number {
    prepare();
    if (state >= CONNECTED) return OK;
    const name = target.scheme();
    if (name === "https") {
      settings.note("http: TLS is not modelled by this simulator, so https can't connect");
      return CONNECT;
    }
    if (name !== "http") return INVALID_TRANSPORT;
    if (!transport.connect(thread, target.host() ?? "", target.port(), timeoutMs)) return CONNECT;
    state = CONNECTED;
    onEvent({ kind: "connected" });
    return OK;
  }

  function sendHead(thread: Thread): number {
    if (!firstLinePrepared) {
      headers.set("Content-Length", string.format("%d", body === undefined ? 0 : body.length));
      const line = `${METHODS[method]} ${target.path()} HTTP/1.1\r\n`;
      if (line.length >= TRANSMIT_BYTES) return FAILED;
      firstLinePrepared = true;
      for (const piece of headers.packed(line, TRANSMIT_BYTES)) {
        if (!transport.write(thread, piece, timeoutMs)) {
          close();
          return WRITE_DATA;
        }
      }
    }
    onEvent({ kind: "other" });
    state = HEAD_SENT;
    return OK;
  }

  function sendBody(thread: Thread): number {
    if (body !== undefined && !transport.write(thread, body, timeoutMs)) {
      return transport.hasFailed() ? FAILED : WRITE_DATA;
    }
    state = BODY_SENT;
    return OK;
  }

  function readHead(thread: Thread): number {
    status = -1;
    while (state < HEAD_READ) {
      const [result, bytes] = transport.read(thread, settings.bufferBytes, timeoutMs);
      if (result === "timeout") return AGAIN;
      if (result !== "data") {
        onEvent({ kind: "other" });
        return FETCH_HEADER;
      }
      parser.feed(bytes);
    }
    state = READING_BODY;
    readsToEnd = parser.isChunked() || contentLength <= 0;
    return OK;
  }

  function follow(): number {
    if (status >= 200 && status < 300) return OK;
    if (redirects >= settings.maxRedirects) return MAX_REDIRECT;
    for (const code of REDIRECTS) {
      if (code === status && settings.followsRedirects) {
        if (location === undefined || setUrl(location) !== OK) return FAILED;
        redirects += 1;
        again = true;
      } else if (code === status) onEvent({ kind: "other" });
    }
    return OK;
  }

  /** False: there is nothing more, for whatever reason. The client does not tell them apart. */
  function readMore(thread: Thread): boolean {
    if (state < READING_BODY || method === HEAD) return false;
    const [result, bytes] = transport.read(thread, settings.bufferBytes, timeoutMs);
    if (result === "data") parser.feed(bytes);
    return result === "data";
  }

  function readBody(thread: Thread): void {
    while (readsToEnd && !parser.isComplete() && readMore(thread));
    while (processed < contentLength && readMore(thread));
    onEvent({ kind: "finish" });
    if (!parser.shouldKeepAlive()) close();
    else if (state > CONNECTED) {
      state = CONNECTED;
      firstLinePrepared = false;
    }
  }

  function step(thread: Thread): number {
    const steps = [connect, sendHead, sendBody, readHead];
    for (const index of $range(state, BODY_SENT)) {
      const code = steps[index - 1]!(thread);
      if (code !== OK) {
        if (code !== AGAIN) onEvent({ kind: "other" });
        return code;
      }
    }
    const code = follow();
    if (code === OK) readBody(thread);
    else onEvent({ kind: "other" });
    return code;
  }

  prepare();
  const { url } = settings;
  if (url === undefined || setUrl(url) !== OK || target.host() === undefined) return undefined;
  headers.set("User-Agent", "ESP32 HTTP Client/1.0");
  headers.set("Host", target.address());

  return {
    perform: (thread) => {
      let code = OK;
      do {
        if (again) prepare();
        code = step(thread);
      } while (code === OK && again);
      return code;
    },
    setUrl,
    setMethod: (newMethod) => {
      method = newMethod;
    },
    setHeader: headers.set,
    setBody: (newBody) => {
      body = newBody;
      if (newBody === undefined) headers.set("Content-Type", undefined);
      else if (headers.get("Content-Type") === undefined) headers.set("Content-Type", FORM_TYPE);
    },
    status: () => status,
    close,
  };
}
