/** The portal's fixed answers. Pure. Each ends with small bodies: an empty one means "online" to some phones. */
import { Response } from "./http_codec";
import { encodeString } from "./json_codec";
import { Status } from "./portal_state";
import { defuse, toJsonEscape } from "./portal_words";

const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json";
const NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n";
const COMPRESSED = "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n";

/** What the page seals with, in flash: loaded only where there is a key. */
export const SEAL_SCRIPT = "seal.js.gz";

/** What a page has to know besides the status. */
export interface Terms {
  /** The name of the device, for the heading. */
  readonly id: string;
  readonly asksForCode: boolean;
  /** The access point has no password: everybody nearby can read along. */
  readonly isOpen: boolean;
  readonly sealedOnly: boolean;
  /** In hexadecimal digits, where the firmware can open what is sealed for it. */
  sealKey: string | undefined;
  challenge: string | undefined;
}

/** The page really runs under it. */
const CONTENT_SECURITY_POLICY =
  "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; " +
  "script-src 'unsafe-inline'; connect-src 'self'; img-src data:; form-action 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'\r\n";

export function portalUrl(ip: string): string {
  return `http://${ip}/`;
}

/** To the page, wherever a phone wanted to go. Absolute, by address: names would stay with their owner. */
export function redirect(ip: string): Response {
  const url = portalUrl(ip);
  return {
    status: 302,
    headers: `Location: ${url}\r\n`,
    contentType: HTML,
    body:
      `<!DOCTYPE html><html><head><meta http-equiv="refresh" content="0;url=${url}">` +
      `<title>Setup</title></head><body><a href="${url}">Open setup</a></body></html>\n`,
  };
}

export function missing(ip: string): Response {
  return {
    status: 404,
    contentType: HTML,
    body: `<!DOCTYPE html><title>Not found</title><a href="${portalUrl(ip)}">Open setup</a>\n`,
  };
}

/** Empty: nobody reads it, and no phone counts it as an answer from the Internet. */
export function forbidden(): Response {
  return { status: 403, body: "" };
}

export function wrongMethod(allowed: string): Response {
  return {
    status: 405,
    headers: `Allow: ${allowed}\r\n`,
    contentType: "text/plain",
    body: "405\n",
  };
}

/** To a request that can't be understood. */
export function refusal(status: number): Response {
  return { status, contentType: "text/plain", body: `Error ${status}\n` };
}

export function html(status: number, body: string): Response {
  return { status, contentType: HTML, headers: CONTENT_SECURITY_POLICY, body };
}

/** The page that lies compressed in flash. */
export function compressedPage(length: number, pull: () => string | undefined): Response {
  const headers = COMPRESSED + CONTENT_SECURITY_POLICY;
  return { status: 200, contentType: HTML, headers, length, pull };
}

export function compressedScript(length: number, pull: () => string | undefined): Response {
  const headers = COMPRESSED + NO_SNIFFING;
  return { status: 200, contentType: "text/javascript", headers, length, pull };
}

export function seeOther(path: string): Response {
  return {
    status: 303,
    headers: `Location: ${path}\r\n`,
    contentType: HTML,
    body: `<!DOCTYPE html><title>Setup</title><a href="${path}">Go on</a>\n`,
  };
}

export function json(status: number, body: string): Response {
  return { status, contentType: JSON_TYPE, headers: NO_SNIFFING, body };
}

/** A JSON string without what a phone might take for a sign of the Internet. */
export function jsonText(text: string): string {
  return defuse(encodeString(text), toJsonEscape);
}

/** One member of a JSON object; what is absent is null. */
function member(name: string, value: string | number | undefined): string {
  if (value === undefined) return `"${name}":null`;
  const text = typeof value === "number" ? string.format("%d", value) : jsonText(value);
  return `"${name}":${text}`;
}

/** The same answer with the time when to come again (RFC 9110, 10.2.3). */
export function withRetry(response: Response, seconds: number): Response {
  const retry = string.format("Retry-After: %d\r\n", seconds);
  return {
    status: response.status,
    contentType: response.contentType!,
    body: response.body!,
    headers: (response.headers ?? "") + retry,
  };
}

export function statusJson(status: Status, terms: Terms): string {
  const { sealKey } = terms;
  const members = [
    member("id", terms.id),
    member("state", status.state),
    member("ssid", status.ssid),
    member("message", status.message),
    member("reason", status.reason),
    member("code", status.code),
  ];
  if (terms.asksForCode) members.push('"asksForCode":true');
  if (sealKey !== undefined) {
    members.push(member("sealKey", sealKey));
    members.push(member("challenge", terms.challenge));
  } else if (terms.isOpen) members.push('"open":true');
  return `{${table.concat(members, ",")}}`;
}

/** How an attempt ended, or why there will be none. */
export function failureJson(reason: string, code: number | undefined, message: string): string {
  return `{${member("reason", reason)},${member("code", code)},${member("message", message)}}`;
}

export function messageJson(message: string): string {
  return `{${member("message", message)}}`;
}
