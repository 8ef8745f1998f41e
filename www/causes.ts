/** From the device's word for a failure to ours: the cause, the next step, what to offer. Pure. */
import * as text from "./text";
import type { Text } from "./text";

/** Type again, send the same again, or choose another network. */
export type Offer = "change" | "again" | "other";

export interface Cause {
  says: Text;
  step: Text;
  /** The buttons below, the most helpful one first. */
  offers: Offer[];
}

const RETRY: Offer[] = ["again", "change", "other"];
const OTHER: Cause = { says: text.otherFailed, step: text.otherStep, offers: RETRY };

const CAUSES: Record<string, Cause> = {
  "wrong-password": {
    says: text.wrongPassword,
    step: text.wrongPasswordStep,
    offers: ["change", "other"],
  },
  "not-found": { says: text.notFound, step: text.notFoundStep, offers: RETRY },
  "no-address": { says: text.noAddress, step: text.noAddressStep, offers: RETRY },
  enterprise: { says: text.enterpriseFailed, step: text.enterpriseStep, offers: ["other"] },
  "signal-lost": { says: text.signalLost, step: text.signalLostStep, offers: RETRY },
  // Ours, not the device's: it answers, but knows nothing of the attempt any more.
  restarted: { says: text.restarted, step: text.restartedStep, offers: RETRY },
};

/** What there was against a try, for the form. */
const TROUBLES: Record<string, Text> = {
  "wrong-code": text.wrongCode,
  "too-many-tries": text.tooManyTries,
  "not-sealed": text.sealedOnly,
  // Ours, not the device's.
  "new-key": text.newKey,
  unsealed: text.unsealed,
};

/** What to say in the form; whatever has no word of its own is a slip in what was typed. */
export function troubleOf(reason: string): Text {
  return TROUBLES[reason] || text.refused;
}

/** The cause for a reason; an unknown or missing one counts as "other". */
export function causeOf(reason: string | undefined): Cause {
  const cause = CAUSES[reason || ""];
  // An object has more names than we gave it, such as "constructor".
  return cause && cause.says ? cause : OTHER;
}
