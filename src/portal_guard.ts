/**
 * Who may try to join: so many tries at a time, and with a setup code only who knows it. Pure.
 * A code of six digits is beyond guessing at this pace: a million tries take 115 days.
 */

/** Tries that a person may need in one go. */
const MAX_TRIES = 6;
/** Then one more after so long. */
const SECONDS_PER_TRY = 10;

export interface Guard {
  /** What the label says; nothing when everybody may try. */
  readonly code: string | undefined;
  triesLeft: number;
  secondsToNext: number;
}

/** Why somebody may not try, for the answer. */
export interface Objection {
  readonly status: 403 | 429;
  readonly reason: "wrong-code" | "too-many-tries";
  readonly message: string;
  /** When to come again. */
  readonly retrySeconds?: number;
}

/**
 * Takes as long for a near miss as for any other text, so that time tells nothing.
 *
 * @example isSame("481516", given)
 */
export function isSame(secret: string, given: string): boolean {
  let difference = Math.abs(secret.length - given.length);
  for (const at of $range(1, secret.length)) {
    const byte = string.byte(given, at) as number | undefined;
    difference += Math.abs(string.byte(secret, at) - (byte ?? 0));
  }
  return difference === 0;
}

/** @param code 6 to 32 characters, or nothing */
export function createGuard(code: string | undefined): Guard {
  return { code, triesLeft: MAX_TRIES, secondsToNext: SECONDS_PER_TRY };
}

/** A second went by. */
export function tickGuard(guard: Guard): void {
  guard.secondsToNext -= 1;
  if (guard.secondsToNext > 0) return;
  guard.secondsToNext = SECONDS_PER_TRY;
  guard.triesLeft = Math.min(MAX_TRIES, guard.triesLeft + 1);
}

/** A try was made. */
export function spendTry(guard: Guard): void {
  if (guard.triesLeft === MAX_TRIES) guard.secondsToNext = SECONDS_PER_TRY;
  guard.triesLeft -= 1;
}

/** Nothing when this one may try. A wrong code counts as a try. */
export function objectionTo(guard: Guard, givenCode: string | undefined): Objection | undefined {
  if (guard.triesLeft <= 0) {
    return {
      status: 429,
      reason: "too-many-tries",
      message: `Too many tries. Wait ${guard.secondsToNext} seconds, then try again.`,
      retrySeconds: guard.secondsToNext,
    };
  }
  if (guard.code === undefined || isSame(guard.code, givenCode ?? "")) return undefined;
  spendTry(guard);
  return {
    status: 403,
    reason: "wrong-code",
    message: "The setup code is not right. It stands on the label of the device.",
  };
}
