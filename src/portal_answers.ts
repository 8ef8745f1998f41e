/** The portal's fixed answers. Pure. Each ends with small bodies: an empty one means "online" to some phones. */
import { Response } from "./http_codec";

const HTML = "text/html; charset=utf-8";
const NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n";
const COMPRESSED = "Content-Encoding: gzip\r\n";

/** What the page seals with, in flash: loaded only where there is a key. */
export const SEAL_SCRIPT = "seal.js.gz";

/** The page really runs under it. No address gives a script or a style: none matches 'unsafe-inline'. */
const CONTENT_SECURITY_POLICY =
  "Content-Security-Policy: default-src 'unsafe-inline'; connect-src 'self'; img-src data:; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n";

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

/** The page that lies compressed in flash, but for what gives its bytes. */
export function compressedPage(length: number): Response {
  return { status: 200, contentType: HTML, headers: COMPRESSED + CONTENT_SECURITY_POLICY, length };
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
