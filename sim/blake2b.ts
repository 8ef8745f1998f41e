/** BLAKE2b without a key. Source: RFC 7693. */
import {
  add,
  copy,
  littleEndian,
  newWord,
  newWords,
  readWord,
  rotateRight,
  wordOfHex,
  wordsOfHex,
  wordToBytes,
  xor,
  type Word,
} from "./words";

const LIMBS = 4;
const BLOCK_BYTES = 128;
const WORD_BYTES = 8;
/** The hash length goes into the first word with these: one layer of any depth. */
const PARAMETERS = "0000000001010000";

const INITIAL = `
  6a09e667f3bcc908 bb67ae8584caa73b 3c6ef372fe94f82b a54ff53a5f1d36f1
  510e527fade682d1 9b05688c2b3e6c1f 1f83d9abfb41bd6b 5be0cd19137e2179`;

/** Which message word goes where, round by round, in hexadecimal digits. */
const ORDER = [
  "0123456789abcdef",
  "ea489fd61c02b753",
  "b8c052fdae367194",
  "7931dcbe265a40f8",
  "905724afe1bc683d",
  "2c6a0b834d75fe19",
  "c51fed4a0763928b",
  "db7ec13950f4862a",
  "6fe9b308c2d714a5",
  "a2847615fb9e3cd0",
  "0123456789abcdef",
  "ea489fd61c02b753",
];
/** Columns, then diagonals. */
const QUARTERS = ["048c", "159d", "26ae", "37bf", "05af", "16bc", "278d", "349e"];

const v = newWords(16, LIMBS);
const message = newWords(16, LIMBS);
const scratch = newWord(LIMBS);

function digitsOf(text: string): number[] {
  const digits: number[] = [];
  for (const [digit] of string.gmatch(text, "%x")) digits.push(tonumber(digit, 16) ?? 0);
  return digits;
}

const orders: number[][] = [];
for (const text of ORDER) orders.push(digitsOf(text));
const quarters: number[][] = [];
for (const text of QUARTERS) quarters.push(digitsOf(text));

function xorTurned(target: Word, other: Word, bits: number): void {
  xor(scratch, target, other);
  rotateRight(target, scratch, bits);
}

function mixQuarter(quarter: readonly number[], x: Word, y: Word): void {
  const a = v[quarter[0]!]!;
  const b = v[quarter[1]!]!;
  const c = v[quarter[2]!]!;
  const d = v[quarter[3]!]!;
  add(a, b);
  add(a, x);
  xorTurned(d, a, 32);
  add(c, d);
  xorTurned(b, c, 24);
  add(a, b);
  add(a, y);
  xorTurned(d, a, 16);
  add(c, d);
  xorTurned(b, c, 63);
}

/** A byte count as a word. */
function wordOfCount(byteCount: number): Word {
  const word = newWord(LIMBS);
  readWord(word, littleEndian(byteCount, WORD_BYTES), 1, "little");
  return word;
}

function compress(
  h: Word[],
  initial: readonly Word[],
  block: string,
  count: number,
  last: boolean,
) {
  for (const index of $range(0, 7)) {
    copy(v[index]!, h[index]!);
    copy(v[index + 8]!, initial[index]!);
  }
  xor(v[12]!, v[12]!, wordOfCount(count));
  if (last) xor(v[14]!, v[14]!, wordOfHex("ffffffffffffffff", LIMBS));
  for (const index of $range(0, 15)) {
    readWord(message[index]!, block, index * WORD_BYTES + 1, "little");
  }
  for (const order of orders) {
    for (const index of $range(0, 7)) {
      mixQuarter(quarters[index]!, message[order[2 * index]!]!, message[order[2 * index + 1]!]!);
    }
  }
  for (const index of $range(0, 7)) {
    xor(h[index]!, h[index]!, v[index]!);
    xor(h[index]!, h[index]!, v[index + 8]!);
  }
}

/** A hash of 1 to 64 bytes. */
export function blake2b(bytes: string, hashBytes: number): string {
  const initial = wordsOfHex(INITIAL, LIMBS);
  const h = wordsOfHex(INITIAL, LIMBS);
  const parameters = wordOfHex(PARAMETERS, LIMBS);
  parameters[0] = parameters[0]! + hashBytes;
  xor(h[0]!, h[0]!, parameters);
  let position = 1;
  while (bytes.length - position + 1 > BLOCK_BYTES) {
    const block = string.sub(bytes, position, position + BLOCK_BYTES - 1);
    position += BLOCK_BYTES;
    compress(h, initial, block, position - 1, false);
  }
  const rest = string.sub(bytes, position);
  const padded = rest + string.rep(string.char(0), BLOCK_BYTES - rest.length);
  compress(h, initial, padded, bytes.length, true);
  let hash = "";
  for (const word of h) hash += wordToBytes(word, "little");
  return string.sub(hash, 1, hashBytes);
}
