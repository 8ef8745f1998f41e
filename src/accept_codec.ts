/** What a client takes, from its Accept headers. Pure. RFC 9110 section 12.5. */

/** The quality of one item such as `gzip;q=0.5`, 0 to 1. */
function qualityOf(parameters: string): number {
  const quality = stringMatch(parameters, ";%s*[qQ]=([%d.]+)");
  return quality === undefined ? 1 : (tonumber(quality) ?? 1);
}

/**
 * How much a client wants something: 0 not at all, to 1.
 *
 * @param header the field's value; nothing when it was not sent
 * @param choices the names that count for it, the most specific first: its own, then wildcards
 */
function quality(header: string | undefined, choices: readonly string[]): number {
  for (const choice of choices) {
    for (const [item] of string.gmatch(header ?? "", "[^,]+")) {
      const name = stringMatch(item!, "^%s*([^;%s]*)");
      if (name !== undefined && string.lower(name) === choice) return qualityOf(item!);
    }
  }
  return 0;
}

/**
 * Whether a body may be sent as gzip. A client that says nothing, as the helper of iPhones, gets
 * none. RFC 9110 section 12.5.3.
 *
 * @param acceptEncoding the value of Accept-Encoding; nothing when it was not sent
 * @example
 * require("accept_codec").acceptsGzip("gzip;q=0.5, br") -- true
 * require("accept_codec").acceptsGzip("gzip;q=0") -- false
 */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return quality(acceptEncoding, ["gzip", "x-gzip", "*"]) > 0;
}

/**
 * A page rather than JSON is wanted: browsers say so when they send a form by themselves.
 * RFC 9110 section 12.5.1.
 *
 * @param accept the value of Accept; nothing when it was not sent
 * @returns false also where both are wanted alike
 * @example require("accept_codec").prefersHtml("text/html, application/json;q=0.9") -- true
 */
export function prefersHtml(accept: string | undefined): boolean {
  const html = quality(accept, ["text/html", "text/*"]);
  return html > quality(accept, ["application/json", "application/*"]);
}

/**
 * JSON rather than a page is wanted. RFC 9110 section 12.5.1.
 *
 * @param accept the value of Accept; nothing when it was not sent
 * @returns false also where both are wanted alike
 * @example require("accept_codec").prefersJson("application/json") -- true
 */
export function prefersJson(accept: string | undefined): boolean {
  const json = quality(accept, ["application/json", "application/*", "*/*"]);
  return json > quality(accept, ["text/html", "text/*", "*/*"]);
}
