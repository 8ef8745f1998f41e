/** What goes where in the flash, and whether that makes sense, before anybody opens a port. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { chipNames } from "./chips.mjs";
import { Failure } from "./failure.mjs";
import { findParts } from "./folder.mjs";
import { inspectImage } from "./image.mjs";
import { flashBytesOf } from "./partition_table.mjs";

/** Where every partition table of NodeMCU has its app. */
const APP_OFFSET = 0x10000;

const hex = (offset) => `0x${offset.toString(16)}`;
const kilobytes = (bytes) => `${Math.ceil(bytes / 1024)} KB`;

function load(path, offset) {
  const bytes = readFileSync(path);
  return { path, name: basename(path), offset, bytes, image: inspectImage(bytes) };
}

function refuseBroken({ path, image }) {
  if (image.imageId === undefined) return;
  if (image.chip === undefined) {
    throw new Failure(
      `${path} is made for none of ${chipNames()}: build the branch dev-esp32 for your chip.`,
    );
  }
  if (image.fault) throw new Failure(`${path} ${image.fault}: build or download it again.`);
}

function planFile(path, erase) {
  const part = load(path, APP_OFFSET);
  refuseBroken(part);
  const { kind, start, bootloaderOffset, chip } = part.image;
  if (kind === "app") {
    if (erase) {
      throw new Failure(
        `${path} is the app alone: after --erase the board would lack its bootloader, so give the ` +
          `build folder or a merged file.`,
      );
    }
    return [part];
  }
  if (kind !== "merged") {
    const what = { bootloader: "a bootloader", table: "a partition table" }[kind];
    throw new Failure(
      `${path} is ${what ? `only ${what}` : "no image for an ESP32"}: FIRMWARE is one merged file, ` +
        `an app (nodemcu.bin), or the build folder of the firmware.`,
    );
  }
  if (bootloaderOffset !== chip.bootloaderOffset) {
    throw new Failure(
      `${path} has its bootloader at ${hex(bootloaderOffset)}, but ${chip.title} starts from ` +
        `${hex(chip.bootloaderOffset)}: merge it again for ${chip.name}.`,
    );
  }
  return [{ ...part, offset: start }];
}

function planFolder(path) {
  const parts = findParts(path).map((found) => load(found.path, found.offset));
  for (const part of parts) refuseBroken(part);
  for (const kind of ["bootloader", "table", "app"]) {
    if (!parts.some(({ image }) => image.kind === kind)) {
      const what = kind === "table" ? "partition table" : kind;
      throw new Failure(`${path} has no ${what} that is one: build the firmware again.`);
    }
  }
  for (const { path: file, offset, image } of parts) {
    if (image.kind === "bootloader" && offset !== image.chip.bootloaderOffset) {
      throw new Failure(
        `${file} is for ${image.chip.title}, which starts from ${hex(image.chip.bootloaderOffset)}, ` +
          `and not from ${hex(offset)}: build the firmware again.`,
      );
    }
  }
  return parts;
}

function theChip(path, parts) {
  const chips = [...new Set(parts.map(({ image }) => image.chip).filter(Boolean))];
  if (chips.length === 1) return chips[0];
  const titles = chips.map(({ title }) => title).join(" and ");
  throw new Failure(
    `${path} has files for ${titles} in it: build the firmware again, for one chip.`,
  );
}

function refuseOverlap(parts, partitions) {
  parts.forEach((part, index) => {
    const end = part.offset + part.bytes.length;
    const next = parts[index + 1];
    if (next && end > next.offset) {
      throw new Failure(`${part.path} is too large: it would reach into ${next.path}.`);
    }
    const room = partitions.find(({ isApp, offset }) => isApp && offset === part.offset);
    if (part.image.kind === "app" && room && part.bytes.length > room.sizeBytes) {
      throw new Failure(
        `${part.path} has ${kilobytes(part.bytes.length)}, and its partition only ` +
          `${kilobytes(room.sizeBytes)}: build the firmware with fewer modules.`,
      );
    }
  });
}

/**
 * @param {string} path a merged file, an app, or a build folder
 * @param {{ erase?: boolean }} options
 * @returns `{ chip, parts: [{ offset, path, name, bytes }], totalBytes, neededFlashBytes }`, the parts
 *   in order; the last two in bytes
 * @throws {Failure} where that would leave a board that does not start
 */
export function planFirmware(path, { erase = false } = {}) {
  if (!existsSync(path)) {
    throw new Failure(`There is no ${path}: FIRMWARE is a merged file or a build folder.`);
  }
  const found = statSync(path).isDirectory() ? planFolder(path) : planFile(path, erase);
  const parts = found.sort((one, other) => one.offset - other.offset);
  const partitions = parts.flatMap(({ image }) => image.partitions ?? []);
  const chip = theChip(path, parts);
  refuseOverlap(parts, partitions);
  const ends = parts.map(({ offset, bytes }) => offset + bytes.length);
  return {
    chip,
    parts,
    totalBytes: parts.reduce((sum, { bytes }) => sum + bytes.length, 0),
    neededFlashBytes: Math.max(flashBytesOf(partitions), ...ends),
  };
}
