/**
 * The time since boot in milliseconds, for waits that a timer of the firmware measures.
 *
 * Nothing on the chip tells it: the timer says how long a wait was to be, but not how late its call
 * comes; node.uptime says that, but is a float of 24 bits, coarse with age. So a wait counts as what
 * it was set to, unless the uptime contradicts by more than it can err: even from wait to wait, and
 * never further off than the uptime.
 */
import { uptimeUs } from "./chip";

export const DAY_MS = 86400000;
/** The clock starts anew after 8 days: so no sum of two times outgrows 32 bits. */
const CYCLE_MS = 8 * DAY_MS;
/** Whole, unlike a quotient. */
const HALF_CYCLE_MS = 4 * DAY_MS;
/** The firmware's timers count in steps; one is their shortest delay. */
export const STEP_MS = 10;
/** Microseconds by this are four roundings of theirs, in ms. */
const UPTIME_PRECISION = 4e9;

/** Milliseconds from one time to another, less than four days apart; negative when that is earlier. */
export function between(fromMs: number, toMs: number): number {
  // In Lua a remainder is never negative.
  return ((toMs - fromMs + HALF_CYCLE_MS) % CYCLE_MS) - HALF_CYCLE_MS;
}

export function later(timeMs: number, byMs: number): number {
  return (timeMs + byMs) % CYCLE_MS;
}

/**
 * Tells the time.
 *
 * @param expectedMs what it is by the timer that just fired; nothing when none did
 * @param sinceMs what it was not long ago: never goes back before that
 */
export function tellTime(expectedMs: number | undefined, sinceMs: number | undefined): number {
  const us = uptimeUs();
  const readMs = Math.floor((us / 1000) % CYCLE_MS);
  const errorMs = STEP_MS + us / UPTIME_PRECISION;
  if (expectedMs !== undefined && Math.abs(between(expectedMs, readMs)) <= errorMs) {
    return expectedMs;
  }
  return sinceMs !== undefined && between(sinceMs, readMs) < 0 ? sinceMs : readMs;
}
