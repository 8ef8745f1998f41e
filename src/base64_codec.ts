/** Base64 of bytes, for firmware without the module `encoder`. Pure. RFC 4648, section 4. */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function digit(bits: number, weight: number): string {
  const value = Math.floor(bits / weight) % 64;
  return string.sub(DIGITS, value + 1, value + 1);
}

/** Up to three bytes as four characters. 24 bits are the most that the chip's floats hold. */
function encodeGroup(group: string): string {
  const [first, second, third] = string.byte(group, 1, 3);
  const bits = first! * 65536 + (second ?? 0) * 256 + (third ?? 0);
  return (
    digit(bits, 262144) +
    digit(bits, 4096) +
    (second === undefined ? "=" : digit(bits, 64)) +
    (third === undefined ? "=" : digit(bits, 1))
  );
}

/**
 * The bytes as text, with padding and without line ends.
 *
 * @example require("base64_codec").encodeBase64("foob") -- "Zm9vYg=="
 */
export function encodeBase64(bytes: string): string {
  const [text] = string.gsub(bytes, "..?.?", encodeGroup);
  return text;
}
