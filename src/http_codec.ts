/**
 * HTTP/1 messages as byte strings, as they usually are. Pure. RFC 9110, RFC 9112.
 * What could be read in two ways by two servers (request smuggling) is refused with 400. Heads of
 * another form, and what is wrong with one: http_strict_codec. Other answers: http_rare_codec.
 */

import type { Stream } from "./http_stream";

/** The first lines of a request. */
export interface Head {
  /** In capitals, as it came. */
  readonly method: string;
  /** 0 for HTTP/1.0. */
  readonly minorVersion: number;
  /** Path without the query, as it came: percent signs are not decoded. */
  readonly path: string;
  /** What follows the question mark; "" without one. */
  readonly query: string;
  /** The authority asked for: from an absolute target, else from Host; nothing when neither is there. */
  readonly host: string | undefined;
  /**
   * By names in lower case. Each is looked up when it is asked for: `pairs` finds none. Under "" stand all
   * the lines, each as "\nname:value\r" without blanks around the value: for who looks for a pattern.
   */
  readonly headers: Record<string, string>;
}

/**
 * A head, where the body begins (counted as string.sub does), and whether it is plain: GET or HEAD,
 * with one Host, and nothing said about a body. Else nothing, and an Unread or the status to answer.
 */
export type Decoded = LuaMultiReturn<[Head | undefined, number, boolean]>;

/** Why there is no head, and no answer. */
export const enum Unread {
  /** It is not complete. */
  More = 0,
  /** No HTTP at all, such as TLS: no answer is of use. */
  Foreign = 1,
}

/** A response as a handler makes it: `body`, or `pull` with `length` for what must not fill the memory. */
export interface Response {
  /** 100 to 599. */
  readonly status: number;
  /** With its charset: "text/plain; charset=utf-8". */
  readonly contentType?: string;
  /** All of it at once. */
  readonly body?: string;
  /** Bytes that `pull` will give in all. */
  readonly length?: number;
  readonly pull?: Pull;
  /** What encodeHead made of this answer, where it is given many times: all but the body is in it. */
  readonly encodedHead?: string;
  /** Further header lines, each with its CRLF. */
  readonly headers?: string;
  /** The value of Cache-Control; "no-store" when left out. */
  readonly cacheControl?: string;
  /** For status 101: takes the connection over. */
  readonly onUpgrade?: OnUpgrade;
}

/** Gets the connection once 101 has left. */
export type OnUpgrade = (stream: Stream) => void;

/** The next piece of a body, at most 1400 bytes; nothing at its end. */
export type Pull = () => string | undefined;

/** The frontier keeps the pattern from trying each way to part path and query. */
const USUAL_HEAD = "^(%u+) (/[^%c ?#]*)%f[ ?]%??([^%c #]*) HTTP/1%.(%d)\r(.-\n)\r\n()";
/** The frontier: no blank before the line end. */
const FIELD = "\n[%w!#$%%&'*+.^_`|~-]+:[%C\t]*%f[ \t\r]\r";

/** Letter by letter "content", "transfer" and "expect", and not "connection": may be about a body. */
const ABOUT_BODY = "\n[cte][orx][nap][tne][esc][nft]";
const TWO_HOSTS = "\nhost:.*\nhost:";

const STATUS_LINES: Record<number, string> = {
  [200]: "200 OK",
  [302]: "302 Found",
  [404]: "404 Not Found",
};

/** The lines stand under the empty name, which no field has. Several of a name are one, with commas. */
const FIELDS = {
  __index: (headers: Record<string, string>, name: string) => {
    const [pattern] = string.gsub(`\n${name}:`, "%p", "%%%0");
    let value: string | undefined;
    for (const [piece] of string.gmatch(headers[""]!, pattern + "([^\r]*)")) {
      value = value === undefined ? piece! : value + ", " + piece!;
    }
    return value;
  },
};

function strict(): typeof import("./http_strict_codec") {
  return require("./http_strict_codec") as typeof import("./http_strict_codec");
}

/**
 * Reads the head of a request from what has arrived so far.
 *
 * @param buffer all bytes of the connection since its beginning
 * @param maxHeadBytes a longer head is answered with 431, a first line longer than that with 414
 */
export function decodeHead(buffer: string, maxHeadBytes: number): Decoded {
  const [method, path, query, minor, fields, end] = string.match(buffer, USUAL_HEAD);
  const bodyAt = end as unknown as number | undefined;
  if (bodyAt === undefined || bodyAt > maxHeadBytes + 1) {
    return strict().decodeStrictly(buffer, maxHeadBytes);
  }
  const [rest] = string.gsub(fields!, FIELD, "");
  if (rest !== "\n") return strict().decodeTrimmed(buffer, bodyAt);
  const [lines] = string.gsub(fields!, "(\n[^:]+:)[ \t]*", string.lower);
  const host = stringMatch(lines, "\nhost:([^\r]*)");
  let isPlain = host !== undefined && (method === "GET" || method === "HEAD");
  const [at] = stringFind(lines, ABOUT_BODY);
  if (at !== undefined || stringFind(lines, TWO_HOSTS)[0] !== undefined) {
    isPlain = false;
    if (strict().hasDouble(lines)) return $multi(undefined, 400, false);
  }
  const head = {
    method: method!,
    minorVersion: tonumber(minor)!,
    path: path!,
    query: query!,
    host,
    headers: setmetatable({ [""]: lines }, FIELDS as object),
  };
  return $multi(head, bodyAt, isPlain);
}

/**
 * Status line and header lines of a response, with the empty line. Every answer closes its
 * connection.
 *
 * @param rareLine what follows the version, for a status that is not among the usual ones
 */
export function encodeHead(response: Response, rareLine?: string): string {
  const contentType = response.contentType;
  const statusLine = rareLine ?? STATUS_LINES[response.status];
  if (statusLine === undefined) {
    const rare = require("./http_rare_codec") as typeof import("./http_rare_codec");
    return rare.encodeRare(response);
  }
  return string.format(
    "HTTP/1.1 %s\r\n%s%sContent-Length: %d\r\nCache-Control: %s\r\nConnection: close\r\n\r\n",
    statusLine,
    response.headers ?? "",
    contentType === undefined ? "" : `Content-Type: ${contentType}\r\n`,
    response.length ?? (response.body ?? "").length,
    response.cacheControl ?? "no-store",
  );
}
