/**
 * The long test: random inputs for an hour, and beside it thirty minutes of load in the device's own
 * time. Writes docs/reliability.md with the figures and the heap over time. `make soak`.
 *
 *   node tools/soak.mjs [--seconds N] [--minutes N] [--seed N] [--out FOLDER]
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandLine, wholeNumber } from "./command_line.mjs";
import { plotLines } from "./plot.mjs";

const CHIP_LUA = "build/lua32/lua";
const REPORTS = "build/soak";
const PROGRESS_MS = 60000;
const MILLION = 1000000;

const USAGE = `make soak    random inputs and load, and docs/reliability.md
ARGS="..." takes
  --seconds N    of random inputs (3600)
  --minutes N    of load, in the device's own time (30)
  --seed N       of the random inputs (1)
  --out FOLDER   where the document goes (docs)
`;

const { values } = commandLine(USAGE, {
  options: {
    seconds: { type: "string", default: "3600" },
    minutes: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
    out: { type: "string", default: "docs" },
  },
});

const lua = existsSync(CHIP_LUA) ? CHIP_LUA : "lua5.3";

/** Runs a script, shows its lines as they come, and gives all of them. */
function run(script, ...args) {
  return new Promise((resolve) => {
    const lines = [];
    const child = spawn(lua, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    let rest = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop();
      for (const line of parts) {
        lines.push(line);
        console.log(line);
      }
    });
    child.on("close", (code) => resolve({ lines, ok: code === 0 }));
  });
}

function readCsv(path) {
  const [heading, ...rows] = readFileSync(path, "utf8").trim().split("\n");
  const names = heading.split(",");
  return rows.map((row) =>
    Object.fromEntries(row.split(",").map((value, index) => [names[index], value])),
  );
}

function showProgress(startedAtMs, seconds) {
  const minutes = Math.round((Date.now() - startedAtMs) / 60000);
  console.log(`… ${minutes} of about ${Math.ceil(seconds / 60)} minutes`);
}

/** Of lines such as "ok 1 - http: 12345 inputs, seed 1, heap 1 bytes before and 2 after". */
function fuzzRows(lines) {
  return lines.flatMap((line) => {
    const found =
      /^(ok|not ok) \d+ - (\w+): (\d+) inputs, seed \d+(?:, heap (\d+) bytes before and (\d+) after)?/.exec(
        line,
      );
    if (!found) return [];
    const [, verdict, target, inputs, before = "–", after = "–"] = found;
    return [{ verdict, target, inputs: Number(inputs), before, after }];
  });
}

function document(fuzz, load, seconds, minutes) {
  const rows = fuzzRows(fuzz.lines);
  const inputs = rows.reduce((sum, row) => sum + row.inputs, 0);
  const faults = rows.filter((row) => row.verdict !== "ok").length;
  const table = rows.map(
    (row) =>
      `| ${row.target} | ${row.inputs} | ${row.verdict === "ok" ? 0 : "see the output"} | ${row.before} | ${row.after} |`,
  );
  const checks = load.lines.filter((line) => /^(ok|not ok) /.test(line));
  const vm =
    lua === CHIP_LUA
      ? "a Lua with the chip's numbers, heap bytes counted exactly"
      : "an ordinary Lua 5.3, heap estimated and not judged";
  return `# Reliability

Made by \`make soak\`, on ${vm}. The same seed gives the same inputs; the number of inputs
depends on the computer's speed. What is switched off in it and why: [security.md](security.md).

## Random inputs

${(seconds / 3600).toFixed(2)} hours, seed ${values.seed}: **${inputs} inputs, ${faults} faults**. A fault is a restart of the
device, an error that was not expected, an answer that makes no sense, or heap that does not come back.

| reader | inputs | faults | heap before, bytes | heap after, bytes |
| --- | ---: | ---: | ---: | ---: |
${table.join("\n")}

![Heap over time while inputs come](images/soak-inputs.svg)

One reader after the other has its turn. The gap is that of forms and JSON: they are read without a device, so
there is no heap to look at.

## Load

${minutes} minutes of the device's time: eight clients with six sockets each, 40 requests and 60 queries a
second; one client sends a byte a second, one never reads, one resets, one says nothing, and one person
wants the page. (\`spec/load.lua\`)

${checks.map((line) => `- ${line.replace(/^ok \d+ - /, "").replace(/^not ok \d+ - /, "**NOT HELD:** ")}`).join("\n")}

![Heap under load](images/soak-load.svg)
`;
}

const seconds = wholeNumber("--seconds", values.seconds, 1);
const minutes = wholeNumber("--minutes", values.minutes, 1);
const seed = wholeNumber("--seed", values.seed, 0);
mkdirSync(REPORTS, { recursive: true });
const fuzzReport = join(REPORTS, "inputs.csv");
const loadReport = join(REPORTS, "load.csv");

console.log(`${seconds} s of random inputs, and ${minutes} minutes of load beside them (${lua})`);
const startedAtMs = Date.now();
const progress = setInterval(() => showProgress(startedAtMs, seconds), PROGRESS_MS);
const [fuzz, load] = await Promise.all([
  run("spec/fuzz.lua", `seconds=${seconds}`, `seed=${seed}`, `report=${fuzzReport}`),
  run("spec/load.lua", `minutes=${minutes}`, `report=${loadReport}`),
]);
clearInterval(progress);

const images = join(values.out, "images");
mkdirSync(images, { recursive: true });
const inputRows = readCsv(fuzzReport).map((row) => ({
  x: Number(row.seconds) / 60,
  y: Number(row.heapBytes) / 1024,
  series: row.target,
}));
const loadRows = readCsv(loadReport).map((row) => ({
  x: Number(row.minute),
  y: Number(row.heapBytes) / 1024,
  series: "portal",
}));
const axes = { x: "minutes", y: "heap, KB of 1024 bytes" };
writeFileSync(join(images, "soak-inputs.svg"), await plotLines(inputRows, axes));
writeFileSync(join(images, "soak-load.svg"), await plotLines(loadRows, axes));
writeFileSync(join(values.out, "reliability.md"), document(fuzz, load, seconds, minutes));
const inputs = fuzzRows(fuzz.lines).reduce((sum, row) => sum + row.inputs, 0);
console.log(
  `${inputs} inputs${inputs >= MILLION ? "" : " (a whole soak has a million)"}; ${join(values.out, "reliability.md")} is written`,
);
process.exit(fuzz.ok && load.ok ? 0 : 1);
