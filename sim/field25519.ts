/**
 * Numbers modulo 2^255 - 19 as 32 limbs of 8 bits, the least significant first. Sums stay below
 * 2^31 and are only divided when they are multiples, so every kind of Lua number gets it right.
 */

export type Field = LuaTable<number, number>;

const LIMBS = 32;
const BYTE = 256;
/** 2^256 modulo p. */
const FOLD = 38;
/** Limbs of p = 2^255 - 19: the first, those between, the last. */
const FIRST_OF_P = 237;
const LAST_OF_P = 127;

/** Too long for one product: its folded part is above it. */
const wide: Field = new LuaTable<number, number>();

export function newField(first = 0): Field {
  const field = new LuaTable<number, number>();
  for (const index of $range(1, LIMBS)) field.set(index, 0);
  field.set(1, first);
  return field;
}

export function copyField(target: Field, from: Field): void {
  for (const index of $range(1, LIMBS)) target.set(index, from.get(index));
}

/** Brings limbs back to bytes; the first one may stay a little above. */
function carry(field: Field): void {
  for (const _ of $range(1, 2)) {
    let over = 0;
    for (const index of $range(1, LIMBS)) {
      const value = field.get(index) + over;
      const low = value % BYTE;
      field.set(index, low);
      over = Math.floor((value - low) / BYTE);
    }
    field.set(1, field.get(1) + FOLD * over);
  }
}

export function addField(target: Field, a: Field, b: Field): void {
  for (const index of $range(1, LIMBS)) target.set(index, a.get(index) + b.get(index));
  carry(target);
}

export function subtractField(target: Field, a: Field, b: Field): void {
  for (const index of $range(1, LIMBS)) target.set(index, a.get(index) - b.get(index));
  carry(target);
}

/** By a number below 2^17. */
export function scaleField(target: Field, a: Field, factor: number): void {
  for (const index of $range(1, LIMBS)) target.set(index, a.get(index) * factor);
  carry(target);
}

export function multiplyField(target: Field, a: Field, b: Field): void {
  for (const index of $range(1, 2 * LIMBS)) wide.set(index, 0);
  for (const i of $range(1, LIMBS)) {
    const limb = a.get(i);
    for (const j of $range(1, LIMBS)) {
      const at = i + j - 1;
      wide.set(at, wide.get(at) + limb * b.get(j));
    }
  }
  for (const index of $range(1, LIMBS)) {
    target.set(index, wide.get(index) + FOLD * wide.get(index + LIMBS));
  }
  carry(target);
}

/** target = 1 / a = a to the power of p - 2. target is not a. */
export function invertField(target: Field, a: Field): void {
  copyField(target, a);
  // p - 2 has ones everywhere but at the bits 2 and 4.
  for (const bit of $range(253, 0, -1)) {
    multiplyField(target, target, target);
    if (bit !== 2 && bit !== 4) multiplyField(target, target, a);
  }
}

/** Exchanges both when `bit` is 1. */
export function swapFields(a: Field, b: Field, bit: number): void {
  if (bit === 0) return;
  for (const index of $range(1, LIMBS)) {
    const limb = a.get(index);
    a.set(index, b.get(index));
    b.set(index, limb);
  }
}

/** From 32 bytes; the highest bit does not count. */
export function fieldOfBytes(bytes: string): Field {
  const field = newField();
  for (const index of $range(1, LIMBS)) field.set(index, string.byte(bytes, index));
  field.set(LIMBS, field.get(LIMBS) % 128);
  return field;
}

function limbOfP(index: number): number {
  if (index === 1) return FIRST_OF_P;
  return index === LIMBS ? LAST_OF_P : BYTE - 1;
}

/** The one number from 0 to p - 1, as 32 bytes. */
export function fieldToBytes(field: Field): string {
  const value = newField();
  copyField(value, field);
  carry(value);
  // It is below 2^256 now: p fits in twice at most.
  for (const _ of $range(1, 2)) {
    const less = newField();
    let over = 0;
    for (const index of $range(1, LIMBS)) {
      const limb = value.get(index) - limbOfP(index) + over;
      const low = limb % BYTE;
      less.set(index, low);
      over = Math.floor((limb - low) / BYTE);
    }
    if (over >= 0) copyField(value, less);
  }
  let bytes = "";
  for (const index of $range(1, LIMBS)) bytes += string.char(value.get(index));
  return bytes;
}
