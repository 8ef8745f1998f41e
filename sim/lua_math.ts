/**
 * math: the host's functions; random is never seeded by hardware, so each boot starts the same
 * sequence (not newlib's numbers). Source: components/lua/lua-5.3/lmathlib.c.
 */
import { checkInteger, checkNumber } from "./arguments";
import type { Kernel } from "./chip";
import { workForCaller } from "./heap";
import { hostLibrary, pick, typeOf, type Library, type Multi } from "./native";

workForCaller();

const NAMES = [
  "abs",
  "acos",
  "asin",
  "atan",
  "ceil",
  "cos",
  "deg",
  "exp",
  "floor",
  "huge",
  "log",
  "max",
  "maxinteger",
  "min",
  "mininteger",
  "modf",
  "pi",
  "rad",
  "sin",
  "sqrt",
  "tan",
  "tointeger",
  "type",
  "ult",
];

/** Park and Miller's generator in Schrage's form, which fits 32-bit integers. */
const MODULUS = 2147483647;
const MULTIPLIER = 16807;
const QUOTIENT = 127773;
const REMAINDER = 2836;

function createRandom(kernel: Kernel): Library {
  let state = 1;

  function nextFraction(): number {
    const low = state % QUOTIENT;
    const high = Math.floor((state - low) / QUOTIENT + 0.5);
    state = MULTIPLIER * low - REMAINDER * high;
    if (state <= 0) state += MODULUS;
    return state / MODULUS;
  }

  function random(low?: number, high?: number, ...rest: unknown[]): number {
    const fraction = nextFraction();
    if (rest.length > 0) kernel.raise("wrong number of arguments");
    if (low === undefined) return fraction;
    const from = high === undefined ? 1 : checkInteger(low, 1, "random");
    const to = checkInteger(high ?? low, high === undefined ? 1 : 2, "random");
    if (from > to) kernel.argumentError(1, "random", "interval is empty");
    if (from < 0 && to > MODULUS + from) kernel.argumentError(1, "random", "interval too large");
    // A single-precision fraction can round up to 1.
    return Math.min(to, from + Math.floor(fraction * (to - from + 1)));
  }

  return {
    random,
    randomseed: (seed: unknown) => {
      state = (Math.floor(checkNumber(seed, 1, "randomseed")) % (MODULUS - 1)) + 1;
    },
  };
}

/** What 5.3 has beyond a 5.1 host. */
function addNewer(library: Library): void {
  library["maxinteger"] ??= MODULUS;
  library["mininteger"] ??= -MODULUS - 1;
  library["tointeger"] ??= (value: unknown) =>
    typeOf(value) === "number" && Math.floor(value as number) === value ? value : undefined;
  library["type"] ??= (value: unknown) => {
    if (typeOf(value) !== "number") return undefined;
    return Math.floor(value as number) === value ? "integer" : "float";
  };
  library["ult"] ??= (a: number, b: number) => (a >= 0 === b >= 0 ? a < b : a >= 0);
}

export function createMathLibrary(kernel: Kernel): Library {
  const host = hostLibrary("math");
  const library = pick(host, NAMES);
  addNewer(library);
  const { random, randomseed } = createRandom(kernel);
  library["random"] = random;
  library["randomseed"] = randomseed;
  const hostFmod = host["fmod"] as Multi;
  const kindOfNumber = library["type"] as (value: unknown) => string | undefined;
  library["fmod"] = (value: unknown, divisor: unknown) => {
    const dividend = checkNumber(value, 1, "fmod");
    const by = checkNumber(divisor, 2, "fmod");
    if (by === 0) {
      const isWhole = kindOfNumber(value) === "integer" && kindOfNumber(divisor) === "integer";
      if (isWhole) kernel.argumentError(2, "fmod", "zero");
      kernel.raise("modulo by zero");
    }
    return hostFmod(dividend, by);
  };
  return library;
}
