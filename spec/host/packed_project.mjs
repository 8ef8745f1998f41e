/** A project in an empty folder that has one of our packages installed, as it is packed. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { makeFolder } from "./support.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** What a project of one's own installs beside it; no registry is asked here. */
export const TOOLS = ["typescript", "typescript-to-lua", "lua-types"];
/** Comes along with the compiler. */
const TYPES_OF_COMPILER = "@typescript-to-lua";
/** The compiler is linked, so that npm must not look for it. */
const QUIETLY = [
  "--offline",
  "--legacy-peer-deps",
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--silent",
];

export const run = (cwd, program, ...argv) =>
  execFileSync(program, argv, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Folders for one group of tests. */
export function withFolders() {
  const cleanUps = [];
  after(() => cleanUps.forEach((cleanUp) => cleanUp()));
  return () => makeFolder({ after: (cleanUp) => cleanUps.push(cleanUp) });
}

/**
 * Packs the package in a folder of the repository and installs it.
 * @returns {{ project: string, tarball: string }} the project, and the name of the packed file
 */
export function installPacked(makeOne, packageFolder) {
  const packed = makeOne();
  run(packageFolder, "npm", "pack", "--silent", "--pack-destination", packed);
  const [tarball] = readdirSync(packed);
  const project = makeOne();
  writeFileSync(join(project, "package.json"), '{ "name": "consumer", "private": true }');
  run(project, "npm", "install", ...QUIETLY, join(packed, tarball));
  const installed = join(project, "node_modules");
  for (const tool of [...TOOLS, TYPES_OF_COMPILER]) {
    symlinkSync(join(ROOT, "node_modules", tool), join(installed, tool));
  }
  mkdirSync(join(installed, ".bin"), { recursive: true });
  symlinkSync("../typescript-to-lua/dist/tstl.js", join(installed, ".bin/tstl"));
  mkdirSync(join(project, "src"));
  return { project, tarball };
}
