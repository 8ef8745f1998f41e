/** How the firmware calls a callback of the program. Source: lua-5.3/lauxlib.c (luaL_pcallx). */
import type { Kernel } from "./chip";
import { handOver } from "./heap";
import { bind, callWithHandler, type Multi } from "./native";

/** What the firmware made for the callback takes the program's heap. */
const withOwnArguments: Multi = (callback: Multi, ...args) => callback(...handOver(...args));

/** Its first result; undefined after an error, which the onerror function hears of. */
export function callProgram(kernel: Kernel, callback: Multi, ...args: unknown[]): unknown {
  const { errors, nesting } = kernel;
  const level = nesting.enter();
  let reported = false;
  const [ok, result] = callWithHandler(
    bind(withOwnArguments, callback, ...args),
    (thrown: unknown) => {
      reported = true;
      return errors.handle(thrown);
    },
  );
  // The VM calls no handler when memory is out.
  if (ok !== true && !reported) errors.reportMemory();
  nesting.leave(level);
  kernel.checkDown();
  return ok === true ? result : undefined;
}
