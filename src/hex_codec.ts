/** Bytes as hexadecimal digits and back. Pure. */

function byteToHex(byte: string): string {
  return string.format("%02x", string.byte(byte));
}

/**
 * The byte that two hexadecimal digits stand for, in any case. Raises for other characters.
 *
 * @example require("hex_codec").hexToByte("4f") -- "O"
 */
export function hexToByte(digits: string): string {
  return string.char(tonumber(digits, 16)!);
}

/**
 * Two lower-case digits for each byte.
 *
 * @example require("hex_codec").encodeHex("Oz") -- "4f7a"
 */
export function encodeHex(bytes: string): string {
  const [digits] = string.gsub(bytes, ".", byteToHex);
  return digits;
}

/**
 * The bytes, or nothing when the text is not an even number of hexadecimal digits, in any case.
 *
 * @example require("hex_codec").decodeHex("4f7A") -- "Oz"
 */
export function decodeHex(digits: string): string | undefined {
  if (digits.length % 2 !== 0) return undefined;
  const [strange] = string.match(digits, "[^%x]");
  if (strange !== undefined) return undefined;
  const [bytes] = string.gsub(digits, "%x%x", hexToByte);
  return bytes;
}
