/** Checks what a form asks to join, before the radio is touched. Pure. */
import { JoinFailure } from "./disconnect_reason";
import { describe } from "./failure_text";
import { Fields } from "./form_codec";
import { decodeHex } from "./hex_codec";
import type { StaticAddress } from "./static_address";

/** A network as the last scan knew it. */
export interface Known {
  readonly ssid: string;
  readonly auth: number;
  readonly channel: number;
}

/** A network that may be tried. */
export interface Wish {
  readonly ssid: string;
  /** Wiped when the attempt has ended. */
  password: string;
  readonly weakestAuth: number | undefined;
  channel: number | undefined;
  /** Of the application's own fields, what is kept once it has joined. */
  fieldTexts?: Fields | undefined;
  /** It is the saved one, and stays as it is. */
  isSaved?: true;
  /** What a person has chosen besides: see portal_chosen. */
  bssid?: string;
  address?: StaticAddress;
}

export type Checked =
  | { readonly ok: true; readonly wish: Wish }
  | {
      readonly ok: false;
      readonly status: 400 | 403;
      readonly reason: JoinFailure;
      readonly message: string;
    };

const MAX_SSID_BYTES = 32;
const SHORTEST_PASSPHRASE = 8;
const LONGEST_PASSPHRASE = 63;
const KEY_HEX_DIGITS = 64;

/** Numbers of wifi.AUTH_*. */
const OPEN = 0;
const WEP = 1;
const WPA = 2;
const ENTERPRISE = 5;

function refusal(status: 400 | 403, reason: JoinFailure, message: string): Checked {
  return { ok: false, status, reason, message };
}

function isHex(text: string): boolean {
  return stringFind(text, "[^%x]")[0] === undefined;
}

function isWepKey(password: string): boolean {
  const size = password.length;
  return size === 5 || size === 13 || ((size === 10 || size === 26) && isHex(password));
}

/** IEEE 802.11: 8 to 63 characters, or the 256-bit key itself. */
function isWpaPassword(password: string): boolean {
  const size = password.length;
  if (size === KEY_HEX_DIGITS) return isHex(password);
  return size >= SHORTEST_PASSPHRASE && size <= LONGEST_PASSPHRASE;
}

function fits(password: string, auth: number | undefined): boolean {
  if (stringFind(password, "\0", 1, true)[0] !== undefined) return false;
  if (auth === WEP) return isWepKey(password);
  if (password === "") return auth === undefined || auth === OPEN;
  return isWpaPassword(password);
}

/**
 * The weakest protection to accept. The driver's own default hides WEP and WPA networks as "not
 * found"; of a network that was not in the scan, a hidden one, nothing is known.
 */
function weakestAuth(auth: number | undefined, password: string): number | undefined {
  if (password === "") return undefined;
  if (auth === undefined) return isWepKey(password) ? WEP : WPA;
  return auth === WEP || auth === WPA ? auth : undefined;
}

function find(networks: readonly Known[], ssid: string): Known | undefined {
  for (const network of networks) {
    if (network.ssid === ssid) return network;
  }
  return undefined;
}

/** The name asked for: `ssidHex` carries those that are no text. */
export function ssidOf(fields: Fields): string | undefined {
  const digits = fields.ssidHex;
  return digits === undefined || digits === "" ? fields.ssid : decodeHex(digits);
}

/**
 * @param fields `ssid` or `ssidHex`, and `password`; `hidden=1` for one that no scan has shown
 * @param networks what the last scan found
 */
export function checkJoin(fields: Fields, networks: readonly Known[]): Checked {
  const ssid = ssidOf(fields);
  if (ssid === undefined || ssid === "" || ssid.length > MAX_SSID_BYTES) {
    return refusal(400, "other", "The name of the network is missing, or longer than 32 bytes.");
  }
  if (stringFind(ssid, "\0", 1, true)[0] !== undefined) {
    return refusal(403, "other", "This device cannot join a network with a zero byte in its name.");
  }
  const known = fields.hidden === "1" ? undefined : find(networks, ssid);
  const auth = known?.auth;
  if (auth === ENTERPRISE) {
    return refusal(403, "enterprise", describe("enterprise"));
  }
  const password = fields.password ?? "";
  if (password !== "" || auth !== OPEN) {
    if (!fits(password, auth === OPEN ? undefined : auth)) {
      return refusal(400, "other", "A password has 8 to 63 characters, or 64 hexadecimal digits.");
    }
  }
  return {
    ok: true,
    wish: {
      ssid,
      password: auth === OPEN ? "" : password,
      weakestAuth: weakestAuth(auth, password),
      channel: known?.channel,
    },
  };
}
