/** The module `encoder`: base64 and hex. Source: components/modules/encoder.c. */
import { checkString } from "./arguments";
import type { Kernel } from "./chip";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BYTE = 256;
const SEXTET = 64;

const digitOf = (value: number): string => string.sub(ALPHABET, value + 1, value + 1);

const valueOf: Record<string, number> = {};
for (const value of $range(0, SEXTET - 1)) valueOf[digitOf(value)] = value;

/** One to three bytes to four characters. */
function encodeGroup(group: string): string {
  const [a, b, c] = string.byte(group, 1, 3);
  const bits = (a! * BYTE + (b ?? 0)) * BYTE + (c ?? 0);
  const digits = [
    digitOf(Math.floor(bits / SEXTET / SEXTET / SEXTET)),
    digitOf(Math.floor(bits / SEXTET / SEXTET) % SEXTET),
    b === undefined ? "=" : digitOf(Math.floor(bits / SEXTET) % SEXTET),
    c === undefined ? "=" : digitOf(bits % SEXTET),
  ];
  return table.concat(digits);
}

/** Two to four characters to one to three bytes; bits that fill no byte are dropped. */
function decodeGroup(group: string): string {
  const [a, b, c, d] = string.byte(group, 1, 4);
  const value = (code: number | undefined): number =>
    code === undefined ? 0 : valueOf[string.char(code)]!;
  const bits = ((value(a) * SEXTET + value(b)) * SEXTET + value(c)) * SEXTET + value(d);
  const bytes = string.char(
    Math.floor(bits / BYTE / BYTE),
    Math.floor(bits / BYTE) % BYTE,
    bits % BYTE,
  );
  return string.sub(bytes, 1, group.length - 1);
}

function toHex(bytes: string): string {
  const [digits] = string.gsub(bytes, ".", (byte) => string.format("%02x", stringByte(byte)));
  return digits;
}

function isMadeOf(text: string, characterClass: string): boolean {
  return stringMatch(text, `^[${characterClass}]*$`) !== undefined;
}

export function createEncoder(kernel: Kernel): encoder.Module {
  return {
    toBase64: (given) => {
      const [text] = string.gsub(checkString(given, 1, "toBase64"), "..?.?", encodeGroup);
      return text;
    },
    fromBase64: (given) => {
      const text = checkString(given, 1, "fromBase64");
      // At most two signs at the end are padding; any other one is a wrong character.
      const digits = stringMatch(text, "^(.-)=?=?$") ?? "";
      if (text.length % 4 !== 0 || !isMadeOf(digits, "A-Za-z0-9+/")) {
        kernel.raise("Invalid base64 string");
      }
      const [bytes] = string.gsub(digits, "..?.?.?", decodeGroup);
      return bytes;
    },
    toHex: (given) => toHex(checkString(given, 1, "toHex")),
    fromHex: (given) => {
      const text = checkString(given, 1, "fromHex");
      if (text.length % 2 !== 0 || !isMadeOf(text, "0-9a-fA-F")) {
        kernel.raise("Invalid hex string");
      }
      const [bytes] = string.gsub(text, "..", (pair) => string.char(tonumber(pair, 16) ?? 0));
      return bytes;
    },
  };
}
