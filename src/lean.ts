/**
 * Loads modules of ours without debug information, which is a third of their heap: errors in them name
 * no line then. A program that has called `node.stripdebug(1)` before wants to keep it, and does.
 * Firmware: components/modules/node.c (stripdebug).
 */

const KEEP_ALL = 1;
const STRIP_ALL = 3;

/** As `require`, which the whole project's tools look for; what else is loaded keeps its lines. */
function load(name: string): unknown {
  const level = node.stripdebug();
  if (level > KEEP_ALL) node.stripdebug(STRIP_ALL);
  const [ok, module] = pcall(require, name);
  node.stripdebug(level as 1);
  if (!ok) error(module, 0);
  return module;
}

if (node.stripdebug() > KEEP_ALL) node.stripdebug(STRIP_ALL, load);

export { load as require };
