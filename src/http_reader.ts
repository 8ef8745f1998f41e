/**
 * Bodies of requests, as they come. Pure; loaded when a request is not a plain one. RFC 9112 section 6.
 */
import type { Head } from "./http_codec";

/** A whole request. */
export interface Request extends Head {
  /** What came after the head, as it came (chunks are put together). */
  readonly body: string;
  /** Whose it is. */
  readonly peerIp: string;
}

/** A body in chunks so far: complete, or how it can't be read. */
export type Chunks =
  | { readonly kind: "more" }
  | { readonly kind: "bad"; readonly status: number }
  | { readonly kind: "body"; readonly body: string };

/** See chunked_codec. */
export type DecodeChunks = (bytes: string, maxBodyBytes: number) => Chunks;

/** How much one request may have. */
export interface ReadLimits {
  readonly headBytes: number;
  readonly bodyBytes: number;
  /** Reads chunked bodies; without it they are answered with 411. */
  readonly decodeChunks?: DecodeChunks | undefined;
}

/** Why there is no body yet. */
export const enum Waiting {
  More = 0,
  /** The client waits for "100 Continue" before it sends the body. */
  Continue = 100,
}

/** The body, or nothing and a Waiting or the status to answer. */
type Body = LuaMultiReturn<[string | undefined, number]>;

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

/** RFC 9112 section 6.1: one "chunked", and at the end, or the length of the body is not known. */
function codingProblem(head: Head, coding: string): number | undefined {
  if (coding === "chunked" && head.minorVersion > 0) return undefined;
  const before = stringMatch(coding, "^(.+),%s*chunked$");
  const isClear = before !== undefined && stringFind(before, "chunked", 1, true)[0] === undefined;
  return isClear && head.minorVersion > 0 ? 501 : 400;
}

function readChunks(bytes: string, limits: ReadLimits, decodeChunks: DecodeChunks): Body {
  const chunks = decodeChunks(bytes, limits.bodyBytes);
  if (chunks.kind === "body") return $multi(chunks.body, Waiting.More);
  if (chunks.kind === "bad") return $multi(undefined, chunks.status);
  // Sizes, extensions and trailers may take as much again as the body, and a head.
  const tooMuch = bytes.length > 2 * limits.bodyBytes + limits.headBytes;
  return $multi(undefined, tooMuch ? 413 : Waiting.More);
}

function readSome(head: Head, bytes: string, limits: ReadLimits): Body {
  const coding = head.headers["transfer-encoding"];
  if (coding !== undefined && limits.decodeChunks !== undefined) {
    const problem = codingProblem(head, string.lower(coding));
    if (problem !== undefined) return $multi(undefined, problem);
    return readChunks(bytes, limits, limits.decodeChunks);
  }
  const [length, status] = bodyLength(head);
  if (length === undefined) return $multi(undefined, status!);
  if (length > limits.bodyBytes) return $multi(undefined, 413);
  if (bytes.length < length) return $multi(undefined, Waiting.More);
  return $multi(string.sub(bytes, 1, length), Waiting.More);
}

/**
 * The body, once it is there.
 *
 * @param bytes all that came after the head
 * @param isFirst the head has come just now
 */
export function readBody(head: Head, bytes: string, limits: ReadLimits, isFirst: boolean): Body {
  const expectation = head.headers.expect;
  const expects = expectation !== undefined && string.lower(expectation) === "100-continue";
  if (expectation !== undefined && !expects) return $multi(undefined, 417);
  const [body, status] = readSome(head, bytes, limits);
  const mayContinue = expects && isFirst && body === undefined && status === Waiting.More;
  return $multi(body, mayContinue ? Waiting.Continue : status);
}
