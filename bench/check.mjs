/** Fails when a figure of the budget got worse by more than 5 %. Part of `make test`. */
import { findProblems, readBudget } from "./budget.mjs";
import { measureFigures } from "./figures.mjs";
import { whyNot } from "./measure.mjs";
import { commandLine } from "../tools/command_line.mjs";

commandLine("node bench/check.mjs    fails when a figure got worse by more than 5 %\n");
const reason = whyNot();
if (reason !== undefined) {
  console.error(`The budget can't be checked: ${reason}.`);
  process.exit(1);
}
const problems = findProblems(measureFigures(() => {}).figures, readBudget());
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error("Make it smaller, or, where it is worth that, run: make bench ARGS=--accept");
}
process.exitCode = problems.length > 0 ? 1 : 0;
