/** What happened, in order: one table per event, with the device's time. */
import type { Clock, Trace, TraceEvent } from "./contract";

export function createTrace(clock: Clock, onTrace?: (event: TraceEvent) => void): Trace {
  return {
    emit: (name, fields) => {
      if (onTrace === undefined) return;
      const event: TraceEvent = { event: name, atMs: clock.nowMs() };
      if (fields !== undefined) {
        for (const [key, value] of pairs(fields)) event[key] = value;
      }
      onTrace(event);
    },
  };
}
