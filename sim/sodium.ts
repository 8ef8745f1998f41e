/** The module `sodium`: random numbers and sealed boxes. Source: components/modules/sodium.c. */
import { checkInteger, checkString } from "./arguments";
import type { Kernel } from "./chip";
import { throwError, type Multi } from "./native";
import { openSeal, seal, SEAL_BYTES } from "./sealed_box";
import { KEY_BYTES, publicKeyOf } from "./x25519";

/** Estimate: one product on the curve, by libsodium's portable code. */
const PRODUCT_MS = 25;
const BYTE = 256;
const HALF_WORD = 65536;
const HALF_RANGE = 32768;

/** Words of 32 bits as two halves: no host's numbers are too small for them. */
interface Word {
  readonly high: number;
  readonly low: number;
}

/** With a sign, as the chip's Lua has it. */
function toInteger({ high, low }: Word): number {
  const signed = high >= HALF_RANGE ? high - HALF_WORD : high;
  return Math.floor(signed * HALF_WORD + low);
}

function wordOf(value: number): Word {
  const low = Math.floor(value % HALF_WORD);
  const high = Math.floor((value - low) / HALF_WORD) % HALF_WORD;
  return { high: Math.floor(high), low };
}

const isBelow = (a: Word, b: Word): boolean =>
  a.high < b.high || (a.high === b.high && a.low < b.low);

/** a - b, of a that is not below b. */
function minus(a: Word, b: Word): Word {
  const borrows = a.low < b.low ? 1 : 0;
  return { high: a.high - b.high - borrows, low: a.low - b.low + borrows * HALF_WORD };
}

/** Twice the word, and the bit that fell out of it. */
function twice({ high, low }: Word, bit: number): LuaMultiReturn<[word: Word, carry: number]> {
  const lowSum = 2 * low + bit;
  const highSum = 2 * high + (lowSum >= HALF_WORD ? 1 : 0);
  return $multi(
    { high: highSum % HALF_WORD, low: lowSum % HALF_WORD },
    highSum >= HALF_WORD ? 1 : 0,
  );
}

/** a modulo b, bit by bit. */
function modulo(a: Word, b: Word): Word {
  let rest: Word = { high: 0, low: 0 };
  for (const half of [a.high, a.low]) {
    let unit = HALF_RANGE;
    let value = half;
    for (const _ of $range(1, 16)) {
      const bit = value >= unit ? 1 : 0;
      value -= bit * unit;
      unit = Math.floor(unit / 2);
      const [doubled, carry] = twice(rest, bit);
      rest = doubled;
      if (carry === 1) {
        // Beyond 32 bits: b is taken off all the same.
        const high = rest.high - b.high - (rest.low < b.low ? 1 : 0) + HALF_WORD;
        rest = { high: high % HALF_WORD, low: (rest.low - b.low + HALF_WORD) % HALF_WORD };
      } else if (!isBelow(rest, b)) rest = minus(rest, b);
    }
  }
  return rest;
}

export function createSodium(kernel: Kernel): Record<string, unknown> {
  const { randomBytes } = kernel.world;

  /** Takes what it takes on the chip, not here. */
  function calculate<T>(productCount: number, run: (this: void) => T): T {
    let result: T | undefined;
    kernel.watchdog.uncounted(() => {
      result = run();
    });
    if (productCount > 0) kernel.watchdog.calculate(productCount * PRODUCT_MS);
    return result as T;
  }

  function randomWord(): Word {
    const bytes = calculate(0, () => randomBytes(4));
    const [a, b, c, d] = string.byte(bytes, 1, 4);
    return { high: d! * BYTE + c!, low: b! * BYTE + a! };
  }

  function uniform(bound: Word): Word {
    if (bound.high === 0 && bound.low < 2) return { high: 0, low: 0 };
    // Numbers below 2^32 modulo the bound would come too often.
    const least = modulo(minusFromTwoTo32(bound), bound);
    let word = randomWord();
    while (isBelow(word, least)) word = randomWord();
    return modulo(word, bound);
  }

  function minusFromTwoTo32(bound: Word): Word {
    return wordOf(-toInteger(bound));
  }

  function checkKey(value: unknown, position: number, name: string, kind: string): string {
    const key = checkString(value, position, name);
    if (key.length !== KEY_BYTES) kernel.raise(`Bad ${kind} key size!`);
    return key;
  }

  const keypair: Multi = () => {
    const secret = calculate(0, () => randomBytes(KEY_BYTES));
    return $multi(
      calculate(1, () => publicKeyOf(secret)),
      secret,
    );
  };

  return {
    random: {
      random: () => toInteger(randomWord()),
      uniform: (bound: unknown) => toInteger(uniform(wordOf(checkInteger(bound, 1, "uniform")))),
      buf: (count: unknown) => {
        const byteCount = checkInteger(count, 1, "buf");
        if (byteCount < 0) throwError("not enough memory", 0);
        return calculate(0, () => randomBytes(byteCount));
      },
    },
    crypto_box: {
      keypair,
      seal: (message: unknown, publicKey: unknown) => {
        const text = checkString(message, 1, "seal");
        const key = checkKey(publicKey, 2, "seal", "public");
        const sealed = calculate(2, () => seal(text, key, randomBytes(KEY_BYTES)));
        return sealed ?? kernel.raise("crypto_box_seal returned -1");
      },
      seal_open: (sealed: unknown, publicKey: unknown, secretKey: unknown) => {
        const bytes = checkString(sealed, 1, "seal_open");
        const key = checkKey(publicKey, 2, "seal_open", "public");
        const secret = checkKey(secretKey, 3, "seal_open", "secret");
        // The length of the message is less than nothing: it asks for all memory there is.
        if (bytes.length < SEAL_BYTES) throwError("not enough memory", 0);
        return calculate(1, () => openSeal(bytes, key, secret));
      },
    },
  };
}
