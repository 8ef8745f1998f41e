/** The bytes of a QR code: one segment of text, padding, error correction. ISO/IEC 18004, 7.4-7.6. */
import { blockCount, correctionBytes, dataBytes, totalBytes } from "./qr_tables";
import { xorLimbs } from "./words";

const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const MODE_BITS = 4;
const BYTE_BITS = 8;
/** The library of the firmware counts bits in 16 with a sign. */
const MAX_BITS = 32767;
const TERMINATOR_BITS = 4;
const PADDING = [0xec, 0x11];
/** x^8 + x^4 + x^3 + x^2 + 1, without its first term. */
const FIELD_POLYNOMIAL = 0x1d;
const FIELD_ORDER = 255;

type Mode = "numeric" | "alphanumeric" | "byte";

export interface Segment {
  readonly mode: Mode;
  readonly text: string;
  readonly bitCount: number;
}

/** By mode: its number, and the bits of its character count for three ranges of versions. */
const MODES: Record<Mode, { number: number; countBits: number[] }> = {
  numeric: { number: 1, countBits: [10, 12, 14] },
  alphanumeric: { number: 2, countBits: [9, 11, 13] },
  byte: { number: 4, countBits: [8, 16, 16] },
};

function countBits(mode: Mode, version: number): number {
  return MODES[mode].countBits[Math.floor((version + 7) / 17)]!;
}

function bitsOfText(mode: Mode, count: number): number {
  if (mode === "numeric") return Math.floor((count * 10 + 2) / 3);
  return mode === "alphanumeric" ? Math.floor((count * 11 + 1) / 2) : count * BYTE_BITS;
}

/** The most compact single segment; undefined: far too long. "" has none. */
export function segmentOf(text: string): Segment | undefined {
  let mode: Mode = "byte";
  if (stringMatch(text, "^%d+$") !== undefined) mode = "numeric";
  else if (stringMatch(text, "^[0-9A-Z $%%*+%-./:]+$") !== undefined) mode = "alphanumeric";
  const bitCount = bitsOfText(mode, text.length);
  return bitCount > MAX_BITS ? undefined : { mode, text, bitCount };
}

/** All bits that it takes; undefined: this version can't count so many characters. */
export function bitsUsed(segment: Segment, version: number): number | undefined {
  if (segment.text === "") return 0;
  const bits = countBits(segment.mode, version);
  let limit = 1;
  for (const _ of $range(1, bits)) limit *= 2;
  if (segment.text.length >= limit) return undefined;
  return MODE_BITS + bits + segment.bitCount;
}

function pushBits(bits: number[], value: number, count: number): void {
  let unit = 1;
  for (const _ of $range(2, count)) unit *= 2;
  let rest = value;
  for (const _ of $range(1, count)) {
    const bit = rest >= unit ? 1 : 0;
    bits.push(bit);
    rest -= bit * unit;
    unit = Math.floor(unit / 2);
  }
}

function pushText(bits: number[], { mode, text }: Segment): void {
  if (mode === "byte") {
    for (const index of $range(1, text.length)) pushBits(bits, string.byte(text, index), BYTE_BITS);
    return;
  }
  const group = mode === "numeric" ? 3 : 2;
  for (const first of $range(1, text.length, group)) {
    const part = string.sub(text, first, first + group - 1);
    if (mode === "numeric") {
      pushBits(bits, Math.floor(tonumber(part) ?? 0), part.length * 3 + 1);
    } else {
      let value = 0;
      for (const index of $range(1, part.length)) {
        const [at] = stringFind(ALPHANUMERIC, string.sub(part, index, index), 1, true);
        value = value * 45 + at! - 1;
      }
      pushBits(bits, value, part.length === 2 ? 11 : 6);
    }
  }
}

function dataOf(segment: Segment, version: number, level: number): number[] {
  const bits: number[] = [];
  if (segment.text !== "") {
    pushBits(bits, MODES[segment.mode].number, MODE_BITS);
    pushBits(bits, segment.text.length, countBits(segment.mode, version));
    pushText(bits, segment);
  }
  const capacity = dataBytes(version, level) * BYTE_BITS;
  const terminator = Math.min(TERMINATOR_BITS, capacity - bits.length);
  for (const _ of $range(1, terminator)) bits.push(0);
  while (bits.length % BYTE_BITS !== 0) bits.push(0);
  const bytes: number[] = [];
  for (const first of $range(0, bits.length - 1, BYTE_BITS)) {
    let byte = 0;
    for (const index of $range(first, first + BYTE_BITS - 1)) byte = byte * 2 + bits[index]!;
    bytes.push(byte);
  }
  let padding = 0;
  while (bytes.length < dataBytes(version, level)) {
    bytes.push(PADDING[padding]!);
    padding = 1 - padding;
  }
  return bytes;
}

/** Powers of the field's generator, and their logarithms. */
const powers: number[] = [];
const logarithms: number[] = [];
let power = 1;
for (const exponent of $range(0, FIELD_ORDER - 1)) {
  powers[exponent] = power;
  logarithms[power] = exponent;
  const doubled = power * 2;
  power = doubled > FIELD_ORDER ? xorLimbs(doubled - 256, FIELD_POLYNOMIAL) : doubled;
}

function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return powers[(logarithms[a]! + logarithms[b]!) % FIELD_ORDER]!;
}

/** Coefficients of (x - 1)(x - 2)(x - 4)…, the highest power without its 1. */
function divisorOf(degree: number): number[] {
  const divisor: number[] = [];
  for (const _ of $range(2, degree)) divisor.push(0);
  divisor.push(1);
  for (const step of $range(0, degree - 1)) {
    for (const index of $range(0, degree - 1)) {
      const product = multiply(divisor[index]!, powers[step]!);
      const next = index + 1 < degree ? divisor[index + 1]! : 0;
      divisor[index] = xorLimbs(product, next);
    }
  }
  return divisor;
}

function remainderOf(data: readonly number[], divisor: readonly number[]): number[] {
  const rest: number[] = [];
  for (const _ of divisor) rest.push(0);
  for (const byte of data) {
    const factor = xorLimbs(byte, rest[0]!);
    table.remove(rest, 1);
    rest.push(0);
    for (const index of $range(0, divisor.length - 1)) {
      rest[index] = xorLimbs(rest[index]!, multiply(divisor[index]!, factor));
    }
  }
  return rest;
}

/** Data and correction of all blocks, one byte of each in turn. */
function interleave(data: readonly number[], version: number, level: number): number[] {
  const count = blockCount(version, level);
  const correction = correctionBytes(version, level);
  const shortBytes = Math.floor(totalBytes(version) / count) - correction;
  const shortCount = count - (totalBytes(version) % count);
  const divisor = divisorOf(correction);
  const blocks: number[][] = [];
  const corrections: number[][] = [];
  let position = 0;
  for (const block of $range(1, count)) {
    const bytes: number[] = [];
    for (const _ of $range(1, shortBytes + (block > shortCount ? 1 : 0))) {
      bytes.push(data[position]!);
      position += 1;
    }
    blocks.push(bytes);
    corrections.push(remainderOf(bytes, divisor));
  }
  const result: number[] = [];
  for (const index of $range(0, shortBytes)) {
    for (const block of blocks) if (index < block.length) result.push(block[index]!);
  }
  for (const index of $range(0, correction - 1)) {
    for (const block of corrections) result.push(block[index]!);
  }
  return result;
}

/** All bytes of the code, in the order in which they are drawn. */
export function codeBytes(segment: Segment, version: number, level: number): number[] {
  return interleave(dataOf(segment, version, level), version, level);
}
