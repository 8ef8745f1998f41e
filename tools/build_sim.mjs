/**
 * Builds what bin/nodemcu-sim runs, where it is stale: the firmware model (build/sim, Lua), the Node
 * side (build/host) and the page. Silent when all is fresh; one build at a time.
 *
 *   node tools/build_sim.mjs [--force]
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { commandLine, wrongUse } from "./command_line.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const HOST_OUTPUT = join(ROOT, "build/host");
const MODEL_OUTPUT = join(ROOT, "build/sim");
const STAMP = join(HOST_OUTPUT, "stamp");
const LOCK = join(ROOT, "build/sim.lock");
const LOCK_POLL_MS = 100;

/** The bundles that others load: the program, and the pure parts for their specs. */
const BUNDLES = [
  "main",
  "arguments",
  "http_rewriter",
  "json_fault",
  "message_line",
  "flash_names",
  "lua_literal",
];

/** What each output is made from, and what in there is none of it. */
const SOURCES = {
  model: { paths: ["sim", "types", "tsconfig.json", "tools/build_sim.mjs"], without: "sim/host" },
  host: {
    paths: [
      "sim/host",
      "tools/fold_text.mjs",
      "tools/system_words.mjs",
      "sim/chip_models.ts",
      "sim/optional_modules.ts",
      "sim/pin_numbers.ts",
      "tools/build_sim.mjs",
    ],
  },
  page: { paths: ["www", "tools/build_page.mjs"] },
};

/** For programs that start without make: ends them with one sentence where nothing was installed. */
export function needPackages(program) {
  if (existsSync(join(ROOT, "node_modules/typescript-to-lua"))) return;
  process.stderr.write(`${program}: the npm packages are not installed: run "make setup" first\n`);
  process.exit(1);
}

function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}

function fingerprint({ paths, without }) {
  const hash = createHash("sha256");
  const excluded = without === undefined ? undefined : join(ROOT, without) + sep;
  for (const path of paths.flatMap((path) => listFiles(join(ROOT, path)))) {
    if (excluded !== undefined && path.startsWith(excluded)) continue;
    const { mtimeMs, size } = statSync(path);
    // What a copy keeps: where it is among ours, and its time without the parts of a millisecond.
    hash.update(`${relative(ROOT, path)}\n${Math.round(mtimeMs)}\n${size}\n`);
  }
  return hash.digest("hex");
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, "utf8"));
  } catch {
    return {};
  }
}

function staleParts() {
  const stamp = readStamp();
  return Object.keys(SOURCES).filter((part) => stamp[part] !== fingerprint(SOURCES[part]));
}

function run(...argv) {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${argv.join(" ")} failed\n${stdout}${stderr}`);
}

/** tstl never deletes what it once emitted: a removed source would go on running. */
function removeOrphans() {
  for (const path of listFiles(MODEL_OUTPUT)) {
    const source = join(ROOT, "sim", path.slice(MODEL_OUTPUT.length).replace(/\.lua$/, ".ts"));
    if (!existsSync(source)) rmSync(path);
  }
}

async function bundle() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: BUNDLES.map((name) => join(ROOT, `sim/host/${name}.ts`)),
    outdir: HOST_OUTPUT,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "silent",
  });
}

const BUILDERS = {
  model() {
    run("node_modules/typescript-to-lua/dist/tstl.js", "-p", "sim/tstl.json");
    removeOrphans();
  },
  host: bundle,
  page() {
    if (existsSync(join(ROOT, "tools/build_page.mjs"))) run("tools/build_page.mjs");
  },
};

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function tryLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  try {
    // Empty: its owner is just about to write its number.
    const owner = readFileSync(LOCK, "utf8");
    if (owner !== "" && !isAlive(Number(owner))) rmSync(LOCK, { force: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  return false;
}

async function withLock(work) {
  mkdirSync(HOST_OUTPUT, { recursive: true });
  while (!tryLock()) await sleep(LOCK_POLL_MS);
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** Brings everything up to date; throws with the compiler's words when that fails. */
export async function buildSimulator({ force = false } = {}) {
  // Without sources (in a package that was installed) there is nothing to build from.
  if (!existsSync(join(ROOT, "sim/tstl.json"))) return;
  if (!force && staleParts().length === 0) return;
  needPackages("nodemcu-sim");
  await withLock(async () => {
    for (const part of force ? Object.keys(SOURCES) : staleParts()) {
      const made = fingerprint(SOURCES[part]);
      await BUILDERS[part]();
      writeFileSync(STAMP, JSON.stringify({ ...readStamp(), [part]: made }));
    }
  });
}

/** Builds the simulator, and loads a part of its Node side. */
async function load(part) {
  try {
    await buildSimulator();
  } catch (error) {
    process.stderr.write(`nodemcu-sim: its build failed: ${error.message}\n`);
    process.exit(1);
  }
  return import(pathToFileURL(join(HOST_OUTPUT, part)).href);
}

/**
 * Ends the program with a sentence where the simulator would not take these options. `advise` makes
 * advice from an option: how its user gives it, where that is not by nodemcu-sim.
 */
export async function checkOptions(argv, advise) {
  const { parseArguments } = await load("arguments.mjs");
  const { kind, sentence } = parseArguments(argv, advise("--help"));
  if (kind === "wrong") wrongUse(`nodemcu-sim: ${sentence}`);
}

/** Builds, loads and runs the simulator in this process; `caller` as sim/host/main.ts has it. */
export async function runSimulator(argv, caller) {
  const { main } = await load("main.mjs");
  await main(ROOT, argv, caller);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = commandLine(
    "node tools/build_sim.mjs [--force]    --force: fresh parts too\n",
    {
      options: { force: { type: "boolean", default: false } },
    },
  );
  await buildSimulator({ force: values.force });
}
