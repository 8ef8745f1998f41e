/**
 * Keeps errors away from the firmware's error handler, which restarts the chip. Every function that
 * the firmware calls goes through here once; nothing else needs a pcall for what a peer can cause.
 */
import { warning } from "./logger";

/** Calls run; an error becomes a log line. Tells whether all went well. */
export function attempt(component: string, run: () => void): boolean {
  const [ok, problem] = pcall(run);
  if (!ok) warning(component, "%s", tostring(problem));
  return ok;
}

/**
 * The same function, but one that never raises.
 *
 * @example socket.on("receive", guarded("http", onReceive));
 */
export function guarded<A extends unknown[]>(
  component: string,
  run: (this: void, ...values: A) => void,
): (this: void, ...values: A) => void {
  return (...values: A) => {
    const [ok, problem] = pcall(run, ...values);
    if (!ok) warning(component, "%s", tostring(problem));
  };
}
