/**
 * Lets a browser on the host talk to a device whose address it can't type: puts the device's
 * address into Host, Origin and Referer of a request for the mapped port, and the mapped one back
 * into Location. Every other byte passes. Pure. RFC 9110 §7.2, RFC 6454 §7.
 */
import type { BodyKind } from "./http_body";
import { createMessageStream } from "./http_message_stream";

export interface HttpRewriter {
  request(bytes: Buffer): Buffer;
  response(bytes: Buffer): Buffer;
  requestEnd(): Buffer;
  responseEnd(): Buffer;
}

export interface HttpRewriterOptions {
  /** The port of 127.0.0.1 that the browser knows. */
  readonly hostPort: number;
  /** What the device answers to: its address, with its port unless that is 80. */
  readonly deviceHost: string;
}

/** A request whose response has not ended. */
interface Pending {
  readonly method: string;
  /** The mapped host as the request spelled it, if it is one of ours. */
  mappedHost?: string;
}

const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) \S+ HTTP\/1\.[01]$/;
const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})(?: .*)?$/;
const DEFAULT_PORT = 80;

interface Framing {
  length: number | undefined;
  chunked: boolean;
}

function readFraming(framing: Framing, name: string, value: string): void {
  if (name === "content-length" && /^\d+$/.test(value)) framing.length = Number(value);
  if (name === "transfer-encoding" && /\bchunked$/i.test(value)) framing.chunked = true;
}

function framedBody(framing: Framing, otherwise: BodyKind): BodyKind {
  if (framing.chunked) return { kind: "chunked" };
  if (framing.length !== undefined) return { kind: "length", byteCount: framing.length };
  return otherwise;
}

/** `value` with another authority, when it is an http address of exactly `from`. */
function replaceAuthority(value: string, from: string, to: string): string {
  const prefix = /^(?:http:)?\/\//i.exec(value)?.[0];
  if (prefix === undefined || !value.startsWith(from, prefix.length)) return value;
  const rest = value.slice(prefix.length + from.length);
  return rest === "" || /^[/?#]/.test(rest) ? prefix + to + rest : value;
}

export function createHttpRewriter({ hostPort, deviceHost }: HttpRewriterOptions): HttpRewriter {
  const mappedHosts = [`127.0.0.1:${hostPort}`, `localhost:${hostPort}`];
  // Browsers leave the default port out.
  if (hostPort === DEFAULT_PORT) mappedHosts.push("127.0.0.1", "localhost");
  const deviceHosts = deviceHost.includes(":")
    ? [deviceHost]
    : [deviceHost, `${deviceHost}:${DEFAULT_PORT}`];
  const pending: Pending[] = [];

  let asked: Pending | undefined;
  let hostSeen = false;
  let asksFraming: Framing = { length: undefined, chunked: false };

  function rewriteRequest(name: string, value: string): string | undefined {
    const mapped = asked?.mappedHost;
    if (name === "host") return mapped !== undefined && value === mapped ? deviceHost : value;
    if (mapped !== undefined) return replaceAuthority(value, mapped, deviceHost);
    const mayBeOurs = mappedHosts.some((host) => replaceAuthority(value, host, "") !== value);
    return hostSeen || !mayBeOurs ? value : undefined;
  }

  const requests = createMessageStream({
    rewritable: ["host", "origin", "referer"],
    startLine(line) {
      const method = REQUEST_LINE.exec(line)?.[1];
      if (method === undefined) return false;
      asked = { method };
      pending.push(asked);
      hostSeen = false;
      asksFraming = { length: undefined, chunked: false };
      return true;
    },
    header(name, value) {
      readFraming(asksFraming, name, value);
      if (name !== "host" || hostSeen || asked === undefined) return;
      hostSeen = true;
      if (mappedHosts.includes(value)) asked.mappedHost = value;
    },
    rewrite: rewriteRequest,
    headEnded() {
      hostSeen = true;
      return framedBody(asksFraming, { kind: "none" });
    },
  });

  let status = 0;
  let answersFraming: Framing = { length: undefined, chunked: false };

  function endOfResponseHead(): BodyKind | { kind: "tunnel" } {
    const request = pending[0];
    if (status === 101 || (request?.method === "CONNECT" && status >= 200 && status < 300)) {
      requests.tunnel();
      return { kind: "tunnel" };
    }
    if (status < 200) return { kind: "none" };
    pending.shift();
    if (request?.method === "HEAD" || status === 204 || status === 304) return { kind: "none" };
    return framedBody(answersFraming, { kind: "until-close" });
  }

  const responses = createMessageStream({
    rewritable: ["location"],
    startLine(line) {
      const code = STATUS_LINE.exec(line)?.[1];
      if (code === undefined || pending.length === 0) {
        requests.tunnel();
        return false;
      }
      status = Number(code);
      answersFraming = { length: undefined, chunked: false };
      return true;
    },
    header: (name, value) => readFraming(answersFraming, name, value),
    rewrite(_name, value) {
      const mapped = pending[0]?.mappedHost;
      const named = deviceHosts.find((host) => replaceAuthority(value, host, "") !== value);
      if (mapped === undefined || named === undefined) return value;
      return replaceAuthority(value, named, mapped);
    },
    headEnded: endOfResponseHead,
  });

  return {
    request: (bytes) => requests.push(bytes),
    response: (bytes) => responses.push(bytes),
    requestEnd: () => requests.finish(),
    responseEnd: () => responses.finish(),
  };
}
