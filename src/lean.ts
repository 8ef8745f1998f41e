/**
 * Loads modules of ours without debug information, which is a third of their heap: errors in them name
 * no line then. A program that has called `node.stripdebug(1)` before wants to keep it, and does.
 * Firmware: components/modules/node.c (stripdebug).
 */

const KEEP_ALL = 1;
const STRIP_ALL = 3;

type Run = (this: void, ...values: unknown[]) => unknown;

/** What setup_phase has to remember. */
export const marks: {
  /** While a setup is going on: the modules that were there before; it may still need them. */
  programs?: string | undefined;
} = {};

/** As pcall; what is loaded meanwhile is stripped, and nothing else. */
function call(run: Run, ...values: unknown[]): LuaMultiReturn<[boolean, unknown]> {
  const level = node.stripdebug();
  if (level > KEEP_ALL) node.stripdebug(STRIP_ALL);
  const [ok, result] = pcall(run, ...values);
  node.stripdebug(level as 1);
  return $multi(ok, result);
}

/** As Lua's own `require`, and exported by that name: by it tools find out which module needs which. */
function load(name: string): unknown {
  const [ok, module] = call(require as Run, name);
  if (!ok) error(module as string, 0);
  return module;
}

// These themselves, which have been compiled by now.
if (node.stripdebug() > KEEP_ALL) {
  node.stripdebug(STRIP_ALL, call);
  node.stripdebug(STRIP_ALL, load);
}

export { call as pcall, load as require };
