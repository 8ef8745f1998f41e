/**
 * The task watchdog: Lua that keeps the idle task from running for 5 s resets the chip
 * (CONFIG_ESP_TASK_WDT_PANIC, IDF default). Time is counted in VM instructions; C functions cost
 * nothing here.
 */
import { getFrame, getHook, setHook } from "./native";
import { isSimulator } from "./position";

/** Estimate, generous: a 240 MHz ESP32 does a few thousand instructions in a millisecond. */
const INSTRUCTIONS_PER_MS = 10000;
export const WATCHDOG_TIMEOUT_MS = 5000;
/** Estimate: what the firmware itself spends on dispatching one task. */
const TASK_COST_MS = 0.1;
const HOOK_STEP_INSTRUCTIONS = 10000;

const LIMIT_INSTRUCTIONS = WATCHDOG_TIMEOUT_MS * INSTRUCTIONS_PER_MS;
const TASK_COST_INSTRUCTIONS = TASK_COST_MS * INSTRUCTIONS_PER_MS;

/** @noSelf */
export interface Watchdog {
  /** Begins counting on the running thread; returns what ends it. */
  arm(): () => void;
  /** Counts on a coroutine as well: hooks belong to threads. */
  watch(thread: unknown): void;
  /** The idle task ran. */
  feed(): void;
  /** What the chip's hardware does in no time: its instructions here are none of the program's. */
  uncounted(run: () => void): void;
  /** One task is about to run. True when the time is up. */
  charge(): boolean;
}

/**
 * `bite` raises what the program can't catch; it is called again and again while the program goes
 * on, and only from the program's own lines. `mustStop` says that the chip is down already.
 */
export function createWatchdog(bite: () => void, mustStop: () => boolean): Watchdog {
  let used = 0;

  function onCount(): void {
    used += HOOK_STEP_INSTRUCTIONS;
    if (used < LIMIT_INSTRUCTIONS && !mustStop()) return;
    // The simulator's own code is left to finish what it does to the world.
    const frame = getFrame(2, "S");
    if (frame === undefined || isSimulator(frame)) {
      // Look at each instruction from now on: a loop could be in step with the count.
      setHook!(onCount, "", 1);
      return;
    }
    bite();
  }

  return {
    arm: () => {
      if (setHook === undefined) return () => {};
      const [hook, mask, count] = getHook();
      setHook(onCount, "", HOOK_STEP_INSTRUCTIONS);
      return () => {
        setHook!(hook, mask, count);
      };
    },
    watch: (thread) => {
      if (setHook !== undefined) setHook(thread, onCount, "", HOOK_STEP_INSTRUCTIONS);
    },
    uncounted: (run) => {
      if (setHook === undefined) {
        run();
        return;
      }
      const [hook, mask, count] = getHook();
      setHook();
      run();
      setHook(hook, mask, count);
    },
    feed: () => {
      used = 0;
    },
    charge: () => {
      used += TASK_COST_INSTRUCTIONS;
      return used >= LIMIT_INSTRUCTIONS;
    },
  };
}
