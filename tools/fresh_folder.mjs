/**
 * Folders that are made from sources: made anew when a source changed, and put in place in one go,
 * so that a reader never sees half of one.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

const STAMP = ".stamp";
const TSTL = "node_modules/typescript-to-lua/dist/tstl.js";

/** Paths of all files below `path`, in order; none when there is no such path. */
export function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}

function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((path) => listFiles(join(ROOT, path)))) {
    hash.update(`${relative(ROOT, path)}\n`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function stampOf(folder) {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : undefined;
}

/** Another process may do the same at this moment: then one of both folders stays. */
function putInPlace(draft, path) {
  const old = `${draft}.old`;
  try {
    if (existsSync(path)) renameSync(path, old);
    renameSync(draft, path);
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes(error.code)) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

/**
 * Makes `folder` from `sources` (both below the project's folder) unless it is fresh: `make` fills an
 * empty folder, which then takes its place. Gives the folder's path.
 */
export function refreshFolder(folder, sources, make) {
  const path = join(ROOT, folder);
  const wanted = fingerprint(sources);
  if (stampOf(path) === wanted) return path;
  mkdirSync(dirname(path), { recursive: true });
  const draft = mkdtempSync(`${path}-`);
  try {
    make(draft);
    writeFileSync(join(draft, STAMP), wanted);
    putInPlace(draft, path);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return path;
}

/** Runs the compiler; throws with its words when it finds a mistake. */
export function runTstl(...argv) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TSTL, ...argv], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`tstl ${argv.join(" ")}\n${stdout}${stderr}`.trimEnd());
}
