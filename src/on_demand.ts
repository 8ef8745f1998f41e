/**
 * Code that is needed for a moment only: loaded when it is called, dropped right after. What a
 * callback still holds of it lives as long as that callback.
 */
import * as lean from "./lean";

type Run = (this: void, ...values: unknown[]) => unknown;
type Values<F> = F extends (this: void, ...values: infer A) => unknown ? A : never;
type Result<F> = F extends (this: void, ...values: never[]) => infer R ? R : never;

function call(load: () => unknown, name: string, ...values: unknown[]): unknown {
  const module = load() as Record<string, Run>;
  return module[name]!(...values);
}

/**
 * Calls one function of a module, and forgets all modules that were loaded for it. They have to do
 * without a state of their own, and to load what they need before they return: what a callback loads
 * later stays.
 *
 * @param load says `require("name")`, a word that tools can find
 * @returns what the function returns; errors pass through
 */
export function onDemand<M, K extends keyof M & string>(
  load: () => M,
  name: K,
  ...values: Values<M[K]>
): Result<M[K]> {
  const loaded = luaPackage.loaded;
  const before: Record<string, boolean> = {};
  for (const [known] of pairs(loaded)) before[known] = true;
  const [ok, result] = lean.pcall(call as Run, load, name, ...(values as unknown[]));
  for (const [known] of pairs(loaded)) {
    if (before[known] === undefined) loaded[known] = undefined;
  }
  if (!ok) error(result as string, 0);
  return result as Result<M[K]>;
}
