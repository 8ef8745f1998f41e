/**
 * Who may try to join: so many tries at a time, and with a setup code only who knows it. Pure.
 * A code of six digits is beyond guessing at this pace: a million tries take 115 days.
 */

/** Tries that a person may need in one go, and the one that is kept for somebody else. */
const MAX_TRIES = 7;
/** Then one more after so long. */
const SECONDS_PER_TRY = 10;
/** Who was told to wait has so long to come again: who made it wait gives way. */
const TURN_SECONDS = 20;

export interface Guard {
  /** What the label says; nothing when everybody may try. */
  readonly code: string | undefined;
  triesLeft: number;
  secondsToNext: number;
  /** The address of who made the last try. The last one that is left is not for this one. */
  lastPeer: string | undefined;
  /** Who waits for the end of that one's attempt, and how long its turn is kept. */
  waitingPeer?: string | undefined;
  turnSeconds?: number;
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
  return { code, triesLeft: MAX_TRIES, secondsToNext: SECONDS_PER_TRY, lastPeer: undefined };
}

/** Somebody was told to wait for the end of an attempt: the first of them has its turn then. */
export function keepTurn(guard: Guard, peerIp: string): void {
  if (guard.lastPeer !== peerIp) guard.waitingPeer ??= peerIp;
  if (guard.waitingPeer === peerIp) guard.turnSeconds = TURN_SECONDS;
}

/** A second went by. */
export function tickGuard(guard: Guard): void {
  if (guard.waitingPeer !== undefined) {
    guard.turnSeconds = guard.turnSeconds! - 1;
    if (guard.turnSeconds <= 0) guard.waitingPeer = undefined;
  }
  guard.secondsToNext -= 1;
  if (guard.secondsToNext > 0) return;
  guard.secondsToNext = SECONDS_PER_TRY;
  guard.triesLeft = Math.min(MAX_TRIES, guard.triesLeft + 1);
}

/** So many seconds went by since it was last looked at. */
export function passTime(guard: Guard, seconds: number): void {
  // After so long it is full again, and then the seconds count for nothing.
  for (const _ of $range(1, Math.min(seconds, MAX_TRIES * SECONDS_PER_TRY))) tickGuard(guard);
}

/** A try was made from this address. */
export function spendTry(guard: Guard, peerIp: string): void {
  guard.lastPeer = peerIp;
  if (guard.waitingPeer === peerIp) guard.waitingPeer = undefined;
  if (guard.triesLeft === MAX_TRIES) guard.secondsToNext = SECONDS_PER_TRY;
  guard.triesLeft -= 1;
}

/** How long this one has to wait for a try; who goes on trying leaves one to the next who comes. */
function secondsToTry(guard: Guard, peerIp: string): number {
  const wasLast = guard.lastPeer === peerIp;
  const missing = (wasLast ? 2 : 1) - guard.triesLeft;
  if (missing > 0) return guard.secondsToNext + (missing - 1) * SECONDS_PER_TRY;
  return wasLast && guard.waitingPeer !== undefined ? guard.turnSeconds! : 0;
}

/** Nothing when who is at this address may try. A wrong code counts as a try. */
export function objectionTo(
  guard: Guard,
  givenCode: string | undefined,
  peerIp: string,
): Objection | undefined {
  const seconds = secondsToTry(guard, peerIp);
  if (seconds > 0) {
    return {
      status: 429,
      reason: "too-many-tries",
      message: `Too many tries, or others wait. Wait ${seconds} seconds, then try again.`,
      retrySeconds: seconds,
    };
  }
  if (guard.code === undefined || isSame(guard.code, givenCode ?? "")) return undefined;
  spendTry(guard, peerIp);
  return {
    status: 403,
    reason: "wrong-code",
    message: "The setup code is not right. It stands on the label of the device.",
  };
}
