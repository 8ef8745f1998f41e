/** pcall and xpcall of the program: they can't keep a chip up that went down. */
import type { Kernel } from "./chip";
import { workForCaller } from "./heap";
import { bind, call, callWithHandler, setEnvironment, type Multi } from "./native";

workForCaller();

/** @noSelf */
export interface ProtectedCalls {
  pcall: Multi;
  xpcall: Multi;
}

export function createProtectedCalls(kernel: Kernel): ProtectedCalls {
  const { nesting, checkDown, isDown } = kernel;

  const finish: Multi = (level, ...results) => {
    nesting.leave(level);
    checkDown();
    return $multi(...results);
  };

  return {
    pcall: (...args) => finish(nesting.enter(), ...call(...args)),

    xpcall: (run, handler, ...args) => {
      const handle = (thrown: unknown): unknown =>
        isDown() ? thrown : (handler as (thrown: unknown) => unknown)(thrown);
      // 5.1 passes no arguments on.
      const target = setEnvironment === undefined ? run : bind(run, ...args);
      return finish(nesting.enter(), ...callWithHandler(target, handle, ...args));
    },
  };
}
