/** Random bytes of the chip: the same for the same seed. Blocks of BLAKE2b over seed and counter. */
import { blake2b } from "./blake2b";

const BLOCK_BYTES = 64;

/** Gives the next bytes. */
export type RandomBytes = (byteCount: number) => string;

export function createRandom(seed: string): RandomBytes {
  let block = 0;
  let waiting = "";
  return (byteCount) => {
    const parts = [waiting];
    let available = waiting.length;
    while (available < byteCount) {
      block += 1;
      parts.push(blake2b(`${seed}/${string.format("%d", block)}`, BLOCK_BYTES));
      available += BLOCK_BYTES;
    }
    const bytes = table.concat(parts);
    waiting = string.sub(bytes, byteCount + 1);
    return string.sub(bytes, 1, byteCount);
  };
}
