/**
 * Chunked bodies put together. Pure. RFC 9112 section 7.1. Extensions and trailers are read away.
 */
import type { Chunks } from "./http_reader";

/** "fffffff" is more than any limit here. */
const MAX_SIZE_DIGITS = 7;
/** One chunk-size line with its extensions, and each trailer line. */
const MAX_LINE_BYTES = 256;

const MORE: Chunks = { kind: "more" };

function bad(status: number): Chunks {
  return { kind: "bad", status };
}

/**
 * The line that begins at this place and where the next one begins; nothing when it is not whole.
 */
function line(bytes: string, at: number): LuaMultiReturn<[string | undefined, number]> {
  const [end] = stringFind(bytes, "\r\n", at, true);
  if (end === undefined) return $multi(undefined, at);
  return $multi(string.sub(bytes, at, end - 1), end + 2);
}

function isTooLong(bytes: string, at: number): boolean {
  return bytes.length - at >= MAX_LINE_BYTES;
}

/** Reads the trailer lines away, up to the empty one. */
function decodeEnd(bytes: string, at: number, body: string): Chunks {
  let [trailer, nextAt] = line(bytes, at);
  while (trailer !== undefined && trailer !== "") {
    if (trailer.length > MAX_LINE_BYTES) return bad(431);
    if (stringMatch(trailer, "^[%w!#$%%&'*+.^_`|~-]+:[^%c]*$") === undefined) return bad(400);
    [trailer, nextAt] = line(bytes, nextAt);
  }
  if (trailer === undefined) return isTooLong(bytes, nextAt) ? bad(431) : MORE;
  return { kind: "body", body };
}

/**
 * The whole body, or why there is none (yet).
 *
 * @param bytes everything that came after the head
 * @param maxBodyBytes a longer body is answered with 413
 * @returns kind "more" while it is incomplete; "body" with it; "bad" with the status to answer: 400
 *   malformed, 413 too long, 431 a trailer of more than 256 bytes
 * @example
 * require("chunked_codec").decodeChunks("3\r\nabc\r\n0\r\n\r\n", 100).body -- "abc"
 * require("chunked_codec").decodeChunks("3\r\nab", 100).kind -- "more"
 */
export function decodeChunks(bytes: string, maxBodyBytes: number): Chunks {
  const pieces: string[] = [];
  let bodyBytes = 0;
  let at = 1;
  while (true) {
    const [sizeLine, dataAt] = line(bytes, at);
    if (sizeLine === undefined) {
      const [lineFeed] = stringFind(bytes, "\n", at, true);
      return lineFeed !== undefined || isTooLong(bytes, at) ? bad(400) : MORE;
    }
    const digits =
      stringMatch(sizeLine, "^0*(%x+)[ \t]*$") ?? stringMatch(sizeLine, "^0*(%x+)[ \t]*;");
    if (digits === undefined || stringFind(sizeLine, "[\r\n]")[0] !== undefined) return bad(400);
    if (sizeLine.length > MAX_LINE_BYTES) return bad(400);
    if (digits.length > MAX_SIZE_DIGITS) return bad(413);
    const size = tonumber(digits, 16)!;
    if (size === 0) return decodeEnd(bytes, dataAt, table.concat(pieces));
    bodyBytes += size;
    if (bodyBytes > maxBodyBytes) return bad(413);
    if (bytes.length < dataAt + size + 1) return MORE;
    if (string.sub(bytes, dataAt + size, dataAt + size + 1) !== "\r\n") return bad(400);
    pieces.push(string.sub(bytes, dataAt, dataAt + size - 1));
    at = dataAt + size + 2;
  }
}
