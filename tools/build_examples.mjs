/**
 * Builds the examples, and keeps the Lua in their READMEs in step with their TypeScript.
 *
 *   node tools/build_examples.mjs    writes build/examples-lua and examples/NAME/README.md
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDeclarations } from "./build_declarations.mjs";
import { commandLine } from "./command_line.mjs";
import { refreshFolder, ROOT, runTstl } from "./fresh_folder.mjs";

export const EXAMPLES = join(ROOT, "examples");
const OUTPUT = "build/examples-lua";
const SOURCES = [
  "examples",
  "build/declarations",
  "types",
  "tsconfig.json",
  "www/tsconfig.json",
  "tools/build_examples.mjs",
];
const MAX_MAIN_LINES = 30;

/** The Lua of a README, after a line that says where it comes from. */
const LUA_BLOCK = /(<!-- made from (\w+\.ts)[^>]*-->\n+```lua\n)([^]*?)(```\n)/;

export function exampleNames() {
  return readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** `app` for what runs when the device is online, `init` for what starts the device itself. */
export function mainOf(name) {
  return existsSync(join(EXAMPLES, name, "init.ts")) ? "init" : "app";
}

export function luaOf(name) {
  return join(ROOT, OUTPUT, name, `${mainOf(name)}.lua`);
}

export function readmeOf(name) {
  return readFileSync(join(EXAMPLES, name, "README.md"), "utf8");
}

function checkPages() {
  const argv = ["node_modules/typescript/bin/tsc", "-p", "examples/tsconfig.pages.json"];
  const { status, stdout } = spawnSync(process.execPath, argv, { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(stdout.trimEnd());
}

/** Compiles all examples; throws with the compiler's words when one has a mistake. */
export function buildExamples() {
  buildDeclarations();
  return refreshFolder(OUTPUT, SOURCES, (folder) => {
    runTstl("-p", "examples/tstl.json", "--outDir", folder);
    if (existsSync(join(folder, "lualib_bundle.lua"))) {
      throw new Error("an example needs the compiler's library, which is too big for the chip");
    }
    checkPages();
  });
}

function readmeInStep(name) {
  const lua = readFileSync(luaOf(name), "utf8");
  return readmeOf(name).replace(LUA_BLOCK, (_, before, _source, _lua, after) => {
    return before + lua.trimEnd() + "\n" + after;
  });
}

/** Sentences that say what is wrong with an example that was built. */
export function findFaults(name) {
  const faults = [];
  const source = `${mainOf(name)}.ts`;
  const lines = readFileSync(join(EXAMPLES, name, source), "utf8")
    .trimEnd()
    .split("\n").length;
  if (lines > MAX_MAIN_LINES) {
    faults.push(`${source} of ${name} has ${lines} lines; ${MAX_MAIN_LINES} are allowed.`);
  }
  if (LUA_BLOCK.exec(readmeOf(name))?.[2] !== source) {
    faults.push(`The README of ${name} does not show the Lua of ${source}.`);
  } else if (readmeOf(name) !== readmeInStep(name)) {
    faults.push(`The Lua in the README of ${name} is stale: run "make examples".`);
  }
  return faults;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  commandLine("make examples    builds the examples, and the Lua in their READMEs\n");
  buildExamples();
  for (const name of exampleNames()) {
    writeFileSync(join(EXAMPLES, name, "README.md"), readmeInStep(name));
  }
}
