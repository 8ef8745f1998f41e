/**
 * Measures what the project costs, prints the budget's table and writes docs/bench.md with pictures.
 *
 *   node bench/main.mjs [--accept] [--subject FOLDER]...
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "../tools/command_line.mjs";
import { ROOT } from "../tools/fresh_folder.mjs";
import { measureParts, setupModules, table } from "../tools/sizes.mjs";
import { accept, findProblems, readBudget, writeBudget } from "./budget.mjs";
import { createDocument } from "./document.mjs";
import { ANSWERS, measureFigures } from "./figures.mjs";
import { measureFirstByte } from "./first_byte.mjs";
import { measureGrowth } from "./growth.mjs";
import { whyNot } from "./measure.mjs";
import { writePlots } from "./plots.mjs";
import { budgetRows } from "./rows.mjs";
import { measureSubjects } from "./subjects.mjs";

const USAGE = `usage: make bench [SUBJECT=folder] [ARGS=--accept]
  SUBJECT=folder  a server of Lua files to measure beside ours (its start.lua
                  is run; see docs/bench.md)
  --accept        records the present values in bench/budget.json
`;

function fail(message, status) {
  console.error(message);
  process.exit(status);
}

function progress(what) {
  console.error(`measuring ${what}`);
}

/** What stands behind a value. */
function notesOn({ figures, worstModule, byHand }) {
  const counts = ANSWERS.map((what) => [
    `${what}Ratio`,
    `${figures[`${what}Instructions`]} beside ${byHand[what]}`,
  ]);
  return { compilePeakBytes: worstModule, ...Object.fromEntries(counts) };
}

function printTable(rows, firstByteTimes) {
  const head = ["what", "now", "must", "", "MicroPython WiFi setup"];
  const time = [
    "time to the first byte of the page",
    `${firstByteTimes} times`,
    "stated",
    "–",
    "–",
  ];
  const texts = rows.map((row) => [row.title, row.valueText, row.limitText, row.metText, row.seed]);
  console.log(table([head, ...texts, time]));
}

async function main() {
  const { values: given } = commandLine(USAGE, {
    options: {
      accept: { type: "boolean", default: false },
      subject: { type: "string", multiple: true, default: [] },
    },
  });
  const reason = whyNot();
  if (reason !== undefined) {
    fail(`make bench needs the Lua with the chip's numbers, which is not here: ${reason}.`, 1);
  }
  const missing = given.subject.find((folder) => !existsSync(join(folder, "start.lua")));
  if (missing !== undefined) fail(`${missing} has no start.lua, which is to start its server.`, 2);

  const measured = measureFigures(progress);
  const subjects = measureSubjects(given.subject, progress);
  const curves = measureGrowth(progress);
  progress("parts");
  const parts = measureParts();
  progress("the time to the first byte, beside a server in C");
  const firstByteTimes = Math.round(await measureFirstByte());

  let budget = readBudget();
  if (given.accept) {
    budget = accept(measured.figures, budget);
    writeBudget(budget);
  }
  const rows = budgetRows(measured.figures, budget, notesOn(measured));
  console.error("drawing");
  await writePlots({
    budget: rows.filter((row) => row.limit !== undefined),
    holders: measured.holders,
    curves,
  });
  const document = {
    ...measured,
    ...{ rows, subjects, curves, parts, firstByteTimes },
    setupModules: setupModules(),
  };
  writeFileSync(join(ROOT, "docs/bench.md"), createDocument(document));
  printTable(rows, firstByteTimes);
  console.log("\nAll of it is in docs/bench.md.");
  const steep = curves.filter((curve) => !curve.linear).map((curve) => curve.key);
  if (steep.length > 0) console.error(`grows faster than a straight line: ${steep.join(", ")}`);
  const problems = findProblems(measured.figures, budget);
  for (const problem of problems) console.error(problem);
  process.exitCode = steep.length + problems.length > 0 ? 1 : 0;
}

await main().catch((error) => fail(error.message, 1));
