/** What MD5, SHA-1 and SHA-2 have in common: blocks of 16 words, padding, length. FIPS 180-4, 5. */
import { copy, newWord, readWord, wordToBytes, type ByteOrder, type Word } from "./words";

const WORDS_IN_BLOCK = 16;
const BYTE = 256;
const BITS_IN_BYTE = 8;
/** Of the message's length; SHA-384 and SHA-512 have as many zeros before it. */
const LENGTH_BYTES = 8;

/** @noSelf */
export interface Algorithm {
  readonly limbCount: number;
  readonly order: ByteOrder;
  readonly digestBytes: number;
  readonly initial: readonly Word[];
  /** Where a block goes, word by word: more room behind the sixteen is the algorithm's own. */
  readonly block: readonly Word[];
  /** Mixes the block into the state. */
  compress(state: readonly Word[]): void;
}

/** A message on its way. @noSelf */
export interface Digest {
  readonly algorithm: Algorithm;
  update(bytes: string): void;
  /** Ends the message: nothing may be called afterwards. */
  finish(): string;
}

export const blockBytesOf = (algorithm: Algorithm): number =>
  algorithm.limbCount * 2 * WORDS_IN_BLOCK;

function lengthBytes(byteCount: number, order: ByteOrder): string {
  let rest = byteCount * BITS_IN_BYTE;
  let bytes = "";
  for (const _ of $range(1, LENGTH_BYTES)) {
    const low = rest % BYTE;
    // Subtracted first: then single-precision floats divide it exactly too.
    rest = Math.floor((rest - low) / BYTE);
    const byte = string.char(low);
    bytes = order === "big" ? byte + bytes : bytes + byte;
  }
  return bytes;
}

export function createDigest(algorithm: Algorithm): Digest {
  const { limbCount, order, block } = algorithm;
  const blockBytes = blockBytesOf(algorithm);
  const state: Word[] = [];
  for (const word of algorithm.initial) {
    const own = newWord(limbCount);
    copy(own, word);
    state.push(own);
  }
  let waiting = "";
  let byteCount = 0;

  function absorb(bytes: string): void {
    waiting += bytes;
    let position = 1;
    while (waiting.length - position + 1 >= blockBytes) {
      for (const index of $range(0, WORDS_IN_BLOCK - 1)) {
        readWord(block[index]!, waiting, position, order);
        position += 2 * limbCount;
      }
      algorithm.compress(state);
    }
    waiting = string.sub(waiting, position);
  }

  return {
    algorithm,
    update: (bytes) => {
      byteCount += bytes.length;
      absorb(bytes);
    },
    finish: () => {
      const reserved = 4 * limbCount;
      const zeros = (blockBytes * 2 - 1 - reserved - waiting.length) % blockBytes;
      const padding = string.char(0x80) + string.rep(string.char(0), zeros);
      const upperLength = string.rep(string.char(0), reserved - LENGTH_BYTES);
      absorb(padding + upperLength + lengthBytes(byteCount, order));
      let bytes = "";
      for (const word of state) bytes += wordToBytes(word, order);
      return string.sub(bytes, 1, algorithm.digestBytes);
    },
  };
}
