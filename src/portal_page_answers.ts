/** The portal's answers that every phone gets: pages, and what leads to them. Pure. */
import { encodeHead, Response } from "./http_codec";

export const enum MediaType {
  Html = "text/html; charset=utf-8",
}

const COMPRESSED = "Content-Encoding: gzip\r\n";

/** The page really runs under it. No address gives a script or a style: none matches 'unsafe-inline'. */
const CONTENT_SECURITY_POLICY =
  "Content-Security-Policy: default-src 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n";

/** An answer that is given many times: with its head made once. */
export function prepared(response: Response): Response {
  return {
    status: response.status,
    encodedHead: encodeHead(response),
    body: response.body!,
    length: response.length!,
  };
}

export function portalUrl(ip: string): string {
  return `http://${ip}/`;
}

/** To the page, wherever a phone wanted to go. Absolute, by address: names would stay with their owner. */
export function redirect(ip: string): Response {
  const url = portalUrl(ip);
  return prepared({
    status: 302,
    headers: `Location: ${url}\r\n`,
    contentType: MediaType.Html,
    body:
      `<!DOCTYPE html><html><head><meta http-equiv="refresh" content="0;url=${url}">` +
      `<title>Setup</title></head><body><a href="${url}">Open setup</a></body></html>\n`,
  });
}

export function html(status: number, body: string): Response {
  return { status, contentType: MediaType.Html, headers: CONTENT_SECURITY_POLICY, body };
}

/** The page that lies compressed in flash, but for what gives its bytes. */
export function compressedPage(length: number): Response {
  return prepared({
    status: 200,
    contentType: MediaType.Html,
    headers: COMPRESSED + CONTENT_SECURITY_POLICY,
    length,
  });
}
