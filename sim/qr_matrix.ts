/** The modules of a QR code: patterns, data in zigzag, format. ISO/IEC 18004, 6.3, 7.7, 7.9, 7.10. */
import { alignments, sizeOf } from "./qr_tables";
import { xorLimbs } from "./words";

const BYTE_BITS = 8;
const TIMING = 6;
const FIRST_WITH_VERSION = 7;
const FORMAT_POLYNOMIAL = 0x537;
const FORMAT_MASK = 0x5412;
const VERSION_POLYNOMIAL = 0x1f25;
/** LOW to HIGH as the format writes them. */
const LEVEL_BITS = [1, 0, 3, 2];

/** By `y * size + x`: 1 is dark. */
export type Modules = LuaTable<number, number>;

export interface Matrix {
  readonly size: number;
  readonly modules: Modules;
  /** What is no data: masks leave it alone. */
  readonly isPattern: Modules;
}

/** The remainder of value * 2^bits by a polynomial of that degree. */
function checkBits(value: number, bits: number, polynomial: number): number {
  let top = 1;
  for (const _ of $range(1, bits)) top *= 2;
  let rest = value;
  for (const _ of $range(1, bits)) {
    const doubled = rest * 2;
    // The polynomial's first bit takes the carry out.
    rest = doubled >= top ? xorSmall(doubled, polynomial) : doubled;
  }
  return rest;
}

/** XOR of numbers with up to 18 bits. */
function xorSmall(a: number, b: number): number {
  const lowA = a % 4096;
  const lowB = b % 4096;
  const high = xorLimbs(Math.floor((a - lowA) / 4096), Math.floor((b - lowB) / 4096));
  return high * 4096 + xorLimbs(lowA, lowB);
}

/** The bit of a number, counted from 0. */
function bitOf(value: number, index: number): number {
  let rest = value;
  for (const _ of $range(1, index)) rest = Math.floor((rest - (rest % 2)) / 2);
  return rest % 2;
}

export function drawFormat(matrix: Matrix, level: number, mask: number): void {
  const { size } = matrix;
  const data = LEVEL_BITS[level]! * BYTE_BITS + mask;
  const bits = xorSmall(data * 1024 + checkBits(data, 10, FORMAT_POLYNOMIAL), FORMAT_MASK);
  const put = (x: number, y: number, index: number): void => {
    setPattern(matrix, x, y, bitOf(bits, index));
  };
  for (const index of $range(0, 5)) put(8, index, index);
  put(8, 7, 6);
  put(8, 8, 7);
  put(7, 8, 8);
  for (const index of $range(9, 14)) put(14 - index, 8, index);
  for (const index of $range(0, 7)) put(size - 1 - index, 8, index);
  for (const index of $range(8, 14)) put(8, size - 15 + index, index);
  setPattern(matrix, 8, size - 8, 1);
}

function setPattern(
  { size, modules, isPattern }: Matrix,
  x: number,
  y: number,
  dark: number,
): void {
  modules.set(y * size + x, dark);
  isPattern.set(y * size + x, 1);
}

/** Squares in squares around a middle: dark where the distance is in `rings`. */
function drawSquares(
  matrix: Matrix,
  midX: number,
  midY: number,
  reach: number,
  white: number,
): void {
  const { size } = matrix;
  for (const dy of $range(-reach, reach)) {
    for (const dx of $range(-reach, reach)) {
      const x = midX + dx;
      const y = midY + dy;
      const distance = Math.max(Math.abs(dx), Math.abs(dy));
      const isInside = x >= 0 && x < size && y >= 0 && y < size;
      if (isInside) setPattern(matrix, x, y, distance === white || distance === 4 ? 0 : 1);
    }
  }
}

function drawVersion(matrix: Matrix, version: number): void {
  const bits = version * 4096 + checkBits(version, 12, VERSION_POLYNOMIAL);
  for (const index of $range(0, 17)) {
    const far = matrix.size - 11 + (index % 3);
    const near = Math.floor(index / 3);
    setPattern(matrix, far, near, bitOf(bits, index));
    setPattern(matrix, near, far, bitOf(bits, index));
  }
}

/** Everything but the data. The format is drawn once its mask is known. */
export function newMatrix(version: number): Matrix {
  const size = sizeOf(version);
  const modules = new LuaTable<number, number>();
  const isPattern = new LuaTable<number, number>();
  for (const index of $range(0, size * size - 1)) {
    modules.set(index, 0);
    isPattern.set(index, 0);
  }
  const matrix: Matrix = { size, modules, isPattern };
  for (const index of $range(0, size - 1)) {
    setPattern(matrix, TIMING, index, 1 - (index % 2));
    setPattern(matrix, index, TIMING, 1 - (index % 2));
  }
  drawSquares(matrix, 3, 3, 4, 2);
  drawSquares(matrix, size - 4, 3, 4, 2);
  drawSquares(matrix, 3, size - 4, 4, 2);
  const middles = alignments(version);
  for (const x of middles) {
    for (const y of middles) {
      const atLeft = x === TIMING;
      const atTop = y === TIMING;
      const isCorner = (atLeft && atTop) || (atLeft && y === size - 7) || (atTop && x === size - 7);
      if (!isCorner) drawSquares(matrix, x, y, 2, 1);
    }
  }
  drawFormat(matrix, 0, 0);
  if (version >= FIRST_WITH_VERSION) drawVersion(matrix, version);
  return matrix;
}

/** In columns of two from the right, up and down in turn; the timing column is left out. */
export function drawData({ size, modules, isPattern }: Matrix, bytes: readonly number[]): void {
  let bit = 0;
  let upwards = true;
  let right = size - 1;
  while (right > 0) {
    if (right === TIMING) right -= 1;
    for (const step of $range(0, size - 1)) {
      const y = upwards ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        const index = y * size + x;
        if (isPattern.get(index) === 0) {
          const byte = bytes[Math.floor(bit / BYTE_BITS)] ?? 0;
          modules.set(index, bitOf(byte, 7 - (bit % BYTE_BITS)));
          bit += 1;
        }
      }
    }
    upwards = !upwards;
    right -= 2;
  }
}
