/**
 * Files of the flash for web_server: types by suffix, compressed twins, ETag and caching.
 * A file is read piece by piece, so its size does not matter.
 */
import { acceptsGzip } from "./accept_codec";
import { read, sizeOf } from "./flash_files";
import { Response } from "./http_codec";
import { fileOf } from "./web_path_codec";
import { WebRequest } from "./web_request";
import { WebResponse } from "./web_response";
import type { WebHandler } from "./web_server";

/** @noSelf */
export interface StaticOptions {
  /**
   * What names on the flash begin with, such as "www/": they have at most 31 bytes in all. Default
   * "".
   */
  readonly root?: string | undefined;
  /** Suffix to type, beside the usual ones. */
  readonly types?: Record<string, string> | undefined;
}

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  txt: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  ico: "image/x-icon",
  webp: "image/webp",
  woff2: "font/woff2",
  wasm: "application/wasm",
  pdf: "application/pdf",
};
const UNKNOWN_TYPE = "application/octet-stream";

/** For names that change with their content: `app.js?v=3`, `app-1b2c3d4e.js`. */
const FOREVER = "public, max-age=31536000, immutable";
const REVALIDATE = "no-cache";

/** Largest prime below 2^16: sums stay exact in single-precision floats. */
const MODULUS = 65521;

/** Checksums by name and size: a file is summed once per boot. */
let checksums: Record<string, string> = {};

function typeOf(name: string, types: Record<string, string> | undefined): string {
  const suffix = string.lower(stringMatch(name, "%.([^./]*)$") ?? "");
  return types?.[suffix] ?? TYPES[suffix] ?? UNKNOWN_TYPE;
}

/** Adler-32 as text. RFC 1950 section 9. */
function checksum(name: string, size: number): string {
  let low = 1;
  let high = 0;
  const pull = read(name, size);
  let piece = pull();
  while (piece !== undefined) {
    for (const index of $range(1, piece.length)) {
      low = (low + string.byte(piece, index)) % MODULUS;
      high = (high + low) % MODULUS;
    }
    piece = pull();
  }
  return string.format("%04x%04x", high, low);
}

function etagOf(name: string, size: number): string {
  const key = string.format("%s:%d", name, size);
  const known = checksums[key] ?? checksum(name, size);
  checksums[key] = known;
  return string.format('"%x-%s"', size, known);
}

/**
 * Forgets the checksums: call it after a program has rewritten a file.
 *
 * @example require("static_files").forget()
 */
export function forget(): void {
  checksums = {};
}

function isVersioned(name: string, query: string): boolean {
  if (stringFind(query, "^v=.")[0] !== undefined) return true;
  const digits = stringMatch(name, "[-.](%x+)%.[^.]*$");
  return digits !== undefined && digits.length >= 8;
}

function isKnown(request: WebRequest, etag: string): boolean {
  const tags = request.headers["if-none-match"];
  if (tags === undefined) return false;
  return tags === "*" || stringFind(tags, etag, 1, true)[0] !== undefined;
}

/**
 * Answers with a file; with 304 where the client has it, with 406 where there is only a compressed
 * one and it takes none. RFC 9110 sections 8.8.3 and 13.1.2.
 *
 * @param name on the flash, at most 31 bytes with `.gz`; its twin `name.gz` is sent to a client
 *   that takes gzip
 * @param types suffix to type, beside the usual ones
 * @returns false when there is neither; nothing was answered then
 * @example
 * local files = require("static_files")
 * if not files.sendFile("log.txt", request, response) then response:error(404) end
 */
export function sendFile(
  name: string,
  request: WebRequest,
  response: WebResponse,
  types?: Record<string, string>,
): boolean {
  const twinSize = sizeOf(`${name}.gz`);
  const zipped = twinSize !== undefined && acceptsGzip(request.headers["accept-encoding"]);
  const fileName = zipped ? `${name}.gz` : name;
  const size = zipped ? twinSize : sizeOf(name);
  if (size === undefined) {
    // There is only a compressed one, and this client does not take it.
    if (twinSize !== undefined) response.error(406);
    return twinSize !== undefined;
  }
  const etag = etagOf(fileName, size);
  response.header("ETag", etag);
  if (twinSize !== undefined) response.header("Vary", "Accept-Encoding");
  response.caching(isVersioned(name, request.query) ? FOREVER : REVALIDATE);
  if (isKnown(request, etag)) {
    response.send({ status: 304 });
    return true;
  }
  if (zipped) response.header("Content-Encoding", "gzip");
  const answer: Response = {
    status: response.status,
    contentType: typeOf(name, types),
    length: size,
    pull: read(fileName, size),
  };
  response.send(answer);
  return true;
}

/**
 * A handler that serves the files below a root to GET and HEAD; other methods get 405. A path that
 * ends with a slash means `index.html` there. What is not there is left to the next handler.
 *
 * @example
 * local files = require("static_files").create{ root = "www/", types = { md = "text/markdown" } }
 * require("web_server").create{ handlers = { files } }
 */
export function create(options?: StaticOptions): WebHandler {
  const root = options?.root ?? "";
  return (request, response) => {
    const name = fileOf(request.path);
    if (name === undefined) return false;
    if (request.method === "GET" || request.method === "HEAD") {
      return sendFile(root + name, request, response, options?.types);
    }
    if (sizeOf(root + name) === undefined) return false;
    response.header("Allow", "GET, HEAD");
    response.error(405);
    return true;
  };
}
