/** What holds for all that phones get from the portal: what must not stand in it, and how small it is. */

/** What would make a phone think that it is online, or does not work in a captive portal's sheet. */
const FORBIDDEN = [
  [/success/i, "the word that Apple's probe looks for"],
  [/NetworkManager is online|X-NetworkManager-Status/i, "an online answer of NetworkManager"],
  [/Microsoft Connect Test|Microsoft NCSI/i, "an online answer of Windows"],
  [/\b(src|href)\s*=\s*["']?\s*(https?:|\/\/)/i, "an address outside of the device"],
  [/\btarget\s*=/i, "a link to another window"],
  [/\b(alert|confirm|prompt)\s*\(/, "a dialog"],
  [/window\.open/, "a new window"],
  [/type\s*=\s*["']?file/i, "a file field"],
  [/localStorage|sessionStorage/, "browser storage"],
  [/maximum-scale|user-scalable\s*=\s*(no|0)/i, "a ban on zoom"],
];

/** Sentences that name each thing in a text that must not reach a phone. */
export function findForbidden(text, what) {
  return FORBIDDEN.flatMap(([pattern, meaning]) => {
    const found = pattern.exec(text);
    return found ? [`${what} contains "${found[0]}", ${meaning}.`] : [];
  });
}

/** A sentence where it is longer than may be sent. */
export function findExcess(gzipBytes, limit, what) {
  if (gzipBytes <= limit) return [];
  return [`${what} has ${gzipBytes} bytes compressed; at most ${limit} may be sent.`];
}

/** Times that the best division into blocks is looked for; more find nothing. */
const ITERATIONS = 30;

/** As small as deflate can be; the same bytes for the same sources: no time stamp (RFC 1952). */
export async function compress(text) {
  const { gzipAsync } = await import("@gfx/zopfli");
  return Buffer.from(await gzipAsync(Buffer.from(text), { numiterations: ITERATIONS }));
}
