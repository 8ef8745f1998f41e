/**
 * What a person may choose besides a network and its password: one access point of it, and an address.
 * Loaded for a form that has such fields, and to keep what was joined.
 */
import type { Fields } from "./form_codec";
import type { Wish } from "./join_request";
import type { ConnectionInfo } from "./options";
import type { Refusal } from "./portal_form";
import type { Portal } from "./portal_session";
import { MAX_NETWORKS, saveNewest } from "./saved_networks";
import { check } from "./static_address";

const BAD_BSSID: Refusal = {
  status: 400,
  reason: "bad-bssid",
  message: "An access point is written like 02:00:00:00:00:01.",
};

/** The one it has is the static one of another network. */
const NEW_ADDRESS = "The device restarts now, and then takes the address that the router gives it.";

function isBssid(text: string): boolean {
  return stringFind(text, "^%x%x:%x%x:%x%x:%x%x:%x%x:%x%x$")[0] !== undefined;
}

/** Writes the choice into the wish; returns why it can't be. Empty fields are no choice. */
export function choose(portal: Portal, fields: Fields, wish: Wish): Refusal | undefined {
  const { bssid, ip } = fields;
  if (bssid !== undefined && bssid !== "") {
    if (!isBssid(bssid)) return BAD_BSSID;
    wish.bssid = string.lower(bssid);
    // That of the strongest one: this one may have another.
    wish.channel = undefined;
  }
  if (ip === undefined || ip === "") return undefined;
  const { netmask, gateway, dns } = fields;
  const { address, problem } = check(ip, netmask, gateway, dns, portal.options.apIp);
  if (address === undefined) return { status: 400, reason: "bad-address", message: problem! };
  wish.address = address;
  return undefined;
}

/** What came of it. */
export interface Kept {
  /** One sentence when something could not be saved. */
  readonly problem: string | undefined;
  /** Where the device will be, if that is not where it is. */
  readonly later?: ConnectionInfo;
  /** For the person, where nobody knows. */
  readonly message?: string;
}

/** Saves what was joined, with the choice. */
export function keep(portal: Portal, wish: Wish): Kept {
  const { saved, maxNetworks } = portal.options;
  const { ssid, address, isSaved } = wish;
  if (isSaved === true) return { problem: undefined };
  const problem = saveNewest(saved.network, wish, maxNetworks ?? MAX_NETWORKS);
  saved.restarts = address !== undefined || saved.isFixed === true;
  if (address !== undefined) {
    const { ip, netmask, gateway } = address;
    return { problem, later: { ssid, ip, netmask, gw: gateway } };
  }
  return saved.isFixed === true ? { problem, message: NEW_ADDRESS } : { problem };
}
