/**
 * Words of 32 or 64 bits for digests, as limbs of 16 bits, the least significant first. No number in
 * here leaves 24 bits, so the result is the same on every Lua, also with single-precision floats. The
 * result goes into the first argument: nothing is allocated, for the simulator's garbage would count
 * as the program's heap.
 */

export type Word = number[];

/** Which byte of a word comes first. */
export type ByteOrder = "big" | "little";

const LIMB_BITS = 16;
const LIMB = 65536;
const BYTE = 256;
const NIBBLE = 16;

function andOfNibbles(a: number, b: number): number {
  let result = 0;
  for (const bit of [1, 2, 4, 8]) {
    if (a % (2 * bit) >= bit && b % (2 * bit) >= bit) result += bit;
  }
  return result;
}

/** AND of all nibbles at one place of a limb (1, 16, 256 or 4096), at `a * 16 + b`. */
function nibbleAnds(unit: number): LuaTable<number, number> {
  const place = new LuaTable<number, number>();
  for (const a of $range(0, NIBBLE - 1)) {
    for (const b of $range(0, NIBBLE - 1)) {
      place.set(a * unit * NIBBLE + b * unit, andOfNibbles(a, b) * unit);
    }
  }
  return place;
}

const AND_0 = nibbleAnds(1);
const AND_1 = nibbleAnds(16);
const AND_2 = nibbleAnds(256);
const AND_3 = nibbleAnds(4096);

/** By table, for a power by operator is a float. */
const POWERS_OF_TWO: number[] = [1];
for (const exponent of $range(1, LIMB_BITS)) POWERS_OF_TWO.push(2 * POWERS_OF_TWO[exponent - 1]!);

/** Bitwise AND of two limbs. XOR is `a + b - 2 * (a AND b)`, OR is `a + b - (a AND b)`. */
function and(a: number, b: number): number {
  const a0 = a % 16;
  const a1 = a % 256;
  const a2 = a % 4096;
  const b0 = b % 16;
  const b1 = b % 256;
  const b2 = b % 4096;
  return (
    AND_0.get(a0 * NIBBLE + b0) +
    AND_1.get((a1 - a0) * NIBBLE + b1 - b0) +
    AND_2.get((a2 - a1) * NIBBLE + b2 - b1) +
    AND_3.get((a - a2) * NIBBLE + b - b2)
  );
}

export function xorLimbs(a: number, b: number): number {
  return a + b - 2 * and(a, b);
}

export function newWord(limbCount: number): Word {
  const word: Word = [];
  for (const _ of $range(1, limbCount)) word.push(0);
  return word;
}

export function newWords(count: number, limbCount: number): Word[] {
  const words: Word[] = [];
  for (const _ of $range(1, count)) words.push(newWord(limbCount));
  return words;
}

/** The first digits of a hexadecimal number, as many as the word holds. */
export function wordOfHex(digits: string, limbCount: number): Word {
  const word: Word = [];
  for (const index of $range(limbCount - 1, 0, -1)) {
    word.push(tonumber(string.sub(digits, index * 4 + 1, index * 4 + 4), 16) ?? 0);
  }
  return word;
}

/** Words of hexadecimal digits, parted by white space. */
export function wordsOfHex(text: string, limbCount: number): Word[] {
  const words: Word[] = [];
  for (const [digits] of string.gmatch(text, "%x+")) words.push(wordOfHex(digits!, limbCount));
  return words;
}

export function copy(target: Word, from: Word): void {
  for (const index of $range(0, from.length - 1)) target[index] = from[index]!;
}

/** target = target + a, without the carry out of the last limb. */
export function add(target: Word, a: Word): void {
  let carry = 0;
  for (const index of $range(0, a.length - 1)) {
    const sum = target[index]! + a[index]! + carry;
    carry = sum >= LIMB ? 1 : 0;
    target[index] = sum - carry * LIMB;
  }
}

/** target = a XOR b. */
export function xor(target: Word, a: Word, b: Word): void {
  for (const index of $range(0, a.length - 1)) target[index] = xorLimbs(a[index]!, b[index]!);
}

/** target = a OR NOT b. */
export function orNot(target: Word, a: Word, b: Word): void {
  for (const index of $range(0, a.length - 1)) {
    const notB = LIMB - 1 - b[index]!;
    target[index] = a[index]! + notB - and(a[index]!, notB);
  }
}

/** Each bit of target: of `a` where `selector` has a one, else of `b`. */
export function choose(target: Word, selector: Word, a: Word, b: Word): void {
  for (const index of $range(0, a.length - 1)) {
    const select = selector[index]!;
    target[index] = and(select, a[index]!) + b[index]! - and(select, b[index]!);
  }
}

/** Each bit of target: what at least two of the three have. */
export function majority(target: Word, a: Word, b: Word, c: Word): void {
  for (const index of $range(0, a.length - 1)) {
    const both = and(a[index]!, b[index]!);
    target[index] = both + and(c[index]!, a[index]! + b[index]! - 2 * both);
  }
}

/** target = a >> bits; `wrap` 1 rotates, 0 lets zeros in. target is not a. */
function moveRight(target: Word, a: Word, bits: number, wrap: 0 | 1): void {
  const count = a.length;
  const part = bits % LIMB_BITS;
  const first = Math.floor(bits / LIMB_BITS);
  const low = POWERS_OF_TWO[part]!;
  const high = POWERS_OF_TWO[LIMB_BITS - part]!;
  for (const index of $range(0, count - 1)) {
    const at = index + first;
    const next = at + 1;
    const here = at < count ? a[at]! : wrap * a[at - count]!;
    const above = next < count ? a[next]! : wrap * a[next - count]!;
    target[index] = Math.floor(here / low) + (above % low) * high;
  }
}

export function rotateRight(target: Word, a: Word, bits: number): void {
  moveRight(target, a, bits, 1);
}

export function shiftRight(target: Word, a: Word, bits: number): void {
  moveRight(target, a, bits, 0);
}

/** Reads a word at a position that counts from 1. */
export function readWord(target: Word, bytes: string, position: number, order: ByteOrder): void {
  const count = target.length;
  for (const index of $range(0, count - 1)) {
    const at = position + 2 * (order === "big" ? count - 1 - index : index);
    const [first, second] = string.byte(bytes, at, at + 1);
    target[index] = order === "big" ? first! * BYTE + second! : second! * BYTE + first!;
  }
}

export function wordToBytes(word: Word, order: ByteOrder): string {
  let bytes = "";
  for (const limb of word) {
    const low = limb % BYTE;
    const high = (limb - low) / BYTE;
    bytes = order === "big" ? string.char(high, low) + bytes : bytes + string.char(low, high);
  }
  return bytes;
}

/** A whole number as bytes, the least significant first. */
export function littleEndian(value: number, byteCount: number): string {
  let rest = value;
  let bytes = "";
  for (const _ of $range(1, byteCount)) {
    const low = rest % BYTE;
    bytes += string.char(low);
    // Subtracted first: then single-precision floats divide it exactly too.
    rest = Math.floor((rest - low) / BYTE);
  }
  return bytes;
}
