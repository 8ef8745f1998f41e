/** From the device's word for a failure to ours: the cause, the next step, what to offer. Pure. */
import type { TextKey } from "./text";

/** Type again, send the same again, or choose another network. */
export type Offer = "change" | "again" | "other";

export interface Cause {
  says: TextKey;
  step: TextKey;
  /** The buttons below, the most helpful one first. */
  offers: Offer[];
}

const RETRY: Offer[] = ["again", "change", "other"];
const OTHER: Cause = { says: "otherFailed", step: "otherStep", offers: RETRY };

const CAUSES: Record<string, Cause> = {
  "wrong-password": {
    says: "wrongPassword",
    step: "wrongPasswordStep",
    offers: ["change", "other"],
  },
  "not-found": { says: "notFound", step: "notFoundStep", offers: RETRY },
  "no-address": { says: "noAddress", step: "noAddressStep", offers: RETRY },
  enterprise: { says: "enterpriseFailed", step: "enterpriseStep", offers: ["other"] },
  "signal-lost": { says: "signalLost", step: "signalLostStep", offers: RETRY },
  // Ours, not the device's: it answers, but knows nothing of the attempt any more.
  restarted: { says: "restarted", step: "restartedStep", offers: RETRY },
};

/** The cause for a reason; an unknown or missing one counts as "other". */
export function causeOf(reason: string | undefined): Cause {
  const cause = CAUSES[reason || ""];
  // An object has more names than we gave it, such as "constructor".
  return cause && cause.says ? cause : OTHER;
}
