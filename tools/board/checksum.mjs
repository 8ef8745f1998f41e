/** Size and checksum of a file as the board computes it: board_helper.lua does the same in Lua. */

/** Primes below 2^24: the products stay below 2^31, the greatest integer of the chip. */
const FIRST = { factor: 31, modulus: 16777213 };
const SECOND = { factor: 37, modulus: 16777199 };

function fold(bytes, { factor, modulus }) {
  return bytes.reduce((sum, byte) => (sum * factor + byte) % modulus, 0);
}

/**
 * @param {Uint8Array} bytes
 * @returns "size,first,second": 48 bits that change with every changed byte
 * @example checksumOf(Buffer.from("a")) // "1,97,97"
 */
export function checksumOf(bytes) {
  return [bytes.length, fold(bytes, FIRST), fold(bytes, SECOND)].join(",");
}
