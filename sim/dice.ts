/**
 * Chance that comes out the same each time: Lehmer's generator modulo 65537, whose products stay
 * exact in single-precision floats.
 */
const MODULUS = 65537;
const MULTIPLIER = 75;

/** @noSelf */
export interface Dice {
  /** @param value 0 to 65535 */
  seed(value: number): void;
  /** 0 to 99. */
  percent(): number;
}

export function createDice(): Dice {
  let state = 1;

  function next(): number {
    state = (state * MULTIPLIER) % MODULUS;
    return state;
  }

  const dice: Dice = {
    seed: (value) => {
      state = value + 1;
      // Neighbouring seeds begin alike.
      next();
      next();
    },
    percent: () => next() % 100,
  };
  dice.seed(0);
  return dice;
}
