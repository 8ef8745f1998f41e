/** Forgets the saved network, in spite of a driver that refuses while it is joining. */
import { warning } from "./logger";
import { after } from "./timer";
import { forget as forgetNetwork, leave } from "./wifi_station";

const RETRIES = 5;
const RETRY_MS = 500;

export function forget(retries = RETRIES): void {
  const problem = forgetNetwork();
  if (problem === undefined) return;
  if (retries > 0) {
    leave();
    after(RETRY_MS, () => forget(retries - 1));
  } else {
    warning("setup", "the network could not be forgotten: %s", problem);
  }
}
