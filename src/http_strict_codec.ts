/**
 * Heads of requests that have not the usual form, and what is wrong with those that have none.
 * Pure; loaded by http_codec when it meets one. RFC 9112 sections 2 to 5.
 */
import { decodeHead, Decoded, Head, Unread } from "./http_codec";

/** These may stand in a request once only. */
const SINGLE = ["host", "content-length", "transfer-encoding", "content-type"] as const;

function failed(status: number): Decoded {
  return $multi(undefined, status, false);
}

function has(lines: string, name: string, from: number): number | undefined {
  const [, end] = stringFind(lines, `\n${name}:`, from, true);
  return end;
}

/**
 * Whether a field stands twice that may not, or the length of the body is told in two ways.
 *
 * @param lines as `headers[""]` has them
 */
export function hasDouble(lines: string): boolean {
  for (const name of SINGLE) {
    const end = has(lines, name, 1);
    if (end !== undefined && has(lines, name, end) !== undefined) return true;
  }
  const hasLength = has(lines, "content-length", 1) !== undefined;
  return hasLength && has(lines, "transfer-encoding", 1) !== undefined;
}

/** Authority and path of an absolute target (RFC 9112 section 3.2.2), else nothing and the target. */
function splitTarget(target: string): LuaMultiReturn<[string | undefined, string]> {
  const [authority, rest] = string.match(target, "^[Hh][Tt][Tt][Pp]://([^/?#]*)(.*)$");
  if (authority === undefined) return $multi(undefined, target);
  return $multi(authority, string.sub(rest!, 1, 1) === "/" ? rest! : "/" + rest!);
}

/**
 * A head that would be usual but for its lines: blanks before a line end are no part of a value (RFC 9112
 * section 5.1); where there are none, the head is malformed.
 */
export function decodeTrimmed(buffer: string, bodyAt: number): Decoded {
  const head = string.sub(buffer, 1, bodyAt - 1);
  // A line of nothing but blanks must not become the empty one.
  const [text, count] = string.gsub(head, "([^ \t\n])[ \t]+\r", "%1\r");
  if (count === 0) return failed(400);
  const [decoded, status, isPlain] = decodeHead(text, text.length);
  return $multi(decoded, decoded === undefined ? status : bodyAt, isPlain);
}

function decodeLines(lines: string, bodyAt: number): Decoded {
  const [method, target, major, minor, fields] = string.match(
    lines,
    "^(%u+) ([^%c ]+) HTTP/(%d)%.(%d)\r(\n.*)$",
  );
  if (method === undefined) return failed(400);
  if (major !== "1") return failed(505);
  const [authority, reference] = splitTarget(target!);
  const [path, query] = string.match(reference, "^([^?#]*)%??([^#]*)");
  const usual = `${method} / HTTP/1.${minor}\r${fields}\r\n`;
  const [head, status, isPlain] = decodeHead(usual, usual.length);
  if (head === undefined) return failed(status);
  const asked = head as { -readonly [Key in keyof Head]: Head[Key] };
  asked.path = path!;
  asked.query = query!;
  asked.host = authority ?? head.host;
  return $multi(head, bodyAt, isPlain);
}

/** As decodeHead of http_codec, for any bytes. */
export function decodeStrictly(buffer: string, maxHeadBytes: number): Decoded {
  // No request line begins with another byte; a TLS ClientHello begins with 0x16.
  if (stringFind(buffer, "^%U")[0] !== undefined) return failed(Unread.Foreign);
  const [endAt] = stringFind(buffer, "\r\n\r\n", 1, true);
  if (endAt !== undefined && endAt + 3 <= maxHeadBytes) {
    return decodeLines(string.sub(buffer, 1, endAt + 1), endAt + 4);
  }
  if (stringFind(buffer, "[^\r]\n")[0] !== undefined) return failed(400);
  if (buffer.length < maxHeadBytes && endAt === undefined) return failed(Unread.More);
  const [lineEndAt] = stringFind(buffer, "\r\n", 1, true);
  return failed(lineEndAt === undefined || lineEndAt > maxHeadBytes ? 414 : 431);
}
