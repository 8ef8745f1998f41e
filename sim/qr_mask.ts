/**
 * The eight masks of a QR code, and how bad it looks with one. Sources: ISO/IEC 18004, 7.8, and the
 * library of the firmware (its version of 2018), whose count of finder-like patterns is its own.
 */
import type { Matrix, Modules } from "./qr_matrix";

const RUN = 5;
const RUN_PENALTY = 3;
const BLOCK_PENALTY = 3;
const FINDER_PENALTY = 40;
const BALANCE_PENALTY = 10;
/** The last 11 modules as a number: a finder's middle with four white ones before or after it. */
const FINDER_BITS = 2048;
const FINDER_AFTER_WHITE = 0x5d;
const FINDER_BEFORE_WHITE = 0x5d0;

/** 0 where the mask turns a module over. */
const MASKS: ((this: void, x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** A second time it undoes itself. */
export function applyMask({ size, modules, isPattern }: Matrix, mask: number): void {
  const turns = MASKS[mask]!;
  for (const y of $range(0, size - 1)) {
    for (const x of $range(0, size - 1)) {
      const index = y * size + x;
      if (isPattern.get(index) === 0 && turns(x, y) === 0)
        modules.set(index, 1 - modules.get(index));
    }
  }
}

/** One line of modules: its first index, and the way to the next. */
function linePenalty(modules: Modules, size: number, first: number, step: number): number {
  let penalty = 0;
  let run = 0;
  let color = -1;
  let bits = 0;
  for (const place of $range(0, size - 1)) {
    const module = modules.get(first + place * step);
    if (module === color) {
      run += 1;
      if (run === RUN) penalty += RUN_PENALTY;
      else if (run > RUN) penalty += 1;
    } else {
      color = module;
      run = 1;
    }
    bits = (bits * 2 + module) % FINDER_BITS;
    const isFinder = bits === FINDER_AFTER_WHITE || bits === FINDER_BEFORE_WHITE;
    if (place >= 10 && isFinder) penalty += FINDER_PENALTY;
  }
  return penalty;
}

export function penaltyOf({ size, modules }: Matrix): number {
  let penalty = 0;
  let dark = 0;
  for (const line of $range(0, size - 1)) {
    penalty += linePenalty(modules, size, line * size, 1);
    penalty += linePenalty(modules, size, line, size);
  }
  for (const y of $range(0, size - 1)) {
    for (const x of $range(0, size - 1)) {
      const index = y * size + x;
      const color = modules.get(index);
      dark += color;
      const isBlock =
        x < size - 1 &&
        y < size - 1 &&
        modules.get(index + 1) === color &&
        modules.get(index + size) === color &&
        modules.get(index + size + 1) === color;
      if (isBlock) penalty += BLOCK_PENALTY;
    }
  }
  const total = size * size;
  const away = Math.abs(dark * 20 - total * 10) + total - 1;
  // Multiples are divided: also exact with single-precision floats.
  return penalty + (Math.floor((away - (away % total)) / total) - 1) * BALANCE_PENALTY;
}
