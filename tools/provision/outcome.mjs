/** How a setup can end: a word for programs, a sentence for people, an exit code for scripts. Pure. */

export const EXIT = {
  ok: 0,
  failed: 1,
  wrongUsage: 2,
  wrongPassword: 3,
  notFound: 4,
  unreachable: 5,
  interrupted: 130,
};

const CODES = {
  "password-needed": EXIT.wrongUsage,
  "code-needed": EXIT.wrongUsage,
  "wrong-password": EXIT.wrongPassword,
  "not-found": EXIT.notFound,
  unreachable: EXIT.unreachable,
  "no-device": EXIT.unreachable,
  "other-device": EXIT.unreachable,
  lost: EXIT.unreachable,
  interrupted: EXIT.interrupted,
};

/** What the system says of a connection that was not made, in words. */
const TROUBLES = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection broke off",
  EHOSTUNREACH: "there is no way there",
  ENETUNREACH: "there is no way there",
  ENOTFOUND: "nobody has this name",
  EAI_AGAIN: "nobody has this name",
  ETIMEDOUT: "no answer in time",
};

/** What to try, for a board, for one that needs no setup, and for the simulator. */
const whereToFind =
  "join the device's access point first; one that is set up already has none, and a simulated one " +
  "is at the address that make sim prints (--device)";

/** `what` has the names that a sentence needs: device (its address), id, ssid, and what is said of each. */
const SENTENCES = {
  // Words of the device.
  "wrong-password": ({ ssid }) =>
    `${ssid} did not accept the password: check every letter, capitals count.`,
  "not-found": ({ ssid }) =>
    `${ssid} was not found: is the router on, and the name right? The device finds only 2.4 GHz ` +
    "networks; --list shows them.",
  "no-address": ({ ssid }) =>
    `${ssid} let the device in but gave it no address: restart the router, check that DHCP is on.`,
  enterprise: ({ ssid }) =>
    `${ssid} asks for a user name too, which the device can't give: take another network.`,
  "signal-lost": ({ ssid }) =>
    `The signal of ${ssid} is too weak or broke off: move the device closer to the router.`,
  other: ({ ssid, code }) =>
    `${ssid} refused the device${code ? ` (reason ${code})` : ""}: try again, then restart the router.`,
  "wrong-code": () =>
    "The setup code is not right: it stands on the label of the device; give that one.",
  "too-many-tries": () => "The device takes no more tries for now: wait a minute, then try again.",
  "bad-seal": () =>
    "The device could not open what was sealed, several times: restart it, and try again.",
  "not-sealed": () =>
    "The device takes a sealed password only, but has no key now: restart it, and try again.",
  // Words of ours.
  refused: ({ said }) => `The device did not take that: ${said}`,
  restarted: ({ ssid }) =>
    `The device stopped before it had joined ${ssid}: it may have lost power; try again.`,
  busy: () => "Somebody else is setting the device up: wait until that has ended, then try again.",
  "already-joined": ({ joined }) =>
    `The device has just joined ${joined} for somebody else: nothing was sent to it.`,
  "password-needed": ({ ssid }) =>
    `${ssid} needs a password: give --password-file FILE or --password-stdin.`,
  "code-needed": () => "The device asks for its setup code: give --code-file FILE or --code-stdin.",
  "no-key": () =>
    "The device has no key to seal the password with (its firmware may lack sodium): nothing was sent.",
  "wrong-fingerprint": ({ found }) =>
    `The device's key is another one, ${found}: it may be an impostor; nothing was sent.`,
  unreachable: ({ device, trouble }) =>
    `${device} does not answer (${TROUBLES[trouble] ?? trouble}): ${whereToFind}.`,
  "no-device": ({ device }) => `${device} answers, but not as a device in setup: ${whereToFind}.`,
  "other-device": ({ device, found, id }) =>
    id === undefined
      ? `${device} is ${found} still: join the access point of the next device.`
      : `${device} is ${found}, not ${id}: join the access point of ${id}.`,
  lost: ({ ssid }) =>
    `The device went silent while it joined ${ssid}: look whether it is there; if its access point is, ` +
    "join that and try again.",
  interrupted: ({ sent }) =>
    sent
      ? "Stopped: the device goes on by itself with what it was sent."
      : "Stopped: no password was sent.",
  "not-tried": () => "Not tried: stopped before.",
};

export const REASONS = Object.keys(SENTENCES);

/** Ends the setup of one device. */
export class SetupFailure extends Error {
  /** @param {string} reason a word of SENTENCES @param {object} what see SENTENCES */
  constructor(reason, what = {}) {
    super(reason);
    this.reason = reason;
    this.what = what;
  }
}

/** Why there is no device yet, in a few words. */
export function shortOf(reason, { trouble, found }) {
  if (reason === "unreachable") return TROUBLES[trouble] ?? trouble;
  return reason === "other-device" ? `${found} is there` : "no device in setup answers";
}

/** @returns {string} one sentence that says what happened and what to do */
export function sentenceOf(reason, what) {
  return SENTENCES[reason](what);
}

/** The device's word for a failure, or the one for those that it does not know yet. */
export function knownReason(reason) {
  return Object.hasOwn(SENTENCES, reason ?? "") ? reason : "other";
}

/** @param {({ok: boolean, reason?: string})[]} outcomes one for each device */
export function exitCodeOf(outcomes) {
  if (outcomes.some(({ reason }) => reason === "interrupted")) return EXIT.interrupted;
  if (outcomes.every(({ ok }) => ok)) return EXIT.ok;
  return outcomes.length === 1 ? (CODES[outcomes[0].reason] ?? EXIT.failed) : EXIT.failed;
}
