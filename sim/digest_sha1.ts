/** SHA-1. FIPS 180-4, section 6.1. */
import type { Algorithm } from "./digest";
import {
  add,
  choose,
  copy,
  majority,
  newWord,
  newWords,
  rotateRight,
  wordsOfHex,
  xor,
  type Word,
} from "./words";

const LIMBS = 2;
const STEPS = 80;
const STEPS_WITH_ONE_CONSTANT = 20;
/** Rotations to the left by 1, 5 and 30. */
const LEFT_1 = 31;
const LEFT_5 = 27;
const LEFT_30 = 2;

const INITIAL = wordsOfHex("67452301 efcdab89 98badcfe 10325476 c3d2e1f0", LIMBS);
const CONSTANTS = wordsOfHex("5a827999 6ed9eba1 8f1bbcdc ca62c1d6", LIMBS);

function parity(target: Word, b: Word, c: Word, d: Word): void {
  xor(target, b, c);
  xor(target, target, d);
}

const MIXES = [choose, parity, majority, parity];

const schedule = newWords(STEPS, LIMBS);
const registers = newWords(5, LIMBS);
const mixed = newWord(LIMBS);
const rotated = newWord(LIMBS);

function extendSchedule(): void {
  for (const step of $range(16, STEPS - 1)) {
    xor(mixed, schedule[step - 3]!, schedule[step - 8]!);
    xor(mixed, mixed, schedule[step - 14]!);
    xor(mixed, mixed, schedule[step - 16]!);
    rotateRight(schedule[step]!, mixed, LEFT_1);
  }
}

function compress(state: readonly Word[]): void {
  extendSchedule();
  for (const index of $range(0, 4)) copy(registers[index]!, state[index]!);
  let [a, b, c] = [registers[0]!, registers[1]!, registers[2]!];
  let [d, e] = [registers[3]!, registers[4]!];
  for (const step of $range(0, STEPS - 1)) {
    const stage = Math.floor(step / STEPS_WITH_ONE_CONSTANT);
    MIXES[stage]!(mixed, b, c, d);
    add(e, mixed);
    add(e, CONSTANTS[stage]!);
    add(e, schedule[step]!);
    rotateRight(rotated, a, LEFT_5);
    add(e, rotated);
    rotateRight(rotated, b, LEFT_30);
    copy(b, rotated);
    [a, b, c, d, e] = [e, a, b, c, d];
  }
  // After a number of steps that five divides, each name is back at its register.
  for (const index of $range(0, 4)) add(state[index]!, registers[index]!);
}

export const SHA1: Algorithm = {
  limbCount: LIMBS,
  order: "big",
  digestBytes: 20,
  initial: INITIAL,
  block: schedule,
  compress,
};
