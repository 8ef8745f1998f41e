/**
 * Shows that the specs bite: breaks one promise after the other in a copy of lua-out, and expects the
 * spec that guards it to fail. spec/mutants.json lists them. `make mutants`.
 *
 *   node tools/mutants.mjs [--only WORD] [--lua PROGRAM]
 */
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { busted } from "./busted.mjs";
import { commandLine, wrongUse } from "./command_line.mjs";
import { ROOT } from "./fresh_folder.mjs";

const USAGE = `make mutants         breaks each promise of spec/mutants.json once
ARGS="..." takes
  --only WORD        those whose promise, module or spec has this word
  --lua PROGRAM      the Lua that runs the specs (lua5.3)
`;

/** A spec that hangs has noticed too. */
const LIMIT_MS = 10 * 60 * 1000;
const CHIP_LUA = join(ROOT, "build/lua32/lua");

const { values } = commandLine(USAGE, {
  options: { only: { type: "string", default: "" }, lua: { type: "string", default: "lua5.3" } },
});

const isWanted = ({ promise, file, spec }) =>
  [promise, file, spec].some((text) => text.includes(values.only));
const canRun = ({ onChip }) => !onChip || existsSync(CHIP_LUA);
const listed = JSON.parse(readFileSync(join(ROOT, "spec/mutants.json"), "utf8")).filter(isWanted);
const mutants = listed.filter(canRun);
if (listed.length === 0) wrongUse(`spec/mutants.json has none with "${values.only}"`);

const worlds = mkdtempSync(join(tmpdir(), "mutants-"));
process.on("exit", () => rmSync(worlds, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

/** A folder in which the specs find a lua-out of their own, and all else as it is. */
function makeWorld(luaOut) {
  const folder = mkdtempSync(join(worlds, "world-"));
  for (const name of ["spec", "build", ".busted"])
    symlinkSync(join(ROOT, name), join(folder, name));
  cpSync(luaOut, join(folder, "lua-out"), { recursive: true });
  return folder;
}

/** As it was at the start, whoever builds meanwhile. */
const original = makeWorld(join(ROOT, "lua-out"));

/** Undefined when the text is not there exactly once. */
function breakOne(folder, { file, text, replacement }) {
  const path = join(folder, "lua-out", `${file}.lua`);
  const pieces = readFileSync(path, "utf8").split(text);
  if (pieces.length !== 2) return undefined;
  writeFileSync(path, pieces.join(replacement));
  return path;
}

/** What counts the heap needs the Lua with the chip's numbers. */
function commandFor({ spec, onChip }) {
  const file = `spec/${spec}.lua`;
  if (onChip) return [CHIP_LUA, "spec/plain_runner.lua", file];
  return [...busted(values.lua), "--no-keep-going", file];
}

/** Gives whether it passed; an end by a signal is a failure, as everywhere. */
function runSpec(folder, mutant) {
  const [program, ...args] = commandFor(mutant);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      stdio: "ignore",
      timeout: LIMIT_MS,
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

/** One sentence when the promise is not guarded. */
async function problemOf(mutant) {
  const folder = makeWorld(join(original, "lua-out"));
  try {
    if (breakOne(folder, mutant) === undefined) {
      return `lua-out/${mutant.file}.lua no longer has its text once: mend spec/mutants.json`;
    }
    return (await runSpec(folder, mutant)) ? `${mutant.spec} did not notice` : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** So many at a time as there are cores. */
async function forAll(list, work) {
  const waiting = [...list];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

let failures = 0;
const tell = (problem, name) => {
  if (problem !== undefined) failures += 1;
  console.log(problem === undefined ? `ok - ${name}` : `not ok - ${name}: ${problem}`);
};

/** One mutant of each spec. */
const specs = [...new Map(mutants.map((mutant) => [mutant.spec, mutant])).values()];
console.log(`1..${specs.length + mutants.length}`);
// A spec that fails anyway would notice everything.
await forAll(specs, async (mutant) => {
  const passes = await runSpec(original, mutant);
  tell(passes ? undefined : "it fails without a mutant", `${mutant.spec} as it is`);
});
await forAll(mutants, async (mutant) => {
  tell(await problemOf(mutant), `${mutant.file}: ${mutant.promise}`);
});
if (mutants.length < listed.length) {
  console.log(`# skipped ${listed.length - mutants.length} for want of ${CHIP_LUA}: make lua32`);
}
console.log(`# ${mutants.length} promises broken, ${failures} not noticed`);
process.exit(failures === 0 ? 0 : 1);
