/** Which of the saved networks are in range, strongest first. Loaded when the newest one is not there. */
import { find, load, wipe } from "./saved_networks";
import type { ScannedNetwork } from "./wifi_access_point";
import { scan } from "./wifi_access_point";
import type { Network } from "./wifi_station";

/** Empty when none is in range, or the scan failed. Their passwords are for the hearer to wipe. */
export type OnChoice = (networks: Candidate[]) => void;

/** A saved network, in whatever access point of its name is the strongest. */
export interface Candidate extends Network {
  password: string;
}

function candidates(
  found: readonly ScannedNetwork[],
  newest: Network,
  onlyHeard: boolean,
): Candidate[] {
  const chosen: Candidate[] = [];
  const saved = load();
  let isMissing = !onlyHeard;
  for (const { ssid, channel } of found) {
    const network = ssid === newest.ssid ? newest : find(saved, ssid);
    const password = network?.password;
    if (network === newest) isMissing = false;
    if (network !== undefined && password !== undefined) {
      chosen.push({ ssid, password, weakestAuth: network.weakestAuth, channel });
    }
  }
  wipe(saved);
  if (isMissing) {
    const { ssid, password, weakestAuth } = newest;
    chosen.push({ ssid, password, weakestAuth });
  }
  return chosen;
}

/**
 * Scans. The station is started, and does not join just now.
 *
 * @param newest what the driver's store holds
 * @param onlyHeard else the newest is the last one also where it was not heard: it may be hidden, or the
 *   scan was refused
 */
export function findInRange(newest: Network, onlyHeard: boolean, onChoice: OnChoice): void {
  scan((found) => onChoice(candidates(found ?? [], newest, onlyHeard)));
}
