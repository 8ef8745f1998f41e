/**
 * Keeps errors away from the firmware's error handler, which restarts the chip. Every function that
 * the firmware calls goes through here once; nothing else needs a pcall for what a peer can cause.
 */
import { warning } from "./logger";

/** Without memory even the log line can fail. */
function tell(component: string, problem: unknown): void {
  pcall(warning, component, "%s", tostring(problem));
}

/**
 * Calls run; an error becomes a log line.
 *
 * @param component whose name stands before the log line
 * @returns whether all went well
 * @example
 * if not require("guard").attempt("relay", switchOn) then print("the relay failed") end
 */
export function attempt(component: string, run: () => void): boolean {
  const [ok, problem] = pcall(run);
  if (!ok) tell(component, problem);
  return ok;
}

/**
 * The same function, but one that never raises: an error becomes a log line. It returns nothing.
 *
 * @param component whose name stands before the log line
 * @example socket:on("receive", require("guard").guarded("echo", onReceive))
 */
export function guarded<A extends unknown[]>(
  component: string,
  run: (this: void, ...values: A) => void,
): (this: void, ...values: A) => void {
  return (...values: A) => {
    const [ok, problem] = pcall(run, ...values);
    if (!ok) tell(component, problem);
  };
}
