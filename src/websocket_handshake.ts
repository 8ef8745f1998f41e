/** Whether a request may become a WebSocket, and what to answer. RFC 6455, section 4.2. */
import { sha1, toBase64 } from "./digest";
import type { Response } from "./http_codec";

/** What is read of a request's head: header names are in lower case. */
export interface UpgradeRequest {
  /** GET, where it is one. */
  readonly method: string;
  /** What follows the point in HTTP/1.x. */
  readonly minorVersion?: number;
  /** By names in lower case. */
  readonly headers: Record<string, string>;
}

/** Section 1.3. */
const ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const VERSION = "13";
/** Base64 of 16 bytes: 22 digits and two equals signs. */
const KEY_CHARACTERS = 24;

/**
 * The value of Sec-WebSocket-Accept. Section 4.2.2.
 *
 * @param key the value of Sec-WebSocket-Key
 * @example
 * local key = "dGhlIHNhbXBsZSBub25jZQ=="
 * print(require("websocket_handshake").acceptKey(key)) --> s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
 */
export function acceptKey(key: string): string {
  return toBase64(sha1(key + ACCEPT_SUFFIX));
}

/** Whether a list of words has this one, which is given in lower case. */
function hasToken(list: string | undefined, token: string): boolean {
  for (const [item] of string.gmatch(list ?? "", "[^,%s]+")) {
    if (string.lower(item!) === token) return true;
  }
  return false;
}

function isKey(key: string | undefined): boolean {
  return (
    key !== undefined &&
    key.length === KEY_CHARACTERS &&
    stringMatch(key, "^[%w+/]+==$") !== undefined
  );
}

/** A page of another origin: its browser sends Origin, and no page can change it. Section 10.2. */
function withoutPort80(authority: string): string {
  const [name] = string.gsub(string.lower(authority), ":80$", "");
  return name;
}

function isForeign(origin: string | undefined, host: string): boolean {
  if (origin === undefined) return false;
  const authority = stringMatch(origin, "^%a+://(.+)$");
  return authority === undefined || withoutPort80(authority) !== withoutPort80(host);
}

/**
 * An answer of a few words.
 *
 * @param headers further header lines, each with its CRLF; "" for none
 * @example response:send(require("websocket_handshake").refusal(503, "Retry-After: 10\r\n"))
 */
export function refusal(status: number, headers: string): Response {
  return { status, contentType: "text/plain", body: `Error ${status}\n`, headers };
}

/**
 * Checks a request. Sections 4.2.1 and 10.2.
 *
 * @param allowAllOrigins takes pages of other origins too
 * @returns what to answer when it may not: 405 when the method is not GET; 426 without an upgrade
 *   to WebSocket version 13; 400 without Host or a key of 16 bytes; 403 for another origin. Else
 *   nothing.
 * @example
 * local refused = require("websocket_handshake").refuse(request, false)
 * if refused then return response:send(refused) end
 */
export function refuse(request: UpgradeRequest, allowAllOrigins: boolean): Response | undefined {
  const headers = request.headers;
  if (request.method !== "GET") return refusal(405, "Allow: GET\r\n");
  const isUpgrade =
    request.minorVersion !== 0 &&
    hasToken(headers.upgrade, "websocket") &&
    hasToken(headers.connection, "upgrade");
  if (!isUpgrade || headers["sec-websocket-version"] !== VERSION) {
    const wanted = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
    return refusal(426, wanted);
  }
  const host = headers.host;
  if (host === undefined || !isKey(headers["sec-websocket-key"])) return refusal(400, "");
  if (!allowAllOrigins && isForeign(headers.origin, host)) return refusal(403, "");
  return undefined;
}

/**
 * The header lines of the answer 101 to a request that was not refused; raises for one without a
 * key. Section 4.2.2.
 *
 * @example
 * local headers = require("websocket_handshake").acceptHeaders(request)
 * response:send({ status = 101, headers = headers, onUpgrade = takeOver })
 */
export function acceptHeaders(request: UpgradeRequest): string {
  const accept = acceptKey(request.headers["sec-websocket-key"]!);
  return `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n`;
}
