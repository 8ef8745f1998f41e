/** Our modules as they go to a board: lua-out, made short (compact_lua.mjs). */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine } from "./command_line.mjs";
import { compactLua } from "./compact_lua.mjs";
import { ROOT } from "./fresh_folder.mjs";

const READABLE = join(ROOT, "lua-out");

/** Within the project; where writeForDevice puts them. */
export const DEVICE_FOLDER = "build/lua-on-device";

/** The names of our modules' files. */
export const moduleFiles = () => readdirSync(READABLE).filter((name) => name.endsWith(".lua"));

const made = new Map();

/** The bytes of one such file, as on a board. */
export function readForDevice(fileName) {
  const source = readFileSync(join(READABLE, fileName), "latin1");
  const before = made.get(fileName);
  if (before?.source === source) return before.bytes;
  const bytes = Buffer.from(compactLua(source), "latin1");
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
  commandLine(
    "node tools/device_lua.mjs    writes our modules as they lie on a board; says where\n",
  );
  console.log(writeForDevice());
}
