/** The networks that a device sees, as its list has them. */
import { setTimeout as sleep } from "node:timers/promises";

const MAX_TRIES = 4;
const PAUSE_MS = 1000;

/** The firmware's numbers, wifi.AUTH_*, in their order. */
const AUTHS = ["open", "wep", "wpa", "wpa2", "wpa_wpa2", "enterprise", "wpa3", "wpa2_wpa3"];

/**
 * @typedef {{ssid: string, ssidHex?: string, rssiDbm: number, auth: string}} Network
 *   `ssidHex` the bytes of a name that is not UTF-8; `auth` as the air file of the simulator has it
 */

/** Nothing for what is no list of networks. Pure. */
export function readNetworks(rows) {
  if (!Array.isArray(rows)) return undefined;
  const whole = rows.filter((row) => Array.isArray(row) && typeof row[0] === "string");
  return whole.map(([ssid, rssiDbm, auth, ssidHex]) => ({
    ssid,
    ...(typeof ssidHex === "string" ? { ssidHex } : {}),
    rssiDbm: Number(rssiDbm),
    auth: AUTHS[auth] ?? "unknown",
  }));
}

export const isOpen = ({ auth }) => auth === "open";

/** Whether it is the network that a user asked for. */
export function isWanted(network, { ssid, ssidHex }) {
  return ssidHex ? network.ssidHex === ssidHex : !network.ssidHex && network.ssid === ssid;
}

/**
 * @param {boolean} scan looks anew; else an empty list does
 * @returns {Promise<Network[] | undefined>} strongest first; nothing when no list came
 */
export async function findNetworks({ routes, signal }, scan) {
  let again = scan;
  for (let tries = MAX_TRIES; tries > 0; tries -= 1) {
    const found = readNetworks((await routes.networks(again)).body);
    signal.throwIfAborted();
    if (found && (found.length > 0 || again)) return found;
    if (found) again = true;
    else {
      // The answer was lost, but what the scan found is there.
      again = false;
      await sleep(PAUSE_MS, undefined, { signal });
    }
  }
  return undefined;
}
