/**
 * The texts of the page in the language of the phone, where they are on the flash: docs/languages.md.
 * An optional part: without this file or those of the languages the page is English.
 */
import { acceptsGzip } from "./accept_codec";
import { read, sizeOf } from "./flash_files";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { languagesOf } from "./language_codec";

const JSON_TYPE = "application/json";
const NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n";
const VARY = "Vary: Accept-Language, Accept-Encoding\r\n";

/**
 * Answers GET /language with a list of texts, an empty one for English; `/language?name` with those of
 * one more part of the page.
 */
export function showLanguage(request: Request, reply: Reply): void {
  const { headers, query } = request;
  const part = stringMatch(query, "^%l+$");
  const name = part === undefined ? "language" : `language-${part}`;
  if (acceptsGzip(headers["accept-encoding"])) {
    for (const tag of languagesOf(headers["accept-language"])) {
      const file = `${name}-${tag}.gz`;
      const size = sizeOf(file);
      if (size !== undefined) {
        return reply({
          status: 200,
          contentType: JSON_TYPE,
          headers: `Content-Language: ${tag}\r\nContent-Encoding: gzip\r\n${VARY}${NO_SNIFFING}`,
          length: size,
          pull: read(file, size),
        });
      }
    }
  }
  reply({
    status: 200,
    contentType: JSON_TYPE,
    headers: `Content-Language: en\r\n${VARY}${NO_SNIFFING}`,
    body: "[]",
  });
}
