/**
 * SHA-224, SHA-256, SHA-384, SHA-512: one algorithm on words of 32 or 64 bits. FIPS 180-4, 6.2 to 6.5.
 * The constants of the short ones are the upper halves of those of the long ones.
 */
import type { Algorithm } from "./digest";
import {
  add,
  choose,
  copy,
  majority,
  newWord,
  newWords,
  rotateRight,
  shiftRight,
  wordOfHex,
  wordsOfHex,
  xor,
  type Word,
} from "./words";

/** From the cube roots of the first 80 primes. */
const CONSTANTS = `
  428a2f98d728ae22 7137449123ef65cd b5c0fbcfec4d3b2f e9b5dba58189dbbc 3956c25bf348b538
  59f111f1b605d019 923f82a4af194f9b ab1c5ed5da6d8118 d807aa98a3030242 12835b0145706fbe
  243185be4ee4b28c 550c7dc3d5ffb4e2 72be5d74f27b896f 80deb1fe3b1696b1 9bdc06a725c71235
  c19bf174cf692694 e49b69c19ef14ad2 efbe4786384f25e3 0fc19dc68b8cd5b5 240ca1cc77ac9c65
  2de92c6f592b0275 4a7484aa6ea6e483 5cb0a9dcbd41fbd4 76f988da831153b5 983e5152ee66dfab
  a831c66d2db43210 b00327c898fb213f bf597fc7beef0ee4 c6e00bf33da88fc2 d5a79147930aa725
  06ca6351e003826f 142929670a0e6e70 27b70a8546d22ffc 2e1b21385c26c926 4d2c6dfc5ac42aed
  53380d139d95b3df 650a73548baf63de 766a0abb3c77b2a8 81c2c92e47edaee6 92722c851482353b
  a2bfe8a14cf10364 a81a664bbc423001 c24b8b70d0f89791 c76c51a30654be30 d192e819d6ef5218
  d69906245565a910 f40e35855771202a 106aa07032bbd1b8 19a4c116b8d2d0c8 1e376c085141ab53
  2748774cdf8eeb99 34b0bcb5e19b48a8 391c0cb3c5c95a63 4ed8aa4ae3418acb 5b9cca4f7763e373
  682e6ff3d6b2b8a3 748f82ee5defb2fc 78a5636f43172f60 84c87814a1f0ab72 8cc702081a6439ec
  90befffa23631e28 a4506cebde82bde9 bef9a3f7b2c67915 c67178f2e372532b ca273eceea26619c
  d186b8c721c0c207 eada7dd6cde0eb1e f57d4f7fee6ed178 06f067aa72176fba 0a637dc5a2c898a6
  113f9804bef90dae 1b710b35131c471b 28db77f523047d84 32caab7b40c72493 3c9ebe0a15c9bebc
  431d67c49c100d4c 4cc5d4becb3e42b6 597f299cfc657e2a 5fcb6fab3ad6faec 6c44198c4a475817`;

/** From the square roots of the first 8 primes, and of the next 8. */
const INITIAL = `
  6a09e667f3bcc908 bb67ae8584caa73b 3c6ef372fe94f82b a54ff53a5f1d36f1
  510e527fade682d1 9b05688c2b3e6c1f 1f83d9abfb41bd6b 5be0cd19137e2179`;
const INITIAL_OF_CUT = `
  cbbb9d5dc1059ed8 629a292a367cd507 9159015a3070dd17 152fecd8f70e5939
  67332667ffc00b31 8eb44a8768581511 db0c2e0d64f98fa7 47b5481dbefa4fa4`;

/** Two rotations, then a third one or a shift. */
type Mix = readonly [number, number, number];

interface Family {
  readonly limbCount: number;
  readonly steps: number;
  /** The functions of FIPS 180-4 4.1.2 and 4.1.3: upper case sigmas, then lower case ones. */
  readonly ofA: Mix;
  readonly ofE: Mix;
  readonly early: Mix;
  readonly late: Mix;
}

const SHORT: Family = {
  limbCount: 2,
  steps: 64,
  ofA: [2, 13, 22],
  ofE: [6, 11, 25],
  early: [7, 18, 3],
  late: [17, 19, 10],
};

const LONG: Family = {
  limbCount: 4,
  steps: 80,
  ofA: [28, 34, 39],
  ofE: [14, 18, 41],
  early: [1, 8, 7],
  late: [19, 61, 6],
};

function createFamily(family: Family): Pick<Algorithm, "limbCount" | "block" | "compress"> {
  const { limbCount, steps, ofA, ofE, early, late } = family;
  const constants = wordsOfHex(CONSTANTS, limbCount);
  const schedule = newWords(steps, limbCount);
  const registers = newWords(8, limbCount);
  const moved = newWord(limbCount);
  const mixed = newWord(limbCount);

  type Move = (this: void, target: Word, word: Word, bits: number) => void;

  function mix(word: Word, bits: Mix, last: Move): void {
    rotateRight(mixed, word, bits[0]);
    rotateRight(moved, word, bits[1]);
    xor(mixed, mixed, moved);
    last(moved, word, bits[2]);
    xor(mixed, mixed, moved);
  }

  function extendSchedule(): void {
    for (const step of $range(16, steps - 1)) {
      const word = schedule[step]!;
      copy(word, schedule[step - 16]!);
      add(word, schedule[step - 7]!);
      mix(schedule[step - 15]!, early, shiftRight);
      add(word, mixed);
      mix(schedule[step - 2]!, late, shiftRight);
      add(word, mixed);
    }
  }

  function compress(state: readonly Word[]): void {
    extendSchedule();
    for (const index of $range(0, 7)) copy(registers[index]!, state[index]!);
    let [a, b, c, d] = [registers[0]!, registers[1]!, registers[2]!, registers[3]!];
    let [e, f, g, h] = [registers[4]!, registers[5]!, registers[6]!, registers[7]!];
    for (const step of $range(0, steps - 1)) {
      mix(e, ofE, rotateRight);
      add(h, mixed);
      choose(mixed, e, f, g);
      add(h, mixed);
      add(h, constants[step]!);
      add(h, schedule[step]!);
      add(d, h);
      mix(a, ofA, rotateRight);
      add(h, mixed);
      majority(mixed, a, b, c);
      add(h, mixed);
      [a, b, c, d, e, f, g, h] = [h, a, b, c, d, e, f, g];
    }
    // After a number of steps that eight divides, each name is back at its register.
    for (const index of $range(0, 7)) add(state[index]!, registers[index]!);
  }

  return { limbCount, block: schedule, compress };
}

const short = createFamily(SHORT);
const long = createFamily(LONG);

function withInitial(
  { limbCount, block, compress }: Pick<Algorithm, "limbCount" | "block" | "compress">,
  digestBytes: number,
  initial: readonly Word[],
): Algorithm {
  return { limbCount, order: "big", digestBytes, initial, block, compress };
}

/** SHA-224 begins with the lower halves of SHA-384's words. */
function lowerHalves(text: string): Word[] {
  const words: Word[] = [];
  for (const [digits] of string.gmatch(text, "%x+")) {
    words.push(wordOfHex(string.sub(digits!, 9), SHORT.limbCount));
  }
  return words;
}

export const SHA224 = withInitial(short, 28, lowerHalves(INITIAL_OF_CUT));
export const SHA256 = withInitial(short, 32, wordsOfHex(INITIAL, SHORT.limbCount));
export const SHA384 = withInitial(long, 48, wordsOfHex(INITIAL_OF_CUT, LONG.limbCount));
export const SHA512 = withInitial(long, 64, wordsOfHex(INITIAL, LONG.limbCount));
