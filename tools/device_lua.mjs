/** Our modules as they go to a board: lua-out, made short (compact_lua.mjs). */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine } from "./command_line.mjs";
import { CAREFUL_REWRITES } from "./compact/rewrites.mjs";
import { compactLua } from "./compact_lua.mjs";
import { ROOT } from "./fresh_folder.mjs";

const READABLE = join(ROOT, "lua-out");

/** Within the project; where writeForDevice puts them. */
export const DEVICE_FOLDER = "build/lua-on-device";

/** Check what a program, its settings or a message holds: `false` is as good a value as any there. */
export const CHECKERS = new Set(
  [
    ...["options", "board_options", "look_options", "static_address", "boot"],
    ...["field_declaration", "field_format", "portal_fields", "json_value_codec"],
    ...["logging", "scheduler", "syslog", "websocket_manager"],
  ].map((module) => `${module}.lua`),
);

/** The names of our modules' files. */
export const moduleFiles = () => readdirSync(READABLE).filter((name) => name.endsWith(".lua"));

const made = new Map();

/** The bytes of one such file, as on a board. */
export function readForDevice(fileName) {
  const source = readFileSync(join(READABLE, fileName), "latin1");
  const before = made.get(fileName);
  if (before?.source === source) return before.bytes;
  const options = CHECKERS.has(fileName) ? { rewrites: CAREFUL_REWRITES } : {};
  const bytes = Buffer.from(compactLua(source, options), "latin1");
  made.set(fileName, { source, bytes });
  return bytes;
}

/** A whole file at once: another process may read it. */
function replace(path, bytes) {
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  const part = `${path}.${process.pid}`;
  writeFileSync(part, bytes);
  renameSync(part, path);
}

/** All of them as files, for what is measured as it lies on a board; where they are. */
export function writeForDevice() {
  const folder = join(ROOT, DEVICE_FOLDER);
  mkdirSync(folder, { recursive: true });
  const names = moduleFiles();
  for (const name of names) replace(join(folder, name), readForDevice(name));
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".lua") && !names.includes(name)) rmSync(join(folder, name), { force: true });
  }
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  commandLine("node tools/device_lua.mjs    writes our modules as they lie on a board\n");
  console.log(writeForDevice());
}
