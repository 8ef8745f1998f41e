/**
 * HTTP/1 messages as byte strings. Pure: no sockets, no firmware. RFC 9110, RFC 9112.
 * What could be read in two ways by two servers (request smuggling) is refused with 400.
 */

import type { Stream } from "./http_stream";

/** The first lines of a request. Header names are in lower case. */
export interface Head {
  readonly method: string;
  /** 0 for HTTP/1.0. */
  readonly minorVersion: number;
  /** Path without the query, as it came: percent signs are not decoded. */
  readonly path: string;
  /** What follows the question mark; "" without one. */
  readonly query: string;
  /** The authority asked for: from an absolute target, else from Host; nothing when neither is there. */
  readonly host: string | undefined;
  readonly headers: Record<string, string>;
}

export type Decoded =
  | { readonly kind: "more" }
  /** No HTTP at all, such as TLS: no answer is of use. */
  | { readonly kind: "foreign" }
  | { readonly kind: "bad"; readonly status: number }
  | { readonly kind: "head"; readonly head: Head; readonly bodyAt: number };

/** A response as a handler makes it: `body`, or `pull` with `length` for what must not fill the memory. */
export interface Response {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
  readonly length?: number;
  readonly pull?: Pull;
  /** Further header lines, each with its CRLF. */
  readonly headers?: string;
  /** The value of Cache-Control; "no-store" when left out. */
  readonly cacheControl?: string;
  /** For status 101: takes the connection over. */
  readonly onUpgrade?: OnUpgrade;
}

export type OnUpgrade = (stream: Stream) => void;

/** The next piece of a body, at most 1400 bytes; nothing at its end. */
export type Pull = () => string | undefined;

const MORE: Decoded = { kind: "more" };
const FOREIGN: Decoded = { kind: "foreign" };
const CRLF = "\r\n";
const HEAD_END = "\r\n\r\n";

/** These may stand in a request once only. */
const SINGLE: Record<string, boolean> = {
  host: true,
  "content-length": true,
  "transfer-encoding": true,
  "content-type": true,
};

const REASONS: Record<number, string> = {
  [101]: "Switching Protocols",
  [200]: "OK",
  [201]: "Created",
  [202]: "Accepted",
  [204]: "No Content",
  [301]: "Moved Permanently",
  [302]: "Found",
  [303]: "See Other",
  [304]: "Not Modified",
  [307]: "Temporary Redirect",
  [308]: "Permanent Redirect",
  [400]: "Bad Request",
  [403]: "Forbidden",
  [404]: "Not Found",
  [405]: "Method Not Allowed",
  [406]: "Not Acceptable",
  [408]: "Request Timeout",
  [409]: "Conflict",
  [411]: "Length Required",
  [413]: "Content Too Large",
  [414]: "URI Too Long",
  [415]: "Unsupported Media Type",
  [417]: "Expectation Failed",
  [426]: "Upgrade Required",
  [429]: "Too Many Requests",
  [431]: "Request Header Fields Too Large",
  [500]: "Internal Server Error",
  [501]: "Not Implemented",
  [503]: "Service Unavailable",
  [505]: "HTTP Version Not Supported",
};

function bad(status: number): Decoded {
  return { kind: "bad", status };
}

/** Header fields by lower-case name, or nothing when a line is malformed or stands twice. */
function decodeFields(lines: string): Record<string, string> | undefined {
  const fields: Record<string, string> = {};
  for (const [line] of string.gmatch(lines, "(.-)\r\n")) {
    const [name, rest] = string.match(line!, "^([%w!#$%%&'*+.^_`|~-]+):[ \t]*(.*)$");
    if (name === undefined) return undefined;
    // From the end: a pattern that looks for it from the front takes seconds for many blanks.
    const value = stringMatch(rest!, "^.*[^ \t]") ?? "";
    const key = string.lower(name);
    const earlier = fields[key];
    if (earlier !== undefined && SINGLE[key] === true) return undefined;
    fields[key] = earlier === undefined ? value : `${earlier}, ${value}`;
  }
  return fields;
}

/** A line feed without carriage return, the reverse, or another control character but a tab. */
function hasStrangeControl(lines: string): boolean {
  const [text] = string.gsub(lines, CRLF, "");
  return stringFind(text, "[^%C\t]")[0] !== undefined;
}

/** Authority and path of an absolute target (RFC 9112 section 3.2.2), else nothing and the target. */
function splitTarget(target: string): LuaMultiReturn<[string | undefined, string]> {
  const [authority, rest] = string.match(target, "^[Hh][Tt][Tt][Pp]://([^/?#]*)(.*)$");
  if (authority === undefined) return $multi(undefined, target);
  return $multi(authority, string.sub(rest!, 1, 1) === "/" ? rest! : "/" + rest!);
}

function decodeLines(lines: string, bodyAt: number): Decoded {
  if (hasStrangeControl(lines)) return bad(400);
  const [method, target, major, minor, fieldLines] = string.match(
    lines,
    "^(%u+) (%S+) HTTP/(%d)%.(%d)\r\n(.*)$",
  );
  if (method === undefined) return bad(400);
  if (major !== "1") return bad(505);
  const headers = decodeFields(fieldLines!);
  if (headers === undefined) return bad(400);
  if (headers["content-length"] !== undefined && headers["transfer-encoding"] !== undefined) {
    return bad(400);
  }
  const [authority, reference] = splitTarget(target!);
  const [path, query] = string.match(reference, "^([^?#]*)%??([^#]*)");
  const host = authority ?? headers.host;
  const minorVersion = tonumber(minor, 10)!;
  const head = { method, minorVersion, path: path!, query: query!, host, headers };
  return { kind: "head", head, bodyAt };
}

/**
 * Reads the head of a request from what has arrived so far.
 *
 * @param buffer all bytes of the connection since its beginning
 * @param maxHeadBytes a longer head is answered with 431, a first line longer than that with 414
 * @returns "more" while it is incomplete; "bad" with the status to answer; "head" with it and where
 *   the body begins (counted as string.sub does)
 */
export function decodeHead(buffer: string, maxHeadBytes: number): Decoded {
  // No request line begins with another byte; a TLS ClientHello begins with 0x16.
  if (stringFind(buffer, "^%U")[0] !== undefined) return FOREIGN;
  const [endAt] = stringFind(buffer, HEAD_END, 1, true);
  if (endAt !== undefined && endAt + 3 <= maxHeadBytes) {
    return decodeLines(string.sub(buffer, 1, endAt + 1), endAt + HEAD_END.length);
  }
  if (stringFind(buffer, "[^\r]\n")[0] !== undefined) return bad(400);
  if (buffer.length < maxHeadBytes && endAt === undefined) return MORE;
  const [lineEndAt] = stringFind(buffer, CRLF, 1, true);
  return bad(lineEndAt === undefined || lineEndAt > maxHeadBytes ? 414 : 431);
}

/**
 * How many bytes of body follow the head. RFC 9112 section 6.
 *
 * @returns the length; nothing and the status to answer where it is malformed (400), or missing in a
 *   request that has to have it (411)
 */
export function bodyLength(head: Head): LuaMultiReturn<[number | undefined, number | undefined]> {
  const text = head.headers["content-length"];
  if (text === undefined) {
    const hasBody =
      head.headers["transfer-encoding"] !== undefined ||
      head.method === "POST" ||
      head.method === "PUT";
    if (hasBody) return $multi(undefined, 411);
    return $multi(0, undefined);
  }
  const [digits] = string.match(text, "^%d+$");
  if (digits === undefined) return $multi(undefined, 400);
  // Longer ones don't fit the 32-bit integers of the firmware; they are too large anyway.
  if (digits.length > 9) return $multi(undefined, 413);
  return $multi(tonumber(digits, 10), undefined);
}

/** The status line's words. */
export function reasonOf(status: number): string {
  return REASONS[status] ?? "Status";
}

/** Status line and header lines of a response, with the empty line. Every answer closes its connection. */
export function encodeHead(response: Response): string {
  const status = response.status;
  const lines = [`HTTP/1.1 ${status} ${reasonOf(status)}${CRLF}`];
  if (response.headers !== undefined) lines.push(response.headers);
  if (response.contentType !== undefined)
    lines.push(`Content-Type: ${response.contentType}${CRLF}`);
  if (status === 101) {
    lines.push(CRLF);
    return table.concat(lines);
  }
  if (status !== 204 && status !== 304) {
    const length = response.length ?? (response.body ?? "").length;
    lines.push(string.format("Content-Length: %d\r\n", length));
  }
  const caching = response.cacheControl ?? "no-store";
  lines.push(`Cache-Control: ${caching}\r\nConnection: close\r\n\r\n`);
  return table.concat(lines);
}
