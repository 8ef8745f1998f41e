/** Memory of the chip's clock: it outlasts restarts and deep sleep. After a power cut it is noise. */

/** @noSelf */
export interface RtcMemory {
  /** Words of 32 bits, counted from 0, as integers with a sign. */
  read(index: number): number;
  write(index: number, value: number): void;
  /** The power was cut. */
  scramble(): void;
}

const WORDS = 128;
/** Of Lehmer's generator; small enough for every kind of number. */
const MODULUS = 65537;
const FACTOR = 75;

export function createRtcMemory(): RtcMemory {
  const words: number[] = [];
  let noise = 1;

  function scramble(): void {
    for (const index of $range(0, WORDS - 1)) {
      noise = Math.floor((noise * FACTOR) % MODULUS);
      words[index] = noise;
    }
  }
  scramble();

  return {
    read: (index) => words[index]!,
    write: (index, value) => {
      words[index] = value;
    },
    scramble,
  };
}
