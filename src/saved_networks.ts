/**
 * The networks that were joined before: the newest in the driver's store, the others in one file. The
 * two are written one after the other, so that a power cut at any point loses neither the old network
 * nor the new one. Loaded only when there is such a file, or to be one.
 */
import type { JoinFailure } from "./disconnect_reason";
import { read, remove, replace } from "./safe_file";
import { decodeSaved, encodeSaved, newNetwork } from "./saved_network_codec";
import { SavedFile, SavedNetwork } from "./saved_network_codec";
import type { StaticAddress } from "./static_address";
import { Network, save as saveInDriver } from "./wifi_station";

/** As many are kept, unless the program says less. */
export const MAX_NETWORKS = 8;

/** A network that was just joined, with what was chosen for it. */
export interface Joined extends Network {
  readonly bssid?: string | undefined;
  readonly address?: StaticAddress | undefined;
}

/** Newest first; those without a password are in the driver's store. */
export function load(): SavedNetwork[] {
  return decodeSaved(read(SavedFile.Name) ?? "");
}

/** Of what was read no password stays in memory. */
export function wipe(networks: SavedNetwork[]): void {
  for (const network of networks) network.password = undefined;
}

export function find(networks: SavedNetwork[], ssid: string): SavedNetwork | undefined {
  for (const network of networks) {
    if (network.ssid === ssid) return network;
  }
  return undefined;
}

/** Whether it says more than the driver's store. */
function saysMore(network: SavedNetwork): boolean {
  return (
    network.password !== undefined || network.bssid !== undefined || network.address !== undefined
  );
}

/**
 * Writes what is worth it, without those that have no password anywhere.
 *
 * @param newest the name of the network in the driver's store
 * @returns false when the flash is full
 */
export function store(networks: SavedNetwork[], newest: string | undefined): boolean {
  const kept: SavedNetwork[] = [];
  let more = false;
  for (const network of networks) {
    if (network.password !== undefined || network.ssid === newest) {
      kept.push(network);
      more = more || saysMore(network);
    }
  }
  if (more) return replace(SavedFile.Name, encodeSaved(kept));
  remove(SavedFile.Name);
  return true;
}

function last(networks: SavedNetwork[]): number {
  let latest = 0;
  for (const { joined, failed } of networks) latest = Math.max(latest, joined, failed);
  return latest;
}

/**
 * Notes how an attempt ended, where that is news: what goes on as before is not written again.
 *
 * @param cause nothing when it was joined
 * @returns whether it was news
 */
export function note(
  networks: SavedNetwork[],
  network: SavedNetwork,
  cause: JoinFailure | undefined,
): boolean {
  const { joined, failed } = network;
  const latest = last(networks);
  if (cause === undefined) {
    if (joined > 0 && joined === latest) return false;
    network.joined = latest + 1;
  } else {
    if (network.cause === cause && failed > joined) return false;
    network.failed = latest + 1;
    network.cause = cause;
  }
  return true;
}

/** The networks in their new order: this one first, then those there were, but for what is too many. */
function withFirst(networks: SavedNetwork[], first: SavedNetwork, most: number): SavedNetwork[] {
  const ordered = [first];
  for (const network of networks) {
    if (network !== first && ordered.length < most) ordered.push(network);
  }
  return ordered;
}

/** What is known of the network already stays, or a person has just chosen anew. */
function choose(network: SavedNetwork, { bssid, address, weakestAuth }: Joined): void {
  network.bssid = bssid;
  network.address = address;
  network.addressState = address === undefined ? undefined : "new";
  network.weakestAuth = weakestAuth;
}

/**
 * Saves a network that was just joined as the newest one; the newest of before goes to the file.
 *
 * @param before what the driver's store holds
 * @param most how many are kept, 1 to 8; nothing when nobody asked for this network: then its access
 *   point and its address stay as they were chosen for it
 * @returns the driver's words when it refuses, or that the file could not be written
 */
export function saveNewest(
  before: Network | undefined,
  joined: Joined,
  most?: number,
): string | undefined {
  let networks = load();
  if (before !== undefined && before.ssid !== joined.ssid) {
    const old = find(networks, before.ssid) ?? newNetwork(before.ssid);
    old.password = before.password;
    old.weakestAuth = before.weakestAuth;
    networks = withFirst(networks, old, MAX_NETWORKS);
  }
  const own = find(networks, joined.ssid) ?? newNetwork(joined.ssid);
  networks = withFirst(networks, own, most ?? MAX_NETWORKS);
  if (most !== undefined) choose(own, joined);
  note(networks, own, undefined);
  const wasInFile = own.password !== undefined;
  // Until the driver has it, the file does.
  if (wasInFile) own.password = joined.password;
  let written = store(networks, joined.ssid);
  const { ssid, password, weakestAuth } = joined;
  const refusal = saveInDriver({ ssid, password, weakestAuth, bssid: own.bssid });
  if (wasInFile && refusal === undefined) {
    own.password = undefined;
    written = store(networks, joined.ssid) && written;
  }
  wipe(networks);
  return refusal ?? (written ? undefined : "there is no room for the others in the flash");
}
