/**
 * Delays and ticks on the firmware's timers: the only file that says `tmr.`.
 * A timer of less than 10 ms aborts the chip, and 6870947 ms is the longest one.
 * Firmware: components/modules/tmr.c.
 */
import { guarded } from "./guard";

const SHORTEST_MS = 10;
const LONGEST_MS = 6870947;

/** A running timer. */
export interface Timer {
  /**
   * Stops it; a second call does nothing.
   *
   * @example ticker.stop()
   */
  stop(this: void): void;
  /**
   * Runs it anew from now on, also when it has fired or was stopped.
   *
   * @param delayMs as of after
   * @example ticker.restart(500)
   */
  restart(this: void, delayMs: number): void;
}

function start(delayMs: number, mode: number, run: () => void): Timer {
  const timer = tmr.create();
  const onAlarm = guarded("timer", run);
  const restart = (ms: number) => {
    const inRangeMs = Math.floor(Math.max(SHORTEST_MS, Math.min(LONGEST_MS, ms)));
    timer.alarm(inRangeMs, mode as 0 | 1, onAlarm);
  };
  restart(delayMs);
  return {
    stop: () => {
      timer.unregister();
    },
    restart,
  };
}

/**
 * Calls run once. An error in it becomes a log line.
 *
 * @param delayMs 10 to 6870947; what is outside becomes the nearest of them, and fractions are
 *   dropped
 * @param run called without arguments; what it returns is of no matter
 * @example require("timer").after(1500, function() print("later") end)
 */
export function after(delayMs: number, run: () => void): Timer {
  return start(delayMs, tmr.ALARM_SINGLE, run);
}

/**
 * Calls run again and again. An error in it becomes a log line, and it goes on.
 *
 * @param intervalMs as delayMs of after
 * @param run as of after
 * @example local ticker = require("timer").every(1000, function() print("tick") end)
 */
export function every(intervalMs: number, run: () => void): Timer {
  return start(intervalMs, tmr.ALARM_AUTO, run);
}
