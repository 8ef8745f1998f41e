/**
 * The device time that running Lua takes, and the task watchdog: Lua that keeps the idle task from
 * running for 5 s resets the chip (CONFIG_ESP_TASK_WDT_PANIC, IDF default). The program's VM
 * instructions are counted, by samples; firmware functions cost nothing here.
 */
import { getFrame, getHook, setHook } from "./native";
import { isSimulator } from "./position";

/** Estimate: an instruction takes some 80 cycles of an ESP32 at 160 MHz. */
export const INSTRUCTIONS_PER_MS = 2000;
const WATCHDOG_TIMEOUT_MS = 5000;
/** Estimate: what the firmware itself spends on dispatching one task. */
const TASK_COST_INSTRUCTIONS = INSTRUCTIONS_PER_MS / 50;
/** Who runs every so many instructions has run them all. A prime: few loops are in step with it. */
const SAMPLE_INSTRUCTIONS = 997;

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
  /** The firmware's own code calculates for so long, an estimate. */
  calculate(durationMs: number): void;
  /** One task is about to run. True when the time is up. */
  charge(): boolean;
}

/** @noSelf */
export interface Watched {
  /** The program was busy for so long. */
  spend(durationMs: number): void;
  /** Raises what the program can't catch; only called from the program's own lines. */
  bite(): void;
  /** The chip is down already: `bite` is called again and again while the program goes on. */
  mustStop(): boolean;
}

export function createWatchdog({ spend, bite, mustStop }: Watched): Watchdog {
  let busyMs = 0;
  /** Not yet a millisecond. */
  let instructions = 0;

  /** True when the time is up. */
  function take(count: number): boolean {
    instructions += count;
    const elapsedMs = Math.floor(instructions / INSTRUCTIONS_PER_MS);
    if (elapsedMs > 0) {
      instructions -= elapsedMs * INSTRUCTIONS_PER_MS;
      busyMs += elapsedMs;
      spend(elapsedMs);
    }
    return busyMs >= WATCHDOG_TIMEOUT_MS;
  }

  function onCount(): void {
    const frame = getFrame(2, "S");
    if (frame === undefined || isSimulator(frame)) {
      // The simulator's own code is left to finish what it does to the world. After that look at each
      // instruction: the program has none left.
      if (mustStop()) setHook!(onCount, "", 1);
      return;
    }
    if (mustStop() || take(SAMPLE_INSTRUCTIONS) || mustStop()) bite();
    // Counts anew: the instructions of this function were counted as well.
    setHook!(onCount, "", SAMPLE_INSTRUCTIONS);
  }

  return {
    arm: () => {
      if (setHook === undefined) return () => {};
      const [hook, mask, count] = getHook();
      setHook(onCount, "", SAMPLE_INSTRUCTIONS);
      return () => {
        setHook!(hook, mask, count);
      };
    },
    watch: (thread) => {
      if (setHook !== undefined) setHook(thread, onCount, "", SAMPLE_INSTRUCTIONS);
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
    calculate: (durationMs) => {
      busyMs += durationMs;
      spend(durationMs);
    },
    feed: () => {
      busyMs = 0;
    },
    charge: () => take(TASK_COST_INSTRUCTIONS),
  };
}
