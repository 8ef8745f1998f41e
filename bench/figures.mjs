/** The figures of the budget: exact ones, that are the same in each run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../tools/fresh_folder.mjs";
import { allModules, measureUpload, setupModules } from "../tools/sizes.mjs";
import { filesOf, measure, ofKind } from "./measure.mjs";

const STATES = ["boot", "portal", "sockets", "ended", "page"];
export const HAND_WRITTEN = "bench/handwritten";
/** What is answered, in instructions. */
export const ANSWERS = ["dns", "redirect", "status", "page"];

/** How many requests a page needs: itself, and what it names that is not in it. */
export function countRequests(html) {
  const named = [
    ...html.matchAll(/<(?:script|img|iframe|audio|video|source)\b[^>]*\ssrc=["']?([^"'\s>]+)/gi),
    ...html.matchAll(/<link\b[^>]*\shref=["']?([^"'\s>]+)/gi),
    ...html.matchAll(/url\(\s*["']?([^"')]+)/gi),
    ...html.matchAll(/@import\s+["']([^"']+)/gi),
  ];
  const outside = named.map(([, target]) => target).filter((target) => !/^(data:|#)/.test(target));
  return 1 + new Set(outside).size;
}

/** Bytes for each module of ours; see bench/measures/modules.lua. */
function measureModules() {
  const rows = ofKind(measure("modules", allModules().join(",")), "module");
  return rows.map(([name, ...numbers]) => {
    const [source, bytecode, code, stripped, loaded, compilePeak] = numbers.map(Number);
    return { name, source, bytecode, code, stripped, loaded, compilePeak };
  });
}

function ratio(count, other) {
  return Math.round((count / other) * 100) / 100;
}

/**
 * All that is measured for the table, with what it was found from.
 *
 * @param progress called with a few words before each step
 */
export function measureFigures(progress) {
  const figures = {};
  const holders = [];
  for (const state of STATES) {
    progress(`heap: ${state}`);
    const rows = measure("states", state);
    for (const [name, value] of ofKind(rows, "figure")) figures[name] = Number(value);
    for (const [where, module, code, data] of ofKind(rows, "holder")) {
      holders.push({ where, module, code: Number(code), data: Number(data) });
    }
  }
  figures.pageRequests = countRequests(readFileSync(join(ROOT, "build/page/portal.html"), "utf8"));
  const setup = setupModules();
  figures.uploadBytes = measureUpload(setup).bytes;

  progress("modules");
  const modules = measureModules();
  const inSetup = modules.filter(({ name }) => setup.has(name));
  const worst = inSetup.reduce((one, other) => (other.compilePeak > one.compilePeak ? other : one));
  figures.compilePeakBytes = worst.compilePeak;

  progress("instructions");
  const counted = measure("instructions", filesOf(HAND_WRITTEN));
  const count = (what, whose) =>
    Number(ofKind(counted, "instructions").find(([a, b]) => a === what && b === whose)[2]);
  const byHand = {};
  for (const what of ANSWERS) {
    byHand[what] = count(what, "handwritten");
    figures[`${what}Instructions`] = count(what, "ours");
    figures[`${what}Ratio`] = ratio(count(what, "ours"), byHand[what]);
  }
  const spenders = ofKind(counted, "spender").map(([what, module, number]) => ({
    what,
    module,
    count: Number(number),
  }));
  return { figures, holders, modules, worstModule: worst.name, byHand, spenders };
}
