/** Makes files as a build of the firmware leaves them, with bytes that do not compress. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const HEADER_BYTES = 24;
const APP_MAGIC = 0xabcd5432;
const TABLE_ENTRY_BYTES = 32;
const TABLE_BYTES = 0xc00;
const TABLE_OFFSET = 0x8000;
const APP_OFFSET = 0x10000;

/** The same bytes for the same seed: a linear congruential generator. */
export function noise(length, seed = 1) {
  let state = seed;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    }),
  );
}

/** An image of one segment. @param {{ imageId: number, isApp: boolean, dataBytes: number }} what */
export function makeImage({ imageId, isApp, dataBytes, seed = 1 }) {
  const data = noise(dataBytes, seed);
  if (isApp) data.writeUInt32LE(APP_MAGIC, 0);
  const header = Buffer.alloc(HEADER_BYTES);
  header[0] = 0xe9;
  header[1] = 1;
  header.writeUInt16LE(imageId, 12);
  header[23] = isApp ? 1 : 0;
  const segment = Buffer.alloc(8);
  segment.writeUInt32LE(dataBytes, 4);
  const bare = Buffer.concat([header, segment, data]);
  const image = Buffer.alloc(Math.floor(bare.length / 16 + 1) * 16);
  bare.copy(image);
  image[image.length - 1] = data.reduce((sum, byte) => sum ^ byte, 0xef);
  return isApp ? Buffer.concat([image, createHash("sha256").update(image).digest()]) : image;
}

/** `[type, subtype, offset, sizeBytes, label]` each; by default as components/platform/partitions.csv. */
export function makeTable(
  entries = [
    [1, 2, 0x9000, 0x6000, "nvs"],
    [1, 1, 0xf000, 0x1000, "phy_init"],
    [0, 0, APP_OFFSET, 0x180000, "factory"],
    [0xc2, 1, 0x190000, 0x10000, "lfs"],
    [1, 0x82, 0x1a0000, 0x70000, "storage"],
  ],
) {
  const table = Buffer.alloc(TABLE_BYTES, 0xff);
  entries.forEach(([type, subtype, offset, sizeBytes, label], index) => {
    const entry = table.subarray(index * TABLE_ENTRY_BYTES, (index + 1) * TABLE_ENTRY_BYTES);
    entry.fill(0);
    entry.writeUInt16LE(0x50aa, 0);
    entry[2] = type;
    entry[3] = subtype;
    entry.writeUInt32LE(offset, 4);
    entry.writeUInt32LE(sizeBytes, 8);
    entry.write(label, 12, "latin1");
  });
  return table;
}

/** `{ bootloader, table, app, bootloaderOffset }` for a chip. */
export function makeParts({ imageId = 0, bootloaderOffset = 0x1000, appBytes = 0x9000 } = {}) {
  return {
    bootloaderOffset,
    bootloader: makeImage({ imageId, isApp: false, dataBytes: 0x1234, seed: 7 }),
    table: makeTable(),
    app: makeImage({ imageId, isApp: true, dataBytes: appBytes, seed: 9 }),
  };
}

/** One file for address 0, with FF between the parts. */
export function mergeParts({ bootloader, table, app, bootloaderOffset }) {
  const merged = Buffer.alloc(APP_OFFSET + app.length, 0xff);
  bootloader.copy(merged, bootloaderOffset);
  table.copy(merged, TABLE_OFFSET);
  app.copy(merged, APP_OFFSET);
  return merged;
}

/** Files as `idf.py build` leaves them below `folder`. */
export function writeBuild(
  folder,
  { bootloader, table, app, bootloaderOffset },
  { json = true } = {},
) {
  const files = {
    "bootloader/bootloader.bin": bootloader,
    "partition_table/partition-table.bin": table,
    "nodemcu.bin": app,
  };
  if (json) {
    const offsets = [bootloaderOffset, TABLE_OFFSET, APP_OFFSET].map(
      (at) => `0x${at.toString(16)}`,
    );
    const names = Object.keys(files);
    files["flasher_args.json"] = JSON.stringify({
      write_flash_args: ["--flash_mode", "dio"],
      flash_files: Object.fromEntries(offsets.map((offset, index) => [offset, names[index]])),
    });
  }
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** The simulated flash has these bytes there. */
export function assertHoldsAt(chip, offset, bytes) {
  const held = chip.flash.subarray(offset, offset + bytes.length);
  assert.ok(held.equals(bytes), `0x${offset.toString(16)}`);
}

/** All parts are at their places. */
export function assertHolds(chip, { bootloader, table, app, bootloaderOffset }) {
  assertHoldsAt(chip, bootloaderOffset, bootloader);
  assertHoldsAt(chip, TABLE_OFFSET, table);
  assertHoldsAt(chip, APP_OFFSET, app);
}
