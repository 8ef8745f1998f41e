/**
 * The figures of bench/budget.json: what each one was when it was accepted last, and what it has to be.
 * A figure gets worse when it grows.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../tools/fresh_folder.mjs";

const FILE = join(ROOT, "bench/budget.json");
/** A figure may get so much worse. */
const ALLOWED = 0.05;
/** What arithmetic on ratios leaves. */
const ROUNDING = 1e-9;

export function readBudget() {
  return JSON.parse(readFileSync(FILE, "utf8"));
}

/** Whether a value is worse than the recorded one by more than 5 %. */
export function isWorse(value, recorded) {
  return value - recorded > Math.abs(recorded) * ALLOWED + ROUNDING;
}

/** Whether the limit holds; nothing where there is none. */
export function isMet(value, limit) {
  return limit === undefined ? undefined : value <= limit;
}

/**
 * One sentence for each figure that got worse, was not measured, or is not in the budget.
 *
 * @param figures name to value
 */
export function findProblems(figures, budget) {
  const problems = [];
  for (const [name, { recorded }] of Object.entries(budget)) {
    const value = figures[name];
    if (value === undefined) problems.push(`${name} was not measured`);
    else if (isWorse(value, recorded)) {
      const percent = recorded === 0 ? "" : ` (+${((value / recorded - 1) * 100).toFixed(1)} %)`;
      problems.push(`${name} is ${value}, it was ${recorded}${percent}`);
    }
  }
  for (const name of Object.keys(figures)) {
    if (budget[name] === undefined) problems.push(`${name} is not in bench/budget.json`);
  }
  return problems;
}

/** The budget with these values recorded; its limits stay. */
export function accept(figures, budget) {
  const entries = Object.entries(figures).map(([name, value]) => [
    name,
    { ...budget[name], recorded: value },
  ]);
  return Object.fromEntries(entries);
}

export function writeBudget(budget) {
  writeFileSync(FILE, `${JSON.stringify(budget, null, 2)}\n`);
}
