/** X25519: the product of a secret and a public number on Curve25519. Source: RFC 7748, 5. */
import {
  addField,
  fieldOfBytes,
  fieldToBytes,
  invertField,
  multiplyField,
  newField,
  scaleField,
  subtractField,
  swapFields,
} from "./field25519";

export const KEY_BYTES = 32;
const A24 = 121665;
const TOP_BIT = 254;
const BASE_POINT = string.char(9) + string.rep(string.char(0), KEY_BYTES - 1);

/** Bits of a secret, clamped: a multiple of 8 with its highest bit set. */
function bitsOf(secret: string): number[] {
  const bits: number[] = [];
  for (const index of $range(1, KEY_BYTES)) {
    let byte = string.byte(secret, index);
    for (const _ of $range(1, 8)) {
      bits.push(byte % 2);
      byte = Math.floor(byte / 2);
    }
  }
  for (const bit of [0, 1, 2, TOP_BIT + 1]) bits[bit] = 0;
  bits[TOP_BIT] = 1;
  return bits;
}

/** The Montgomery ladder. Both are 32 bytes, and so is the result: zeros for a bad point. */
export function x25519(secret: string, point: string): string {
  const bits = bitsOf(secret);
  const x1 = fieldOfBytes(point);
  const x2 = newField(1);
  const z2 = newField();
  const x3 = fieldOfBytes(point);
  const z3 = newField(1);
  const a = newField();
  const b = newField();
  const c = newField();
  const d = newField();
  const e = newField();
  let swapped = 0;
  for (const index of $range(TOP_BIT, 0, -1)) {
    const bit = bits[index]!;
    const changes = swapped === bit ? 0 : 1;
    swapFields(x2, x3, changes);
    swapFields(z2, z3, changes);
    swapped = bit;
    addField(a, x2, z2);
    subtractField(b, x2, z2);
    addField(c, x3, z3);
    subtractField(d, x3, z3);
    multiplyField(d, d, a);
    multiplyField(c, c, b);
    multiplyField(a, a, a);
    multiplyField(b, b, b);
    addField(x3, d, c);
    multiplyField(x3, x3, x3);
    subtractField(z3, d, c);
    multiplyField(z3, z3, z3);
    multiplyField(z3, z3, x1);
    multiplyField(x2, a, b);
    subtractField(e, a, b);
    scaleField(z2, e, A24);
    addField(z2, z2, a);
    multiplyField(z2, z2, e);
  }
  swapFields(x2, x3, swapped);
  swapFields(z2, z3, swapped);
  invertField(a, z2);
  multiplyField(x2, x2, a);
  return fieldToBytes(x2);
}

/** The public key of a secret one. */
export function publicKeyOf(secret: string): string {
  return x25519(secret, BASE_POINT);
}
