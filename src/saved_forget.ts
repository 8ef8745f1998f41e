/** Forgets saved networks, wherever they are kept. Loaded for that alone. */
import { remove } from "./safe_file";
import { SavedFile, SavedNetwork } from "./saved_network_codec";
import { load, store, wipe } from "./saved_networks";
import type { Network } from "./wifi_station";
import { forget as forgetInDriver, save } from "./wifi_station";

/** The one that takes the newest's place: the next in order. */
function nextOf(networks: SavedNetwork[], ssid: string): SavedNetwork | undefined {
  for (const network of networks) {
    if (network.ssid !== ssid && network.password !== undefined) return network;
  }
  return undefined;
}

function without(networks: SavedNetwork[], ssid: string): SavedNetwork[] {
  const others: SavedNetwork[] = [];
  for (const network of networks) {
    if (network.ssid !== ssid) others.push(network);
  }
  return others;
}

function networkOf({ ssid, password, weakestAuth, bssid }: SavedNetwork): Network {
  return { ssid, password: password!, weakestAuth, bssid };
}

/** What the driver's store holds afterwards, and why not all was forgotten. */
export interface Forgotten {
  readonly newest: Network | undefined;
  readonly problem?: string | undefined;
}

/**
 * Forgets a network. Of the newest the place is taken by the next one, so that the next boot still
 * joins; at each moment the store holds one of the two.
 *
 * @param newest what the driver's store holds
 */
export function forgetNetwork(newest: Network | undefined, ssid: string): Forgotten {
  const networks = load();
  const others = without(networks, ssid);
  let left = newest;
  let problem: string | undefined;
  if (newest?.ssid === ssid) {
    const next = nextOf(networks, ssid);
    left = next === undefined ? undefined : networkOf(next);
    problem = left === undefined ? forgetInDriver() : save(left);
    if (next !== undefined) next.password = undefined;
  }
  if (problem === undefined && !store(others, left?.ssid)) {
    problem = "the flash is full";
  }
  wipe(networks);
  return problem === undefined ? { newest: left } : { newest, problem };
}

/** Forgets all of them. */
export function forgetAll(newest: Network | undefined): Forgotten {
  remove(SavedFile.Name);
  const problem = forgetInDriver();
  return problem === undefined ? { newest: undefined } : { newest, problem };
}
