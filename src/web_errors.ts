/** Bodies of error answers: JSON where the client prefers it, else a small page. Pure. RFC 9110 section 15. */
import { prefersJson } from "./accept_codec";
import type { Head, Response } from "./http_codec";
import { reasonOf } from "./http_rare_codec";
import { encodeString } from "./json_codec";

/**
 * The answer to a request that can't be served.
 *
 * @param status 400 to 599
 * @param head the request, as far as it was understood
 * @param headers further header lines, each with its CRLF
 */
export function describe(status: number, head: Head | undefined, headers?: string): Response {
  const reason = reasonOf(status);
  const common = headers === undefined ? { status } : { status, headers };
  const answer = common as { -readonly [Key in keyof Response]: Response[Key] };
  if (prefersJson(head?.headers.accept)) {
    answer.contentType = "application/json";
    answer.body = string.format('{"status":%d,"message":%s}', status, encodeString(reason));
  } else {
    answer.contentType = "text/html; charset=utf-8";
    answer.body = string.format(
      "<!DOCTYPE html><title>%d %s</title><h1>%d %s</h1>\n",
      status,
      reason,
      status,
      reason,
    );
  }
  return answer;
}
