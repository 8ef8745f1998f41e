/**
 * Code that is needed for a moment only: loaded when it is called, dropped right after. What a
 * callback still holds of it lives as long as that callback.
 */
import * as lean from "./lean";

/** All that is called so, by name. */
interface Modules {
  field_declaration: typeof import("./field_declaration");
  field_store: typeof import("./field_store");
  hex_codec: typeof import("./hex_codec");
  improv: typeof import("./improv");
  improv_commands: typeof import("./improv_commands");
  portal_attempt: typeof import("./portal_attempt");
  portal_chosen: typeof import("./portal_chosen");
  portal_closing: typeof import("./portal_closing");
  portal_fields: typeof import("./portal_fields");
  portal_look: typeof import("./portal_look");
  portal_networks: typeof import("./portal_networks");
  portal_phases: typeof import("./portal_phases");
  portal_routes: typeof import("./portal_routes");
  portal_sealing: typeof import("./portal_sealing");
  portal_waking: typeof import("./portal_waking");
  saved_rejoin: typeof import("./saved_rejoin");
}

type Run = (this: void, ...values: unknown[]) => unknown;
type Values<F> = F extends (this: void, ...values: infer A) => unknown ? A : never;
type Result<F> = F extends (this: void, ...values: never[]) => infer R ? R : never;

function run(module: string, name: string, ...values: unknown[]): unknown {
  const functions = require(module) as Record<string, Run>;
  return functions[name]!(...values);
}

/**
 * Calls one function of a module, and forgets all modules that were loaded for it. They have to do
 * without a state of their own, and to load what they need before they return: what a callback loads
 * later stays. It is exported as `require`: by that word tools find out which module needs which.
 *
 * @returns what the function returns; errors pass through
 */
function call<M extends keyof Modules, K extends keyof Modules[M] & string>(
  module: M,
  name: K,
  ...values: Values<Modules[M][K]>
): Result<Modules[M][K]> {
  const loaded = luaPackage.loaded;
  const before: Record<string, true> = {};
  for (const [known] of pairs(loaded)) before[known] = true;
  const [ok, result] = lean.pcall(run as Run, module, name, ...(values as unknown[]));
  for (const [known] of pairs(loaded)) {
    if (before[known] === undefined) loaded[known] = undefined;
  }
  if (!ok) error(result as string, 0);
  return result as Result<Modules[M][K]>;
}

export { call as require };
