/** Runs bench/measure.lua on the Lua with the chip's numbers, and reads its rows. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeForDevice } from "../tools/device_lua.mjs";
import { ROOT } from "../tools/fresh_folder.mjs";

const LUA = join(ROOT, "build/lua32/lua");
const MISSING = join(ROOT, "build/lua32/missing");
const WIDE = join(ROOT, "build/lua32/wide");
/** The order of pairs(), the same each time: see tools/lua32/build.sh. */
const SEED = "1";
const LIMIT_MS = 5 * 60 * 1000;

/** Why nothing can be measured here; nothing when it can. */
export function whyNot() {
  if (existsSync(WIDE)) return "the compiler makes no pointers of 32 bits: install gcc-multilib";
  if (existsSync(LUA)) return undefined;
  if (existsSync(MISSING)) return readFileSync(MISSING, "utf8").trim();
  return "run make lua32";
}

let isWritten = false;

/** The rows of one measure, each a list of texts. */
export function measure(...argv) {
  // What is measured is what lies on a board.
  if (!isWritten) writeForDevice();
  isWritten = true;
  const { status, stdout, stderr, error } = spawnSync(LUA, ["bench/measure.lua", ...argv], {
    cwd: ROOT,
    encoding: "utf8",
    timeout: LIMIT_MS,
    env: { ...process.env, LUA_SEED: SEED },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.replace(/^[^:]*lua: /, "").trim());
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("\t"));
}

/** Those of one kind, without it. */
export function ofKind(rows, kind) {
  return rows.filter(([first]) => first === kind).map(([, ...rest]) => rest);
}

/** The names of a folder's files, as measures want them. */
export function filesOf(folder) {
  const entries = readdirSync(resolve(ROOT, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()
    .join(",");
}
