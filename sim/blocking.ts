/**
 * How the firmware's C code waits: in the Lua task, which then does nothing else, or in a FreeRTOS
 * task of its own. The same code runs in both.
 */
import type { Kernel } from "./chip";
import { throwError, type Multi } from "./native";

export type Condition = () => boolean;

/** @noSelf */
export interface Thread {
  /** Waits for the condition, for ever without a time limit. Returns whether it came true. */
  wait(condition: Condition, timeoutMs?: number): boolean;
  /** Something has happened: look at the condition again. */
  wake(): void;
}

/** The Lua task itself: callbacks of alarms run meanwhile, tasks do not. */
export function createLuaTask(kernel: Kernel): Thread {
  return {
    wait: (condition, timeoutMs) => {
      if (condition()) return true;
      let expired = false;
      const alarm =
        timeoutMs === undefined
          ? undefined
          : kernel.clock.after(timeoutMs, () => {
              expired = true;
            });
      kernel.blockUntil(() => expired || condition());
      alarm?.cancel();
      return condition();
    },
    wake: () => {},
  };
}

/** Starts a task beside the Lua task. It gets its own thread, and runs until it waits. */
export function startTask(kernel: Kernel, run: (this: void, thread: Thread) => void): void {
  let running = false;

  function resume(): void {
    if (running || kernel.isDown() || coroutine.status(routine) === "dead") return;
    running = true;
    const [resumed, problem] = (coroutine.resume as unknown as Multi)(routine);
    running = false;
    if (resumed !== true) throwError(problem, 0);
  }

  const thread: Thread = {
    wait: (condition, timeoutMs) => {
      let expired = false;
      const alarm =
        timeoutMs === undefined
          ? undefined
          : kernel.clock.after(timeoutMs, () => {
              expired = true;
              resume();
            });
      while (!expired && !condition()) coroutine.yield();
      alarm?.cancel();
      return condition();
    },
    wake: resume,
  };
  const routine = coroutine.create(() => {
    run(thread);
  });
  resume();
}
