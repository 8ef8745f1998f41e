/**
 * Says what a file for the flash is, from its bytes: esp_image_format.h and esp_app_desc.h of
 * ESP-IDF, "App Image Format" in its documents. Pure.
 */
import { createHash } from "node:crypto";
import { chipByImageId } from "./chips.mjs";
import { isPartitionTable, readPartitionTable, TABLE_OFFSET } from "./partition_table.mjs";

const IMAGE_MAGIC = 0xe9;
const HEADER_BYTES = 24;
const SEGMENT_HEADER_BYTES = 8;
const MOST_SEGMENTS = 16;
const SEGMENT_COUNT_AT = 1;
const CHIP_ID_AT = 12;
const HASH_APPENDED_AT = 23;
const CHECKSUM_SEED = 0xef;
const CHECKSUM_ALIGN = 16;
const HASH_BYTES = 32;

/** The first segment of an app begins with its description. */
const APP_DESCRIPTION_AT = HEADER_BYTES + SEGMENT_HEADER_BYTES;
const APP_DESCRIPTION_MAGIC = 0xabcd5432;
const APP_DESCRIPTION_BYTES = 256;

/** Where a merged file may have its bootloader; some begin at 0x1000 instead of 0. */
const BOOTLOADER_OFFSETS = [0x0, 0x1000];
const MERGED_STARTS = [0x0, 0x1000];

const startsImage = (bytes, at) =>
  bytes.length >= at + HEADER_BYTES + SEGMENT_HEADER_BYTES && bytes[at] === IMAGE_MAGIC;

/** Where the segments end, and the exclusive or of their bytes; undefined where the file ends first. */
function walkSegments(bytes, at) {
  let next = at + HEADER_BYTES;
  let checksum = CHECKSUM_SEED;
  for (let left = bytes[at + SEGMENT_COUNT_AT]; left > 0; left -= 1) {
    if (next + SEGMENT_HEADER_BYTES > bytes.length) return undefined;
    const data = next + SEGMENT_HEADER_BYTES;
    next = data + bytes.readUInt32LE(next + 4);
    if (next > bytes.length) return undefined;
    for (const byte of bytes.subarray(data, next)) checksum ^= byte;
  }
  return { end: next, checksum };
}

/** "", or what is wrong with the image at `at`. The bootloader's hash is not asked: tools change it. */
function faultOf(bytes, at, isApp) {
  const count = bytes[at + SEGMENT_COUNT_AT];
  if (count === 0 || count > MOST_SEGMENTS) return "has a broken header";
  const walked = walkSegments(bytes, at);
  if (walked === undefined) return "is cut short";
  const lengthBytes = Math.floor((walked.end - at) / CHECKSUM_ALIGN + 1) * CHECKSUM_ALIGN;
  const end = at + lengthBytes;
  if (end > bytes.length) return "is cut short";
  if (bytes[end - 1] !== walked.checksum) return "is damaged (its checksum is wrong)";
  if (!isApp || bytes[at + HASH_APPENDED_AT] !== 1) return "";
  if (end + HASH_BYTES > bytes.length) return "is cut short";
  const hash = createHash("sha256").update(bytes.subarray(at, end)).digest();
  const isIntact = hash.equals(bytes.subarray(end, end + HASH_BYTES));
  return isIntact ? "" : "is damaged (its hash is wrong)";
}

function hasAppDescription(bytes, at) {
  const description = at + APP_DESCRIPTION_AT;
  return (
    bytes.length >= description + APP_DESCRIPTION_BYTES &&
    bytes.readUInt32LE(description) === APP_DESCRIPTION_MAGIC
  );
}

function readImage(bytes, at) {
  const isApp = hasAppDescription(bytes, at);
  const imageId = bytes.readUInt16LE(at + CHIP_ID_AT);
  const kind = isApp ? "app" : "bootloader";
  return { kind, imageId, chip: chipByImageId(imageId), fault: faultOf(bytes, at, isApp) };
}

/** A file with all parts at their places: a table at 0x8000, and a bootloader before it. */
function readMerged(bytes) {
  for (const start of MERGED_STARTS) {
    const table = TABLE_OFFSET - start;
    const at = BOOTLOADER_OFFSETS.find((offset) => startsImage(bytes, offset));
    if (isPartitionTable(bytes, table) && at !== undefined) {
      const bootloader = readImage(bytes, at);
      const partitions = readPartitionTable(bytes, table);
      return { ...bootloader, kind: "merged", start, bootloaderOffset: start + at, partitions };
    }
  }
  return undefined;
}

/**
 * What a file is.
 *
 * @param {Buffer} bytes the whole file
 * @returns `{ kind }` and more: "app" and "bootloader" with `imageId`, `chip` (undefined when it is
 *   none of ours) and `fault` ("" or words that follow the file's name); "merged" also with `start`
 *   (its place in the flash), `bootloaderOffset` and `partitions`; "table" with `partitions`; "other".
 * @example inspectImage(readFileSync("nodemcu.bin")).kind // "app"
 */
export function inspectImage(bytes) {
  if (isPartitionTable(bytes)) return { kind: "table", partitions: readPartitionTable(bytes) };
  const image = startsImage(bytes, 0) ? readImage(bytes, 0) : undefined;
  if (image?.kind === "app") return image;
  return readMerged(bytes) ?? image ?? { kind: "other" };
}
