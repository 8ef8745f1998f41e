/** Virtual milliseconds: alarms in order of their time, and of their making when it is the same. */
import type { Alarm, Run, WorldClock } from "./contract";

interface Pending {
  dueAtMs: number;
  run: Run | undefined;
}

/** `afterEach` runs after every alarm: the device pumps its tasks there. */
export function createClock(afterEach?: Run): WorldClock {
  let now = 0;
  const waiting: Pending[] = [];

  function insert(pending: Pending): void {
    let position = waiting.length;
    while (position > 0 && waiting[position - 1]!.dueAtMs > pending.dueAtMs) position -= 1;
    table.insert(waiting, position + 1, pending);
  }

  function dropCancelled(): void {
    while (waiting.length > 0 && waiting[0]!.run === undefined) table.remove(waiting, 1);
  }

  function runFirst(): void {
    const first = table.remove(waiting, 1)!;
    // A program that blocks lets time pass inside an alarm: never step back.
    now = Math.max(now, first.dueAtMs);
    const run = first.run;
    first.run = undefined;
    if (run !== undefined) run();
    if (afterEach !== undefined) afterEach();
  }

  const clock: WorldClock = {
    nowMs: () => now,

    after: (delayMs, run): Alarm => {
      const pending: Pending = { dueAtMs: now + Math.max(0, Math.floor(delayMs)), run };
      insert(pending);
      return {
        cancel: () => {
          pending.run = undefined;
        },
      };
    },

    nextDueMs: () => {
      dropCancelled();
      return waiting.length === 0 ? undefined : waiting[0]!.dueAtMs;
    },

    runUntil: (untilMs) => {
      let dueAtMs = clock.nextDueMs();
      while (dueAtMs !== undefined && dueAtMs <= untilMs) {
        runFirst();
        dueAtMs = clock.nextDueMs();
      }
      now = Math.max(now, untilMs);
    },
  };
  return clock;
}
