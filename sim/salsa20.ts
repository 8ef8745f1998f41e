/**
 * Salsa20 in the two forms of NaCl's boxes: HSalsa20 makes keys, XSalsa20 a stream of 24 bytes of
 * nonce. Source: D. J. Bernstein, "Extending the Salsa20 nonce".
 */
import {
  add,
  copy,
  littleEndian,
  newWord,
  newWords,
  readWord,
  rotateRight,
  wordToBytes,
  xor,
  xorLimbs,
} from "./words";

const WORDS = 16;
const LIMBS = 2;
const WORD_BYTES = 4;
const BLOCK_BYTES = 64;
const DOUBLE_ROUNDS = 10;
const WORD_BITS = 32;
const COUNTER_BYTES = 8;
const CONSTANT = "expand 32-byte k";
const INPUT_BYTES = 16;
const KEY_BYTES = 32;

/** Four words each: what the first gets, from whom, and how far it turns to the left. */
const COLUMNS = [0, 4, 8, 12, 5, 9, 13, 1, 10, 14, 2, 6, 15, 3, 7, 11];
const ROWS = [0, 1, 2, 3, 5, 6, 7, 4, 10, 11, 8, 9, 15, 12, 13, 14];
const TURNS = [7, 9, 13, 18];

const state = newWords(WORDS, LIMBS);
const start = newWords(WORDS, LIMBS);
const sum = newWord(LIMBS);
const turned = newWord(LIMBS);

function quarters(order: readonly number[]): void {
  for (const first of $range(0, WORDS - 1, 4)) {
    for (const step of $range(0, 3)) {
      const target = state[order[first + ((step + 1) % 4)]!]!;
      copy(sum, state[order[first + step]!]!);
      add(sum, state[order[first + ((step + 3) % 4)]!]!);
      rotateRight(turned, sum, WORD_BITS - TURNS[step]!);
      xor(target, target, turned);
    }
  }
}

function mix(key: string, input: string): void {
  const half = KEY_BYTES / 2;
  const part = (from: string, index: number): string =>
    string.sub(from, index * WORD_BYTES + 1, (index + 1) * WORD_BYTES);
  const bytes =
    part(CONSTANT, 0) +
    string.sub(key, 1, half) +
    part(CONSTANT, 1) +
    input +
    part(CONSTANT, 2) +
    string.sub(key, half + 1) +
    part(CONSTANT, 3);
  for (const index of $range(0, WORDS - 1)) {
    readWord(start[index]!, bytes, index * WORD_BYTES + 1, "little");
    copy(state[index]!, start[index]!);
  }
  for (const _ of $range(1, DOUBLE_ROUNDS)) {
    quarters(COLUMNS);
    quarters(ROWS);
  }
}

/** 32 bytes out of a key of 32 and an input of 16. */
export function hsalsa20(key: string, input: string): string {
  mix(key, input);
  let bytes = "";
  for (const index of [0, 5, 10, 15, 6, 7, 8, 9]) bytes += wordToBytes(state[index]!, "little");
  return bytes;
}

/** The first bytes of the stream of a key of 32 bytes and a nonce of 24. */
export function xsalsa20(key: string, nonce: string, byteCount: number): string {
  const own = hsalsa20(key, string.sub(nonce, 1, INPUT_BYTES));
  const rest = string.sub(nonce, INPUT_BYTES + 1);
  const parts: string[] = [];
  for (const first of $range(0, byteCount - 1, BLOCK_BYTES)) {
    mix(own, rest + littleEndian(Math.floor(first / BLOCK_BYTES), COUNTER_BYTES));
    for (const index of $range(0, WORDS - 1)) {
      add(state[index]!, start[index]!);
      parts.push(wordToBytes(state[index]!, "little"));
    }
  }
  return string.sub(table.concat(parts), 1, byteCount);
}

/** Both of one length. */
export function xorBytes(a: string, b: string): string {
  const bytes: string[] = [];
  for (const index of $range(1, a.length)) {
    bytes.push(string.char(xorLimbs(string.byte(a, index), string.byte(b, index))));
  }
  return table.concat(bytes);
}
