/**
 * Answers other than those a page consists of. Pure; loaded by http_codec when one is made.
 * RFC 9110 section 15.
 */
import { encodeHead, Response } from "./http_codec";

const REASONS: Record<number, string> = {
  [101]: "Switching Protocols",
  [200]: "OK",
  [201]: "Created",
  [202]: "Accepted",
  [204]: "No Content",
  [301]: "Moved Permanently",
  [302]: "Found",
  [303]: "See Other",
  [304]: "Not Modified",
  [307]: "Temporary Redirect",
  [308]: "Permanent Redirect",
  [400]: "Bad Request",
  [403]: "Forbidden",
  [404]: "Not Found",
  [405]: "Method Not Allowed",
  [406]: "Not Acceptable",
  [408]: "Request Timeout",
  [409]: "Conflict",
  [411]: "Length Required",
  [413]: "Content Too Large",
  [414]: "URI Too Long",
  [415]: "Unsupported Media Type",
  [417]: "Expectation Failed",
  [426]: "Upgrade Required",
  [429]: "Too Many Requests",
  [431]: "Request Header Fields Too Large",
  [500]: "Internal Server Error",
  [501]: "Not Implemented",
  [503]: "Service Unavailable",
  [505]: "HTTP Version Not Supported",
};

/** The status line's words. */
export function reasonOf(status: number): string {
  return REASONS[status] ?? "Status";
}

/** As encodeHead of http_codec; knows the answers that have no length. */
export function encodeRare(response: Response): string {
  const status = response.status;
  const statusLine = string.format("%d %s", status, reasonOf(status));
  if (status !== 101 && status !== 204 && status !== 304) return encodeHead(response, statusLine);
  const { contentType } = response;
  const type = contentType === undefined ? "" : `Content-Type: ${contentType}\r\n`;
  const lines = `HTTP/1.1 ${statusLine}\r\n${response.headers ?? ""}${type}`;
  if (status === 101) return `${lines}\r\n`;
  return `${lines}Cache-Control: ${response.cacheControl ?? "no-store"}\r\nConnection: close\r\n\r\n`;
}
