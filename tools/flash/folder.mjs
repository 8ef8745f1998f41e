/**
 * Finds the files of a build in a folder and where each goes: by flasher_args.json or flash_args,
 * which `idf.py build` leaves, else by their names.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { inspectImage } from "./image.mjs";
import { TABLE_OFFSET } from "./partition_table.mjs";

const BOOTLOADERS = ["bootloader/bootloader.bin", "bootloader.bin"];
const TABLES = [
  "partition_table/partition-table.bin",
  "partition-table.bin",
  "partitions.bin",
  "partitions_singleapp.bin",
];
const APPS = ["nodemcu.bin", "NodeMCU.bin"];

const parseOffset = (text) => Number(text);

function fromJson(folder) {
  const path = join(folder, "flasher_args.json");
  if (!existsSync(path)) return undefined;
  try {
    const files = Object.entries(JSON.parse(readFileSync(path, "utf8")).flash_files);
    return files.map(([offset, name]) => ({ offset: parseOffset(offset), name }));
  } catch {
    throw new Failure(`${path} can't be read: build the firmware again.`);
  }
}

/** After the options come lines of an offset and a path. */
function fromArgs(folder) {
  const path = ["flash_args", "flash_project_args"]
    .map((name) => join(folder, name))
    .find((one) => existsSync(one));
  if (path === undefined) return undefined;
  const pairs = readFileSync(path, "utf8").matchAll(/(?:^|\s)(0x[0-9a-fA-F]+)\s+(\S+\.bin)/g);
  return [...pairs].map(([, offset, name]) => ({ offset: parseOffset(offset), name }));
}

const firstOf = (folder, names) => names.find((name) => existsSync(join(folder, name)));

/** The one file that is an app, whatever its name. */
function onlyApp(folder) {
  const apps = readdirSync(folder).filter(
    (name) =>
      name.endsWith(".bin") && inspectImage(readFileSync(join(folder, name))).kind === "app",
  );
  return apps.length === 1 ? apps[0] : undefined;
}

function fromNames(folder) {
  const bootloader = firstOf(folder, BOOTLOADERS);
  const table = firstOf(folder, TABLES);
  const app = firstOf(folder, APPS) ?? onlyApp(folder);
  const missing = [
    ["bootloader.bin", bootloader],
    ["partition-table.bin", table],
    ["nodemcu.bin", app],
  ].filter(([, found]) => found === undefined);
  if (missing.length > 0) {
    const names = missing.map(([name]) => name).join(" and ");
    throw new Failure(
      `${folder} lacks ${names}: FIRMWARE is one merged file, or the build folder of the firmware.`,
    );
  }
  const bytes = readFileSync(join(folder, table));
  const appOffset = inspectImage(bytes).partitions?.find(({ isApp }) => isApp)?.offset;
  if (appOffset === undefined) {
    throw new Failure(`${join(folder, table)} is no partition table: build the firmware again.`);
  }
  const imageAt = inspectImage(readFileSync(join(folder, bootloader)));
  return [
    // Where the chip is unknown the plan refuses the bootloader anyway.
    { offset: imageAt.chip?.bootloaderOffset ?? 0, name: bootloader },
    { offset: TABLE_OFFSET, name: table },
    { offset: appOffset, name: app },
  ];
}

/** The checkout of the firmware is as good as its build folder. */
function buildFolder(folder) {
  const build = join(folder, "build");
  return existsSync(join(build, "flasher_args.json")) || existsSync(join(build, "bootloader"))
    ? build
    : folder;
}

/**
 * @param {string} path a folder
 * @returns `[{ offset, path }]`, offsets in the flash, all files there
 * @throws {Failure} with what is missing
 */
export function findParts(path) {
  const folder = buildFolder(path);
  const parts = fromJson(folder) ?? fromArgs(folder) ?? fromNames(folder);
  return parts.map(({ offset, name }) => {
    const file = join(folder, name);
    if (!Number.isInteger(offset) || !existsSync(file)) {
      throw new Failure(`${file} is missing: build the firmware again.`);
    }
    return { offset, path: file };
  });
}
