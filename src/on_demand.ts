/**
 * Code that is needed for a moment only: loaded when it is called for, dropped right after. What a
 * callback still holds of it lives as long as that callback.
 */

/**
 * Calls run, and forgets all modules that it loaded. They have to do without a state of their own,
 * and run has to load before it returns: what a callback loads later stays.
 *
 * @param run says `require("name")` and uses what it gets
 * @param values what run is called with
 * @returns what run returns; errors pass through
 */
export function onDemand<A extends unknown[], R>(
  run: (this: void, ...values: A) => R,
  ...values: A
): R {
  const loaded = luaPackage.loaded;
  const before: Record<string, boolean> = {};
  for (const [name] of pairs(loaded)) before[name] = true;
  const [ok, result] = pcall(run, ...values);
  for (const [name] of pairs(loaded)) {
    if (before[name] === undefined) loaded[name] = undefined;
  }
  if (!ok) error(result, 0);
  return result;
}
