/** A flash chip: erasing makes FF, writing can only clear bits. With a download in progress. */
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";

const SECTOR_BYTES = 0x1000;
const ERASED = 0xff;

export const BAD_DATA = 0x0b;
const OUT_OF_RANGE = 0x69;

/** `stuckAt` is the address of a byte that keeps its old value. */
export function createFlash({ flashBytes, stuckAt }) {
  // As a board that ran something else: writing without erasing would show.
  const bytes = Buffer.alloc(flashBytes, 0x5a);
  let download;

  const erase = (offset, sizeBytes) => {
    const from = Math.floor(offset / SECTOR_BYTES) * SECTOR_BYTES;
    const to = Math.ceil((offset + sizeBytes) / SECTOR_BYTES) * SECTOR_BYTES;
    bytes.fill(ERASED, from, Math.min(to, flashBytes));
  };

  const program = (offset, data) => {
    data.forEach((byte, index) => {
      if (offset + index !== stuckAt) bytes[offset + index] &= byte;
    });
  };

  return {
    bytes,
    eraseAll: () => bytes.fill(ERASED),
    /** 0, or the error that the loader answers. */
    begin({ eraseBytes, blockCount, offset, isCompressed }) {
      if (offset + eraseBytes > flashBytes) return OUT_OF_RANGE;
      erase(offset, eraseBytes);
      download = { blockCount, offset, isCompressed, blocks: [] };
      return 0;
    },
    /** Programs when the last block has come, as then the compressed stream is whole. */
    block(data) {
      if (download === undefined) return BAD_DATA;
      download.blocks.push(Buffer.from(data));
      if (download.blocks.length < download.blockCount) return 0;
      const whole = Buffer.concat(download.blocks);
      try {
        program(download.offset, download.isCompressed ? inflateSync(whole) : whole);
      } catch {
        return BAD_DATA;
      }
      return 0;
    },
    md5: (offset, sizeBytes) =>
      createHash("md5")
        .update(bytes.subarray(offset, offset + sizeBytes))
        .digest(),
  };
}
