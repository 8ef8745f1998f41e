/** The search of all ROM codes on a bus. Sources: platform/onewire.c, Maxim application note 187. */
import type { OneWireLine } from "./one_wire_bus";

const ROM_BITS = 64;
const BYTE_BITS = 8;
const SEARCH_ROM = 0xf0;

/** Between two searches of one bus. */
export interface SearchState {
  /** Bits of the last code, or of the wanted family. */
  readonly bits: number[];
  lastDiscrepancy: number;
  lastDevice: boolean;
}

/** For any device, or first for one of this family. */
export function newSearch(familyCode?: number): SearchState {
  const bits: number[] = [];
  let code = familyCode ?? 0;
  for (const _ of $range(1, ROM_BITS)) {
    bits.push(code % 2);
    code = Math.floor(code / 2);
  }
  return {
    bits,
    lastDiscrepancy: familyCode === undefined ? 0 : ROM_BITS,
    lastDevice: false,
  };
}

export function writeByte(line: OneWireLine, byte: number): void {
  let rest = byte;
  for (const _ of $range(1, BYTE_BITS)) {
    line.writeBit(rest % 2);
    rest = Math.floor(rest / 2);
  }
}

export function readByte(line: OneWireLine): number {
  let byte = 0;
  let weight = 1;
  for (const _ of $range(1, BYTE_BITS)) {
    byte += line.readBit() * weight;
    weight *= 2;
  }
  return byte;
}

function toBytes(bits: readonly number[]): string {
  let bytes = "";
  for (const first of $range(0, ROM_BITS - 1, BYTE_BITS)) {
    let byte = 0;
    for (const index of $range(first + BYTE_BITS - 1, first, -1)) byte = byte * 2 + bits[index]!;
    bytes += string.char(byte);
  }
  return bytes;
}

/** One pass; the number of the last bit where 0 was taken of two, undefined: nobody is left. */
function walk(line: OneWireLine, state: SearchState): number | undefined {
  let lastZero = 0;
  for (const number of $range(1, ROM_BITS)) {
    const bit = line.readBit();
    const complement = line.readBit();
    if (bit === 1 && complement === 1) return undefined;
    let choice = bit;
    if (bit === complement) {
      const isLast = number === state.lastDiscrepancy ? 1 : 0;
      choice = number < state.lastDiscrepancy ? state.bits[number - 1]! : isLast;
      if (choice === 0) lastZero = number;
    }
    state.bits[number - 1] = choice;
    line.writeBit(choice);
  }
  return lastZero;
}

/** The next code; undefined: there is none, or its family is 0. */
export function searchNext(line: OneWireLine, state: SearchState): string | undefined {
  if (state.lastDevice || !line.reset()) return undefined;
  writeByte(line, SEARCH_ROM);
  const lastZero = walk(line, state);
  if (lastZero === undefined) return undefined;
  state.lastDiscrepancy = lastZero;
  state.lastDevice = lastZero === 0;
  const code = toBytes(state.bits);
  return string.byte(code, 1) === 0 ? undefined : code;
}
