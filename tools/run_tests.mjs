/**
 * Runs all checks and tests, or the groups that are named (static, spec, host, browser), a few at a
 * time where that can't disturb them. Keeps the output of each together, ends with the totals, and
 * with 1 when anything failed or a step ran no test.
 */
import { spawn } from "node:child_process";
import { commandLine, wrongUse } from "./command_line.mjs";
import { writeForDevice } from "./device_lua.mjs";
import { STEPS } from "./test_steps.mjs";

const STEP_LIMIT_MS = 15 * 60 * 1000;
/** What computes has a core each; what waits for real time leaves room for one more. */
const AT_A_TIME = [2, 3];

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

const all = [...new Set(STEPS.map((step) => step.group))].join(", ");
const usage = `node tools/run_tests.mjs [group]...    groups: ${all}; without: all of them\n`;
const { positionals: groups } = commandLine(usage, { allowPositionals: true });
const unknown = groups.filter((group) => !STEPS.some((step) => step.group === group));
if (unknown.length > 0) {
  wrongUse(`There is no group of tests called ${unknown.join(", ")}; there are ${all}.`);
}
writeForDevice();
await runAll(STEPS.filter((step) => groups.length === 0 || groups.includes(step.group)));
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
