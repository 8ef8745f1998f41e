/** Alarms of one boot of the chip: they stop when it goes down, and stand still in light sleep. */
import type { Alarm, Clock, Run } from "./contract";

interface Pending {
  readonly run: Run;
  dueAtMs: number;
  alarm: Alarm | undefined;
}

/** @noSelf */
export interface ChipClock extends Clock {
  cancelAll(): void;
  /** Stops all alarms; returns what lets them go on with the time that they had left. */
  freeze(): Run;
}

/** `guard` runs what an alarm does. */
export function createChipClock(world: Clock, guard: (this: void, run: Run) => void): ChipClock {
  const waiting = new LuaTable<Pending, boolean>();

  function arm(pending: Pending): void {
    pending.alarm = world.after(pending.dueAtMs - world.nowMs(), () => {
      waiting.delete(pending);
      guard(pending.run);
    });
  }

  function all(): Pending[] {
    const list: Pending[] = [];
    for (const [pending] of waiting) list.push(pending);
    // Those of the same moment stay in no certain order: the table has none.
    table.sort(list, (a, b) => a.dueAtMs < b.dueAtMs);
    return list;
  }

  return {
    nowMs: world.nowMs,
    after: (delayMs, run) => {
      const dueAtMs = world.nowMs() + Math.max(0, Math.floor(delayMs));
      const pending: Pending = { run, dueAtMs, alarm: undefined };
      waiting.set(pending, true);
      arm(pending);
      return {
        cancel: () => {
          waiting.delete(pending);
          pending.alarm?.cancel();
        },
      };
    },
    cancelAll: () => {
      for (const pending of all()) pending.alarm?.cancel();
    },
    freeze: () => {
      const frozenAtMs = world.nowMs();
      const frozen = all();
      for (const pending of frozen) pending.alarm?.cancel();
      return () => {
        for (const pending of frozen) {
          pending.dueAtMs += world.nowMs() - frozenAtMs;
          if (waiting.has(pending)) arm(pending);
        }
      };
    },
  };
}
