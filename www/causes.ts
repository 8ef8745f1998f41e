/** From the device's word for a failure to ours: the cause, the next step, what to offer. Pure. */
import * as text from "./text";

/** Type again, send the same again, or choose another network. */
export type Offer = "change" | "again" | "other";

export interface Cause {
  says: string;
  step: string;
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

/** The cause for a reason; an unknown or missing one counts as "other". */
export function causeOf(reason: string | undefined): Cause {
  const cause = CAUSES[reason || ""];
  // An object has more names than we gave it, such as "constructor".
  return cause && cause.says ? cause : OTHER;
}
