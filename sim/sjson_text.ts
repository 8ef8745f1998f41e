/** Strings of JSON: what the firmware makes of escapes, and what it escapes. Source: sjson.c. Pure. */

const FIRST_PRINTABLE = 32;
const QUOTE = 34;
const ESCAPES: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const NAMES: Record<number, string> = { 8: "b", 9: "t", 10: "n", 12: "f", 13: "r" };
const HEX_DIGITS = 4;

/** Digits of any case; of other characters something comes out as well. */
function fromHex(code: number): number {
  const digitEnd = 57;
  return code <= digitEnd ? code % 16 : (code - 65 + 10 + 256) % 16;
}

/** A code point up to FFFF; halves of pairs are not put together. */
function toUtf8(code: number): string {
  if (code < 0x80) return string.char(code);
  if (code < 0x800) return string.char(192 + Math.floor(code / 64), 128 + (code % 64));
  if (code >= 0xd800 && code < 0xe000) return "?";
  return string.char(
    224 + Math.floor(code / 4096),
    128 + (Math.floor(code / 64) % 64),
    128 + (code % 64),
  );
}

/** The bytes between the quotes, escapes taken out. */
export function unescape(raw: string): string {
  const parts: string[] = [];
  let position = 1;
  while (position <= raw.length) {
    const [at] = stringFind(raw, "\\", position, true);
    parts.push(string.sub(raw, position, at === undefined ? -1 : at - 1));
    if (at === undefined) break;
    const letter = string.sub(raw, at + 1, at + 1);
    position = at + 2;
    if (letter === "u") {
      let code = 0;
      for (const index of $range(position, position + HEX_DIGITS - 1)) {
        // Behind the string there is its quote, and then nothing that counts.
        const byte = index <= raw.length ? string.byte(raw, index) : undefined;
        const beyond = index === raw.length + 1 ? QUOTE : 0;
        code = code * 16 + fromHex(byte ?? beyond);
      }
      parts.push(toUtf8(code));
      position += HEX_DIGITS;
    } else parts.push(ESCAPES[letter] ?? letter);
  }
  return table.concat(parts);
}

/** With quotes. A backslash stays as it is, as in the firmware: the result may be no JSON. */
export function quote(text: string): string {
  const [escaped] = string.gsub(text, '[%c"]', (character: string) => {
    const code = string.byte(character, 1);
    if (code === QUOTE) return '\\"';
    if (code >= FIRST_PRINTABLE) return character;
    return `\\${NAMES[code] ?? string.format("u%04x", code)}`;
  });
  return `"${escaped}"`;
}
