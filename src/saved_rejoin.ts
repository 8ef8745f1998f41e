/**
 * After a lost link: the other saved networks get their turn too. Loaded for one moment at a time; what
 * has to last is with who calls.
 */
import { findInRange } from "./saved_choice";
import { remember } from "./saved_join";
import { find, load, wipe } from "./saved_networks";
import { hasSaved } from "./saved_presence";
import { aim, current, Network } from "./wifi_station";

/** Where the search stands. */
export interface Hunt {
  /** Whose turn it is. */
  turn: number;
  /** What the driver's store holds. */
  newest?: Network | undefined;
  /** What the driver aims at instead. */
  chosen?: Network | undefined;
}

/** In this boot no other network can be joined: see fixed_address. */
function isFixed(ssid: string): boolean {
  const networks = load();
  const state = find(networks, ssid)?.addressState;
  wipe(networks);
  return state === "good" || state === "trying";
}

/** Makes the driver aim at the next network in range; where there is none, it is left as it is. */
export function choose(hunt: Hunt, onChosen: () => void): void {
  hunt.newest ??= current();
  const { newest } = hunt;
  if (newest === undefined || isFixed(newest.ssid)) return onChosen();
  findInRange(newest, false, (found) => {
    const chosen = found[hunt.turn % Math.max(1, found.length)];
    hunt.turn += 1;
    // All may have been forgotten during the scan.
    if (chosen !== undefined && hasSaved() && aim(chosen) === undefined) hunt.chosen = chosen;
    for (const candidate of found) {
      if (candidate !== chosen) candidate.password = "";
    }
    onChosen();
  });
}

/** The link is back. */
export function keepChosen(hunt: Hunt): void {
  const { newest, chosen } = hunt;
  hunt.newest = hunt.chosen = undefined;
  if (newest !== undefined && chosen !== undefined) remember(newest, chosen);
}
