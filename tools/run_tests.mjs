/**
 * Runs all checks and tests, or the groups that are named (static, spec, host, browser), a few at a
 * time where that can't disturb them. Keeps the output of each together, ends with the totals, and
 * with 1 when anything failed or a step ran no test.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { busted } from "./busted.mjs";
import { commandLine, wrongUse } from "./command_line.mjs";
import { DEVICE_FOLDER, writeForDevice } from "./device_lua.mjs";

const STEP_LIMIT_MS = 15 * 60 * 1000;
/** What computes has a core each; what waits for real time leaves room for one more. */
const AT_A_TIME = [2, 3];
const bin = (name) => join("node_modules/.bin", name);

/** A check is one test: it passes or it does not. */
function countCheck(_, ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

function countBusted(output) {
  const totals = { passed: 0, failed: 0 };
  for (const found of output.matchAll(/(\d+) success\w* \/ (\d+) failure\w* \/ (\d+) error/g)) {
    totals.passed += Number(found[1]);
    totals.failed += Number(found[2]) + Number(found[3]);
  }
  return totals;
}

/** A plan that was not kept is a failure too: the script ended early. */
function countTap(output) {
  const passed = output.match(/^ok\b/gm)?.length ?? 0;
  const failed = output.match(/^not ok\b/gm)?.length ?? 0;
  const planned = Number(/^1\.\.(\d+)/m.exec(output)?.[1] ?? -1);
  return { passed, failed: failed > 0 || planned === passed ? failed : 1 };
}

function countNode(output) {
  const number = (word) => Number(new RegExp(`^ℹ ${word} (\\d+)`, "m").exec(output)?.[1] ?? 0);
  return { passed: number("pass"), failed: number("fail") + number("cancelled") };
}

/** These take longest, so they begin first. */
const LONG =
  /^(conformance|board_(interrupted|trouble|upload|commands)|provision|fields|setup|improv)\./;

/**
 * The test files of a folder, the long ones first. Undefined where there is none, which fails the
 * step: it would run no test.
 */
function testFiles(folder) {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).filter((name) => name.endsWith(".test.mjs"));
  if (names.length === 0) return undefined;
  const order = (name) => (LONG.test(name) ? 0 : 1);
  return names.sort((a, b) => order(a) - order(b)).map((name) => join(folder, name));
}

const nodeTest = (...files) => [process.execPath, "--test", "--test-reporter=spec", ...files];

/** A Lua with the chip's numbers can't be built everywhere: `skip` tells why. */
const CHIP_LUA = "build/lua32/lua";
const MISSING = "build/lua32/missing";

function whyNoChipNumbers() {
  const why = existsSync(MISSING) ? readFileSync(MISSING, "utf8").trim() : "run make lua32";
  return existsSync(CHIP_LUA) ? undefined : `no Lua with the chip's numbers (${why})`;
}

/** The specs' modules: those that a board gets. */
const ON_A_BOARD = ["env", `OUR_MODULES=${DEVICE_FOLDER}/`];

function onChipNumbers(name, count, ...args) {
  const command = [...ON_A_BOARD, CHIP_LUA, ...args];
  return { group: "spec", name, command, count, skip: whyNoChipNumbers() };
}

/** Of pointers of 64 bits nothing is known about the chip's heap. */
const WIDE = "build/lua32/wide";

function budget() {
  const skip = existsSync(WIDE) ? readFileSync(WIDE, "utf8").trim() : whyNoChipNumbers();
  const command = [process.execPath, "bench/check.mjs"];
  return { group: "spec", name: "budget", command, count: countCheck, skip };
}

/** The chip's numbers where they are, for what counts the heap. */
function anyLua() {
  return existsSync(CHIP_LUA) ? CHIP_LUA : "lua5.3";
}

function specFiles() {
  const names = readdirSync("spec").filter((name) => name.endsWith("_spec.lua"));
  return names.sort().map((name) => join("spec", name));
}

/** A file at a time: busted keeps what all of them have made, and the more there is the slower it gets. */
const EACH_FILE =
  'failed=0; for file in spec/*_spec.lua; do "$0" "$@" "$file" || failed=1; done; exit $failed';

function specsOn(lua) {
  const command = ["bash", "-c", EACH_FILE, ...busted(lua)];
  return {
    group: "spec",
    name: `specs on ${lua.slice("lua".length)}`,
    command,
    count: countBusted,
  };
}

function check(name, ...command) {
  return { group: "static", name, command, count: countCheck };
}

/** Real time and real sockets: a step for each file, with nothing beside them but each other. */
function inRealTime(group) {
  const files = testFiles(join("spec", group)) ?? [undefined];
  return files.map((file) => ({
    group,
    name: file ? `${group}: ${basename(file, ".test.mjs")}` : group,
    command: file && nodeTest(file),
    count: countNode,
    phase: 1,
  }));
}

/** One of each in turn, so that what is alike does not stand side by side. */
function alternate(some, others) {
  const inTurn = some.flatMap((one, index) => [one, ...others.slice(index, index + 1)]);
  return [...inTurn, ...others.slice(some.length)];
}

const steps = [
  check("format", bin("prettier"), "--check", "--log-level", "warn", "."),
  check("lua-out", process.execPath, "tools/check_lua.mjs"),
  check("types of src", bin("tsc"), "-p", "tsconfig.json"),
  check("types of sim", bin("tsc"), "-p", "sim/tsconfig.json"),
  check("types of sim/host", bin("tsc"), "-p", "sim/host/tsconfig.json"),
  check("types of www", bin("tsc"), "-p", "www/tsconfig.json"),
  check("right and wrong uses of types", bin("tsc"), "-p", "types/test/tsconfig.json"),
  check("eslint", bin("eslint"), "."),
  check(
    "luacheck of Lua by hand",
    "luacheck",
    "--quiet",
    "--no-color",
    "spec",
    "tools/board",
    "bench",
  ),
  specsOn("lua5.1"),
  specsOn("lua5.3"),
  { group: "spec", name: "journey", command: ["lua5.3", "spec/journey.lua"], count: countTap },
  {
    group: "spec",
    name: "journey with a board's files",
    command: [...ON_A_BOARD, "lua5.3", "spec/journey.lua"],
    count: countTap,
  },
  onChipNumbers(
    "specs on 32-bit numbers, with a board's files",
    countBusted,
    "spec/plain_runner.lua",
    ...specFiles(),
  ),
  onChipNumbers("journey on 32-bit numbers, with a board's files", countTap, "spec/journey.lua"),
  {
    group: "spec",
    name: "random inputs",
    command: [anyLua(), "spec/fuzz.lua", "inputs=1200"],
    count: countTap,
  },
  {
    group: "spec",
    name: "load",
    command: [anyLua(), "spec/load.lua", "minutes=1"],
    count: countTap,
  },
  budget(),
  { group: "spec", name: "page", command: nodeTest(...testFiles("spec/page")), count: countNode },
  ...alternate(inRealTime("host"), inRealTime("browser")),
];

function runStep(step) {
  return new Promise((resolve) => {
    if (!step.command) return resolve({ output: "", ok: false });
    let output = "";
    const [program, ...args] = step.command;
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: STEP_LIMIT_MS,
    });
    const keep = (chunk) => (output += chunk);
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.on("error", (error) => resolve({ output: `${output}${error.message}\n`, ok: false }));
    child.on("close", (code, signal) => {
      if (signal) output += `ended by ${signal}\n`;
      resolve({ output, ok: code === 0 });
    });
  });
}

const totals = { passed: 0, failed: 0 };

async function finish(step) {
  if (step.skip) {
    console.log(`== ${step.name}: skipped, ${step.skip}`);
    return;
  }
  const startedAtMs = Date.now();
  const { output, ok } = await runStep(step);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  const { passed, failed } = step.count(output, ok);
  const ranNothing = passed + failed === 0;
  const failures = failed > 0 ? failed : ok && !ranNothing ? 0 : 1;
  totals.passed += passed;
  totals.failed += failures;
  console.log(`== ${step.name}: ${passed} passed, ${failures} failed (${seconds} s)`);
  if (output.trim() !== "") console.log(output.trimEnd());
  if (ranNothing) console.log(`${step.name} ran no test.`);
}

/** Phases in their order, the steps of each beside each other. */
async function runAll(list) {
  for (const phase of AT_A_TIME.keys()) {
    const waiting = list.filter((step) => (step.phase ?? 0) === phase);
    const worker = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) await finish(step);
    };
    await Promise.all(Array.from({ length: AT_A_TIME[phase] }, worker));
  }
}

const all = [...new Set(steps.map((step) => step.group))].join(", ");
const usage = `node tools/run_tests.mjs [group]...    groups: ${all}; without: all of them\n`;
const { positionals: groups } = commandLine(usage, { allowPositionals: true });
const unknown = groups.filter((group) => !steps.some((step) => step.group === group));
if (unknown.length > 0) {
  wrongUse(`There is no group of tests called ${unknown.join(", ")}; there are ${all}.`);
}
writeForDevice();
await runAll(steps.filter((step) => groups.length === 0 || groups.includes(step.group)));
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
