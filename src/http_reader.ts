/** Requests out of the bytes of a connection, as they come. Pure. RFC 9112. */
import { bodyLength, decodeHead, Head } from "./http_codec";

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

export interface Reader {
  readonly limits: ReadLimits;
  buffer: string;
  head: Head | undefined;
  bodyAt: number;
  /** Nothing: in chunks. */
  bodyBytes: number | undefined;
}

export type Read =
  | { readonly kind: "more" }
  /** The client waits for "100 Continue" before it sends the body. */
  | { readonly kind: "continue" }
  /** No HTTP at all: no answer is of use. */
  | { readonly kind: "foreign" }
  | { readonly kind: "bad"; readonly status: number }
  | { readonly kind: "request"; readonly head: Head; readonly body: string };

const MORE: Read = { kind: "more" };
const CONTINUE: Read = { kind: "continue" };

export function createReader(limits: ReadLimits): Reader {
  return { limits, buffer: "", head: undefined, bodyAt: 0, bodyBytes: 0 };
}

function readBody(reader: Reader, head: Head): Read {
  const bytes = string.sub(reader.buffer, reader.bodyAt);
  if (reader.bodyBytes === undefined) {
    const limits = reader.limits;
    const chunks = limits.decodeChunks!(bytes, limits.bodyBytes);
    if (chunks.kind === "body") return { kind: "request", head, body: chunks.body };
    // Sizes, extensions and trailers may take as much again as the body, and a head.
    const tooMuch = bytes.length > 2 * limits.bodyBytes + limits.headBytes;
    return tooMuch && chunks.kind === "more" ? { kind: "bad", status: 413 } : chunks;
  }
  if (bytes.length < reader.bodyBytes) return MORE;
  return { kind: "request", head, body: string.sub(bytes, 1, reader.bodyBytes) };
}

/** RFC 9112 section 6.1: one "chunked", and at the end, or the length of the body is not known. */
function codingProblem(head: Head, coding: string): number | undefined {
  if (coding === "chunked" && head.minorVersion > 0) return undefined;
  const before = stringMatch(coding, "^(.+),%s*chunked$");
  const isClear = before !== undefined && stringFind(before, "chunked", 1, true)[0] === undefined;
  return isClear && head.minorVersion > 0 ? 501 : 400;
}

/** Finds out how the body comes; a status where it can't be taken. */
function measureBody(reader: Reader, head: Head): number | undefined {
  const coding = head.headers["transfer-encoding"];
  if (coding !== undefined && reader.limits.decodeChunks !== undefined) {
    reader.bodyBytes = undefined;
    return codingProblem(head, string.lower(coding));
  }
  const [bodyBytes, status] = bodyLength(head);
  if (bodyBytes === undefined) return status;
  reader.bodyBytes = bodyBytes;
  return bodyBytes > reader.limits.bodyBytes ? 413 : undefined;
}

/**
 * Takes in what has arrived.
 *
 * @param reader of this connection
 * @param data the next bytes, as the network cut them
 */
export function read(reader: Reader, data: string): Read {
  reader.buffer += data;
  if (reader.head !== undefined) return readBody(reader, reader.head);
  const decoded = decodeHead(reader.buffer, reader.limits.headBytes);
  if (decoded.kind !== "head") return decoded;
  const head = decoded.head;
  reader.head = head;
  reader.bodyAt = decoded.bodyAt;
  const expectation = head.headers.expect;
  const expects = expectation !== undefined && string.lower(expectation) === "100-continue";
  if (expectation !== undefined && !expects) return { kind: "bad", status: 417 };
  const status = measureBody(reader, head);
  if (status !== undefined) return { kind: "bad", status };
  const body = readBody(reader, head);
  return expects && body.kind === "more" ? CONTINUE : body;
}
