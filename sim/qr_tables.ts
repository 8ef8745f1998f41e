/** Numbers of QR codes by version (1 to 40) and level (0 LOW to 3 HIGH). ISO/IEC 18004, 7.5.1. Pure. */

export const LAST_VERSION = 40;
/** Three finders with their white edges, the format twice, and the one dark module. */
const CORNER_MODULES = 3 * 64 + 31;
const BITS_PER_BYTE = 8;
const FIRST_WITH_VERSION = 7;

function numbersOf(text: string): number[] {
  const numbers: number[] = [];
  for (const [digits] of string.gmatch(text, "%d+"))
    numbers.push(Math.floor(tonumber(digits) ?? 0));
  return numbers;
}

/** Error correction bytes in a block. */
const CORRECTION = [
  numbersOf(`7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28
    28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30`),
  numbersOf(`10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26
    26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28`),
  numbersOf(`13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30
    28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30`),
  numbersOf(`17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28
    30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30`),
];

const BLOCKS = [
  numbersOf(`1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8
    8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25`),
  numbersOf(`1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16
    17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49`),
  numbersOf(`1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20
    23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68`),
  numbersOf(`1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25
    25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81`),
];

export const sizeOf = (version: number): number => version * 4 + 17;

export const correctionBytes = (version: number, level: number): number =>
  CORRECTION[level]![version - 1]!;

export const blockCount = (version: number, level: number): number => BLOCKS[level]![version - 1]!;

/** Rows and columns of the alignment patterns' middles. */
export function alignments(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const size = sizeOf(version);
  // Version 32 is out of the row.
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const positions: number[] = [];
  for (const index of $range(0, count - 2)) positions.push(size - 7 - index * step);
  positions.push(6);
  return positions;
}

/** Bytes of data and correction together. */
export function totalBytes(version: number): number {
  const size = sizeOf(version);
  // Between the finders lie two timing lines.
  let modules = size * size - CORNER_MODULES - 2 * (size - 16);
  if (version >= 2) {
    const count = Math.floor(version / 7) + 2;
    modules -= (count * count - 3) * 25 - (count - 2) * 2 * 5;
  }
  if (version >= FIRST_WITH_VERSION) modules -= 2 * 18;
  return Math.floor(modules / BITS_PER_BYTE);
}

export const dataBytes = (version: number, level: number): number =>
  totalBytes(version) - correctionBytes(version, level) * blockCount(version, level);
