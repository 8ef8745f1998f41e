/**
 * The steps of the tests, in the order in which they begin: each has its group, a name, a command and how its
 * output is counted; `skip` tells why it can't run here, `phase` 1 is for what waits for real time.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { busted } from "./busted.mjs";
import { DEVICE_FOLDER } from "./device_lua.mjs";
import { countBusted, countCheck, countNode, countTap } from "./test_counts.mjs";

const bin = (name) => join("node_modules/.bin", name);

/** These take longest, so they begin first. */
const LONG =
  /^(conformance|board_(interrupted|trouble|upload|commands)|provision|fields_ways|languages|setup)\./;

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

export const STEPS = [
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
