/**
 * UTF-8 as the WHATWG and RFC 3629 define it, on byte strings. Pure; Lua 5.1 has no utf8 library.
 */

/** How many bytes the well-formed character at this place has; 0 when there is none. */
function characterBytes(text: string, at: number): number {
  const [first, second, third, fourth] = string.byte(text, at, at + 3);
  if (first === undefined) return 0;
  if (first < 128) return 1;
  if (first < 194 || first > 244 || !isContinuation(second)) return 0;
  if (first < 224) return 2;
  if (!isContinuation(third)) return 0;
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  if (first === 224 && second! < 160) return 0;
  if (first === 237 && second! > 159) return 0;
  if (first < 240) return 3;
  if (!isContinuation(fourth)) return 0;
  if (first === 240 && second! < 144) return 0;
  if (first === 244 && second! > 143) return 0;
  return 4;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 128 && byte < 192;
}

/** What ASCII does not have. */
const NOT_ASCII = `[${string.char(128)}-${string.char(255)}]`;

/**
 * Tells whether all of the text is well-formed: no overlong forms, surrogates, or bytes of other
 * encodings. RFC 3629 section 4.
 *
 * @example
 * require("utf8_codec").isValidUtf8("Zürich") -- true
 * require("utf8_codec").isValidUtf8("Z\252rich") -- false
 */
export function isValidUtf8(text: string): boolean {
  let [at] = stringFind(text, NOT_ASCII);
  while (at !== undefined) {
    const size = characterBytes(text, at);
    if (size === 0) return false;
    [at] = stringFind(text, NOT_ASCII, at + size);
  }
  return true;
}

/** U+FFFD, the replacement character. */
const REPLACEMENT = string.char(239, 191, 189);

/**
 * The text itself where it is well-formed, else with U+FFFD for each byte that is not.
 *
 * @example require("utf8_codec").toValidUtf8("Z\252rich") -- "Z\239\191\189rich"
 */
export function toValidUtf8(text: string): string {
  if (isValidUtf8(text)) return text;
  const parts: string[] = [];
  let at = 1;
  while (at <= text.length) {
    const size = characterBytes(text, at);
    parts.push(size > 0 ? string.sub(text, at, at + size - 1) : REPLACEMENT);
    at += Math.max(size, 1);
  }
  return table.concat(parts);
}
