/** The portal's fixed answers that few ask for. Pure. Each ends with small bodies: an empty one means "online" to some phones. */
import type { Response } from "./http_codec";
import { MediaType, portalUrl } from "./portal_page_answers";

const NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n";
const COMPRESSED = "Content-Encoding: gzip\r\n";

/** What the page seals with, in flash: loaded only where there is a key. */
export const SEAL_SCRIPT = "seal.js.gz";

export function missing(ip: string): Response {
  return {
    status: 404,
    contentType: MediaType.Html,
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

export function compressedScript(length: number, pull: () => string | undefined): Response {
  const headers = COMPRESSED + NO_SNIFFING;
  return { status: 200, contentType: "text/javascript", headers, length, pull };
}

export function seeOther(path: string): Response {
  return {
    status: 303,
    headers: `Location: ${path}\r\n`,
    contentType: MediaType.Html,
    body: `<!DOCTYPE html><title>Setup</title><a href="${path}">Go on</a>\n`,
  };
}
