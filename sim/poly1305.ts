/** Poly1305: a tag of 16 bytes by a key of 32 that is used once. Source: RFC 8439, 2.5. */

const BLOCK_BYTES = 16;
const LIMBS = 17;
const BYTE = 256;
/** 2^130 = 5, and limbs beyond the last begin at 2^136: 5 * 2^6. */
const FOLD = 320;
/** The last limb has two bits of 2^130. */
const TOP = 4;

type Limbs = LuaTable<number, number>;

/** Little-endian bytes, with zeros above. */
function limbsOf(bytes: string): Limbs {
  const limbs = new LuaTable<number, number>();
  for (const index of $range(1, LIMBS)) {
    limbs.set(index, index <= bytes.length ? string.byte(bytes, index) : 0);
  }
  return limbs;
}

/** Certain bits of the first half of the key are zero. */
function clamp(r: Limbs): void {
  for (const index of [4, 8, 12, 16]) r.set(index, r.get(index) % 16);
  for (const index of [5, 9, 13]) r.set(index, r.get(index) - (r.get(index) % 4));
}

/** Carries, and folds what lies above 2^130. */
function reduce(h: Limbs): void {
  for (const _ of $range(1, 2)) {
    let over = 0;
    for (const index of $range(1, LIMBS)) {
      const unit = index === LIMBS ? TOP : BYTE;
      const value = h.get(index) + over;
      const low = value % unit;
      h.set(index, low);
      over = Math.floor((value - low) / unit);
    }
    h.set(1, h.get(1) + 5 * over);
  }
}

function multiply(h: Limbs, r: Limbs): Limbs {
  const product = new LuaTable<number, number>();
  for (const i of $range(1, LIMBS)) {
    let sum = 0;
    let folded = 0;
    for (const j of $range(1, i)) sum += h.get(j) * r.get(i - j + 1);
    for (const j of $range(i + 1, LIMBS)) folded += h.get(j) * r.get(LIMBS + i - j + 1);
    product.set(i, sum + FOLD * folded);
  }
  reduce(product);
  return product;
}

/** h modulo 2^130 - 5, which fits in once at most. */
function finish(h: Limbs): void {
  reduce(h);
  const less = new LuaTable<number, number>();
  let over = 5;
  for (const index of $range(1, LIMBS)) {
    const value = h.get(index) + over;
    const low = value % BYTE;
    less.set(index, low);
    over = Math.floor((value - low) / BYTE);
  }
  if (less.get(LIMBS) < TOP) return;
  for (const index of $range(1, LIMBS - 1)) h.set(index, less.get(index));
}

export function poly1305(message: string, key: string): string {
  const r = limbsOf(string.sub(key, 1, BLOCK_BYTES));
  clamp(r);
  let h = limbsOf("");
  for (const first of $range(1, message.length, BLOCK_BYTES)) {
    const block = limbsOf(string.sub(message, first, first + BLOCK_BYTES - 1) + string.char(1));
    for (const index of $range(1, LIMBS)) h.set(index, h.get(index) + block.get(index));
    h = multiply(h, r);
  }
  finish(h);
  let tag = "";
  let over = 0;
  for (const index of $range(1, BLOCK_BYTES)) {
    const value = h.get(index) + string.byte(key, BLOCK_BYTES + index) + over;
    tag += string.char(value % BYTE);
    over = value >= BYTE ? 1 : 0;
    if (value >= 2 * BYTE) over = 2;
  }
  return tag;
}
