/** How a setup ends: what it took is given back, then the program is told. */
import { post } from "./chip";
import * as lean from "./lean";
import type { ConnectionInfo, Options } from "./options";
import { goBack } from "./setup_link";
import type { SetupState } from "./setup_phase";
import type { OnDone, Reason } from "./wifi_setup";

function warn(problem: unknown): void {
  const { loaded } = luaPackage;
  const present = loaded["logger"];
  const logger = lean.require("logger") as typeof import("./logger");
  loaded["logger"] = present;
  logger.warning("done", "%s", tostring(problem));
}

/** Gives the modules back, then tells done, whose errors are a log line. */
export function finish(
  state: SetupState,
  done: OnDone | undefined,
  info: ConnectionInfo | undefined,
  reason: Reason | undefined,
): void {
  const { release } = lean.require("setup_phase") as typeof import("./setup_phase");
  // Not from here: the functions of those modules are still running.
  post(() => {
    pcall(release);
    collectgarbage();
    collectgarbage();
    state.busy = undefined;
    if (done === undefined) return;
    const [ok, problem] = pcall(done, info, reason);
    if (!ok) pcall(warn, problem);
  });
}

/** The same for a portal that has closed, or for an attempt; without a network back to what was. */
export function end(
  state: SetupState,
  options: Options,
  done: OnDone | undefined,
  info: ConnectionInfo | undefined,
  reason: Reason | undefined,
): void {
  if (state.saved?.restarts === true && info !== undefined) {
    const planned = lean.require("planned_restart") as typeof import("./planned_restart");
    return planned.restart("the address of the device changes");
  }
  state.saved = undefined;
  if (info === undefined) goBack(options);
  finish(state, done, info, reason);
}
