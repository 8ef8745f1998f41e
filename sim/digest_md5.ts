/** MD5. RFC 1321. */
import type { Algorithm } from "./digest";
import {
  add,
  choose,
  copy,
  newWord,
  newWords,
  orNot,
  rotateRight,
  wordsOfHex,
  xor,
  type Word,
} from "./words";

const LIMBS = 2;
const WORD_BITS = 32;

const INITIAL = wordsOfHex("67452301 efcdab89 98badcfe 10325476", LIMBS);

/** T of section 3.4: the sines of 1 to 64. */
const SINES = wordsOfHex(
  `d76aa478 e8c7b756 242070db c1bdceee f57c0faf 4787c62a a8304613 fd469501
   698098d8 8b44f7af ffff5bb1 895cd7be 6b901122 fd987193 a679438e 49b40821
   f61e2562 c040b340 265e5a51 e9b6c7aa d62f105d 02441453 d8a1e681 e7d3fbc8
   21e1cde6 c33707d6 f4d50d87 455a14ed a9e3e905 fcefa3f8 676f02d9 8d2a4c8a
   fffa3942 8771f681 6d9d6122 fde5380c a4beea44 4bdecfa9 f6bb4b60 bebfbc70
   289b7ec6 eaa127fa d4ef3085 04881d05 d9d4d039 e6db99e5 1fa27cf8 c4ac5665
   f4292244 432aff97 ab9423a7 fc93a039 655b59c3 8f0ccc92 ffeff47d 85845dd1
   6fa87e4f fe2ce6e0 a3014314 4e0811a1 f7537e82 bd3af235 2ad7d2bb eb86d391`,
  LIMBS,
);

/** One of the four rounds: how it combines three words, where it reads, how far it rotates. */
interface Round {
  readonly mix: (this: void, target: Word, b: Word, c: Word, d: Word) => void;
  readonly first: number;
  readonly step: number;
  readonly shifts: readonly [number, number, number, number];
}

function parity(target: Word, b: Word, c: Word, d: Word): void {
  xor(target, b, c);
  xor(target, target, d);
}

function uneven(target: Word, b: Word, c: Word, d: Word): void {
  orNot(target, b, d);
  xor(target, target, c);
}

const ROUNDS: readonly Round[] = [
  { mix: choose, first: 0, step: 1, shifts: [7, 12, 17, 22] },
  { mix: (target, b, c, d) => choose(target, d, b, c), first: 1, step: 5, shifts: [5, 9, 14, 20] },
  { mix: parity, first: 5, step: 3, shifts: [4, 11, 16, 23] },
  { mix: uneven, first: 0, step: 7, shifts: [6, 10, 15, 21] },
];

const block = newWords(16, LIMBS);
const registers = newWords(4, LIMBS);
const mixed = newWord(LIMBS);
const rotated = newWord(LIMBS);

function compress(state: readonly Word[]): void {
  let [a, b, c, d] = [registers[0]!, registers[1]!, registers[2]!, registers[3]!];
  for (const index of $range(0, 3)) copy(registers[index]!, state[index]!);
  for (const roundIndex of $range(0, 3)) {
    const { mix, first, step, shifts } = ROUNDS[roundIndex]!;
    for (const index of $range(0, 15)) {
      mix(mixed, b, c, d);
      add(mixed, a);
      add(mixed, block[(first + step * index) % 16]!);
      add(mixed, SINES[16 * roundIndex + index]!);
      rotateRight(rotated, mixed, WORD_BITS - shifts[index % 4]!);
      add(rotated, b);
      copy(a, rotated);
      [a, b, c, d] = [d, a, b, c];
    }
  }
  for (const index of $range(0, 3)) add(state[index]!, registers[index]!);
}

export const MD5: Algorithm = {
  limbCount: LIMBS,
  order: "little",
  digestBytes: 16,
  initial: INITIAL,
  block,
  compress,
};
