/**
 * The locals of a tree by what they are and not by their names: each identifier of a local gets a
 * `binding`, so that code can be moved without one local hiding another. Names come back in
 * short_names.mjs. Lua 5.3 manual, section 3.5.
 */
import { Walk, isFunction } from "./syntax_tree.mjs";

/** Gives each identifier its binding; globals have none. @param {object} chunk as parsed */
export function bind(chunk) {
  const known = [];
  const walk = new Walk(
    (node, does) => {
      if (does === "declare") known.at(-1).set(node.name, (node.binding = { name: node.name }));
      else node.binding = known.findLast((names) => names.has(node.name))?.get(node.name);
    },
    (_, run) => {
      known.push(new Map());
      run();
      known.pop();
    },
  );
  walk.visit(chunk);
}

/**
 * Finds out anew how locals are used. A binding gets `start` and `end`, between which it is known;
 * `reads` and `writes`, each a place with its `node`, `at` and function; and its own `func`.
 *
 * @returns {{bindings: object[], globals: {name: string, at: number}[], blocks: object[][]}} `blocks`:
 *   all lists of statements, the inner ones first
 */
export function measureUse(chunk) {
  const found = { bindings: [], globals: [], blocks: [] };
  const functions = [];
  const open = [];
  let at = 0;
  const use = (node, does) => {
    at += 1;
    const { binding } = node;
    const func = functions.at(-1);
    if (does === "declare") {
      Object.assign(binding, { start: at, reads: [], writes: [], func });
      found.bindings.push(binding);
      open.at(-1).push(binding);
    } else if (binding === undefined) found.globals.push({ name: node.name, at });
    else binding[does === "read" ? "reads" : "writes"].push({ node, at, func });
  };
  const scope = (node, run) => {
    open.push([]);
    if (isFunction(node)) functions.push(node);
    run();
    if (isFunction(node)) functions.pop();
    at += 1;
    found.blocks.push(node.body);
    for (const binding of open.pop()) binding.end = at;
  };
  new Walk(use, scope).visit(chunk);
  return found;
}
