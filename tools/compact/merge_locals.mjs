/**
 * `local a = 1 local b = 2` as `local a, b = 1, 2`, where no value knows the locals that come with it:
 * the same instructions in the same order. Lua 5.3 manual, section 3.3.7; lparser.c (localstat).
 */
import { measureUse } from "./bindings.mjs";
import { Walk, isMany } from "./syntax_tree.mjs";

const isLocal = (statement) => statement?.type === "LocalStatement";
const hasAll = ({ variables, init }) => variables.length === init.length;

/** Whether one of the values uses one of the locals. */
function knows(values, variables) {
  const locals = new Set(variables.map(({ binding }) => binding));
  let found = false;
  const walk = new Walk(
    ({ binding }) => (found ||= locals.has(binding)),
    (_, run) => run(),
  );
  walk.all(values);
  return found;
}

/** Each value would still go to its own local. */
function fit(first, second) {
  if (!isLocal(first) || !isLocal(second)) return false;
  const areEmpty = first.init.length + second.init.length === 0;
  if (areEmpty || !hasAll(first)) return areEmpty;
  if (second.init.length > second.variables.length) return false;
  return second.init.length > 0 || !isMany(first.init.at(-1));
}

/** Changes the tree. */
export function mergeLocals(chunk) {
  for (const block of measureUse(chunk).blocks) {
    for (let index = 1; index < block.length; index += 1) {
      const [first, second] = [block[index - 1], block[index]];
      if (!fit(first, second) || knows(second.init, first.variables)) continue;
      first.variables.push(...second.variables);
      first.init.push(...second.init);
      block.splice(index, 1);
      index -= 1;
    }
  }
}
