/** Forgets all saved networks, in spite of a driver that refuses while it is joining. */
import { warning } from "./logger";
import { SavedFile } from "./saved_network_codec";
import { hasSaved } from "./saved_presence";
import { after } from "./timer";
import { forget as forgetNetwork, leave } from "./wifi_station";

const RETRIES = 5;
const RETRY_MS = 500;

export function forget(retries = RETRIES): void {
  if (hasSaved()) {
    const { remove } = require("./safe_file") as typeof import("./safe_file");
    remove(SavedFile.Name);
  }
  const problem = forgetNetwork();
  if (problem === undefined) return;
  if (retries > 0) {
    leave();
    after(RETRY_MS, () => forget(retries - 1));
  } else {
    warning("setup", "the network could not be forgotten: %s", problem);
  }
}
