/**
 * SHA-1 without bit operators, for firmware without the module `crypto`. Pure. FIPS 180-4, section
 * 6.1.
 *
 * A word is two halves of 16 bits, so that no number reaches 2^24, from where on the chip's floats
 * skip integers. Exclusive or is a sum: SPREAD moves the bits of a byte two places apart, so the
 * sum of three spread bytes counts the ones at every place, 0 to 3, without carries; what is odd is
 * the exclusive or.
 */

interface Tables {
  /** 0 to 255 → the same bits, two places apart. */
  readonly spread: Record<number, number>;
  /** Four counts of 0 to 3, two bits each → four bits: which of them are odd. */
  readonly odd: Record<number, number>;
}

/** Halves of the round constants, one for 20 rounds each. */
const CONSTANT_HIGH = [0x5a82, 0x6ed9, 0x8f1b, 0xca62];
const CONSTANT_LOW = [0x7999, 0xeba1, 0xbcdc, 0xc1d6];

const BLOCK_BYTES = 64;

const floor = math.floor;

/** About 4 KB, needed while a digest is made; made anew for each, since digests are rare. */
function createTables(): Tables {
  const spread: Record<number, number> = { [0]: 0 };
  const odd: Record<number, number> = { [0]: 0 };
  for (const value of $range(0, 127)) {
    spread[value * 2] = spread[value]! * 4;
    spread[value * 2 + 1] = spread[value]! * 4 + 1;
  }
  for (const counts of $range(0, 63)) {
    for (const count of $range(0, 3)) odd[counts * 4 + count] = odd[counts]! * 2 + (count % 2);
  }
  return { spread, odd };
}

/** Exclusive or of three halves. */
function xor(tables: Tables, x: number, y: number, z: number): number {
  const spread = tables.spread;
  const odd = tables.odd;
  const xLow = x % 256;
  const yLow = y % 256;
  const zLow = z % 256;
  const low = spread[xLow]! + spread[yLow]! + spread[zLow]!;
  const high = spread[(x - xLow) / 256]! + spread[(y - yLow) / 256]! + spread[(z - zLow) / 256]!;
  const lowest = low % 256;
  const middle = high % 256;
  return (
    odd[lowest]! +
    odd[(low - lowest) / 256]! * 16 +
    odd[middle]! * 256 +
    odd[(high - middle) / 256]! * 4096
  );
}

/**
 * f of FIPS 180-4, section 4.1.1, on halves. The sums hold bit by bit, so they hold for numbers.
 */
function mix(tables: Tables, phase: number, x: number, y: number, z: number): number {
  // Choose: y where x has ones, else z.
  if (phase === 0) return floor((y + z + xor(tables, x, z, 0) - xor(tables, x, y, 0)) / 2);
  const parity = xor(tables, x, y, z);
  // Majority: a full adder's sum is parity + 2 * carry.
  return phase === 2 ? floor((x + y + z - parity) / 2) : parity;
}

/** The rest of the last block: a one bit, zeros, the length in bits. Section 5.1.1. */
function padding(bytes: number): string {
  return (
    string.char(128) +
    string.rep(string.char(0), (BLOCK_BYTES * 2 - 9 - (bytes % BLOCK_BYTES)) % BLOCK_BYTES) +
    string.char(0, 0, 0, floor(bytes / 536870912), floor(bytes / 2097152) % 256) +
    string.char(floor(bytes / 8192) % 256, floor(bytes / 32) % 256, (bytes % 32) * 8)
  );
}

/** Words, as halves. */
interface Words {
  readonly high: number[];
  readonly low: number[];
}

/** The next word of the schedule takes the place of the one 16 rounds ago. Section 6.1.3. */
function extend(tables: Tables, schedule: Words, round: number): void {
  const { high, low } = schedule;
  const i = (round + 13) % 16;
  const j = (round + 8) % 16;
  const k = (round + 2) % 16;
  const slot = round % 16;
  const highXor = xor(tables, xor(tables, high[i]!, high[j]!, high[k]!), high[slot]!, 0);
  const lowXor = xor(tables, xor(tables, low[i]!, low[j]!, low[k]!), low[slot]!, 0);
  // Rotated left by one.
  high[slot] = ((highXor * 2) % 65536) + floor(lowXor / 32768);
  low[slot] = ((lowXor * 2) % 65536) + floor(highXor / 32768);
}

/** Half of a round's sum: the first word rotated left by 5, f, the fifth word, the constant. */
function sum(tables: Tables, phase: number, half: number[], other: number[]): number {
  const rotated = ((half[0]! * 32) % 65536) + floor(other[0]! / 2048);
  return rotated + mix(tables, phase, half[1]!, half[2]!, half[3]!) + half[4]!;
}

/** Adds a block to the state. Section 6.1.2. */
function digestBlock(tables: Tables, state: Words, message: string, at: number): void {
  const schedule: Words = { high: [], low: [] };
  for (const place of $range(at, at + BLOCK_BYTES - 4, 4)) {
    const [a, b, c, d] = string.byte(message, place, place + 3);
    schedule.high.push(a! * 256 + b!);
    schedule.low.push(c! * 256 + d!);
  }
  const high: number[] = [];
  const low: number[] = [];
  for (const half of state.high) high.push(half);
  for (const half of state.low) low.push(half);
  for (const round of $range(0, 79)) {
    if (round > 15) extend(tables, schedule, round);
    const slot = round % 16;
    const phase = floor(round / 20);
    const lowSum = sum(tables, phase, low, high) + CONSTANT_LOW[phase]! + schedule.low[slot]!;
    const highSum = sum(tables, phase, high, low) + CONSTANT_HIGH[phase]! + schedule.high[slot]!;
    // The second word rotated right by 2.
    const secondHigh = high[1]!;
    high[1] = floor(secondHigh / 4) + (low[1]! % 4) * 16384;
    low[1] = floor(low[1]! / 4) + (secondHigh % 4) * 16384;
    table.insert(high, 1, (highSum + floor(lowSum / 65536)) % 65536);
    table.insert(low, 1, lowSum % 65536);
    table.remove(high);
    table.remove(low);
  }
  for (const index of $range(0, 4)) {
    const lowSum = state.low[index]! + low[index]!;
    state.low[index] = lowSum % 65536;
    state.high[index] = (state.high[index]! + high[index]! + floor(lowSum / 65536)) % 65536;
  }
}

/**
 * The digest, 20 raw bytes.
 *
 * @param bytes less than 16 MB
 * @example
 * local bytes = require("sha1_codec").sha1("abc")
 * print(require("hex_codec").encodeHex(bytes)) --> a9993e364706816aba3e25717850c26c9cd0d89d
 */
export function sha1(bytes: string): string {
  const tables = createTables();
  const state: Words = {
    high: [0x6745, 0xefcd, 0x98ba, 0x1032, 0xc3d2],
    low: [0x2301, 0xab89, 0xdcfe, 0x5476, 0xe1f0],
  };
  const message = bytes + padding(bytes.length);
  for (const at of $range(1, message.length, BLOCK_BYTES)) digestBlock(tables, state, message, at);
  let digest = "";
  for (const index of $range(0, 4)) {
    const high = state.high[index]!;
    const low = state.low[index]!;
    digest += string.char(floor(high / 256), high % 256, floor(low / 256), low % 256);
  }
  return digest;
}
