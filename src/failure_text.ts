/** What a failed attempt means for the person at the phone. English; the page has its own words. */
import { JoinFailure } from "./disconnect_reason";

const TEXTS: Record<JoinFailure, string> = {
  "wrong-password": "The password was not accepted.",
  "not-found": "The network was not found. This device can use 2.4 GHz networks only.",
  "no-address": "The network was joined, but its router gave no address.",
  enterprise: "Enterprise networks, which ask for a user name, cannot be joined by this device.",
  "signal-lost": "The signal is too weak or was lost.",
  other: "The network could not be joined.",
};

/** One or two sentences; the driver's number stands behind where the cause has no words of its own. */
export function describe(cause: JoinFailure, code?: number): string {
  const text = TEXTS[cause];
  return cause === "other" && code !== undefined ? `${text} (Reason ${code})` : text;
}
