/**
 * Joins where further networks are saved: the newest first, with its static address if it has one, then
 * those in range, strongest first. Loaded only when there is a file of them.
 */
import type { JoinFailure } from "./disconnect_reason";
import { join, JoinAttempt, JoinResult } from "./join";
import { info as logInfo, warning } from "./logger";
import { Candidate, findInRange } from "./saved_choice";
import { newNetwork } from "./saved_network_codec";
import { find, load, note, saveNewest, store, wipe } from "./saved_networks";
import { hasSaved } from "./saved_presence";
import { Address, aim, leave, Network } from "./wifi_station";

/** Hears how it ended. */
export type OnOthers = (network: Network | undefined, address: Address | undefined) => void;

/**
 * Writes how an attempt ended, where that is news.
 *
 * @param newest the name of the network in the driver's store
 * @param cause nothing when it was joined
 */
export function noteResult(
  ssid: string,
  newest: string | undefined,
  cause: JoinFailure | undefined,
): void {
  const networks = load();
  let network = find(networks, ssid);
  if (network === undefined) {
    network = newNetwork(ssid);
    table.insert(networks, 1, network);
  }
  if (note(networks, network, cause)) store(networks, newest);
  wipe(networks);
}

/** A network that was joined without being asked for: it is the newest one now. */
export function remember(newest: Network, joined: Network): void {
  if (joined.ssid === newest.ssid) return noteResult(joined.ssid, joined.ssid, undefined);
  const problem = saveNewest(newest, joined);
  if (problem !== undefined) warning("station", "the network could not be saved: %s", problem);
}

/**
 * Tries those in range, one after the other, until all were forgotten meanwhile.
 *
 * @param newest among those that are tried: under its name there may be another access point
 * @param onlyHeard see findInRange; without it this never ends before it has returned
 * @param onScanned called before the first is tried
 * @param onEnd called once: with the network and the address in it, or with nothing
 */
export function joinInRange(
  newest: Network,
  timeoutMs: number,
  onlyHeard: boolean,
  onScanned: () => void,
  onEnd: OnOthers,
): JoinAttempt {
  let ended = false;
  let attempt: JoinAttempt | undefined;
  const end = (left: Candidate[], network?: Candidate, address?: Address) => {
    ended = true;
    onEnd(network, address);
    for (const candidate of left) candidate.password = "";
  };
  const tryNext = (left: Candidate[], at: number) => {
    const candidate = left[at];
    if (!hasSaved()) {
      leave();
      // Or it would be tried again in this boot.
      aim({ ssid: "", password: "" });
      return end(left);
    }
    if (candidate === undefined) return end(left);
    logInfo("join", "trying saved network %d of %d in range", at + 1, left.length);
    attempt = join(candidate, timeoutMs, (result: JoinResult) => {
      if (result.ok && hasSaved()) {
        remember(newest, candidate);
        end(left, candidate, result.address);
      } else {
        if (!result.ok) noteResult(candidate.ssid, newest.ssid, result.cause);
        tryNext(left, at + 1);
      }
    });
  };
  findInRange(newest, onlyHeard, (found) => {
    onScanned();
    if (ended) for (const candidate of found) candidate.password = "";
    else tryNext(found, 0);
  });
  return {
    cancel: () => {
      ended = true;
      attempt?.cancel();
    },
  };
}
