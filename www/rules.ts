/** What can be decided without a page: lengths, signal levels, addresses. Pure. */
import { AUTH_ENTERPRISE, AUTH_OPEN, AUTH_WEP } from "./auth_mode";
import * as text from "./text";
import type { Text } from "./text";

const MIN_PASSWORD_BYTES = 8;
const MAX_PASSWORD_BYTES = 63;
const MAX_NAME_BYTES = 32;

/** One row of the list; `hex` when the name is not UTF-8; `auth` unknown for a typed name. */
export interface Network {
  name: string;
  hex?: string | undefined;
  rssiDbm?: number;
  auth?: number;
}

const byteLength = (value: string) => new TextEncoder().encode(value).length;

/** What is wrong with a password for this kind of network; undefined when it can be tried. */
export function passwordProblem(password: string, auth: number | undefined): Text | undefined {
  if (auth === AUTH_OPEN || (auth === undefined && password === "")) return undefined;
  const length = byteLength(password);
  if (auth === AUTH_WEP) {
    return length === 5 || length === 13 || /^([\da-f]{10}|[\da-f]{26})$/i.test(password)
      ? undefined
      : text.passwordWep;
  }
  if (length < MIN_PASSWORD_BYTES) return text.passwordShort;
  return length <= MAX_PASSWORD_BYTES || /^[\da-f]{64}$/i.test(password)
    ? undefined
    : text.passwordLong;
}

/** What is wrong with a typed name; undefined when it can be tried. */
export function nameProblem(name: string): Text | undefined {
  return name === "" || byteLength(name) > MAX_NAME_BYTES ? text.nameLength : undefined;
}

/** What looks like a slip but may be meant, in a name or a password. */
export function slip(value: string): Text | undefined {
  if (/^\s|\s$/.test(value)) return text.spaces;
  return /[\u2018-\u201f]/.test(value) ? text.curly : undefined;
}

/** Why a network of the list cannot be joined at all; undefined when it can be tried. */
export function obstacle(network: Network): Text | undefined {
  if (network.auth === AUTH_ENTERPRISE) return text.enterprise;
  // The firmware cuts a name at its first NUL.
  return network.name.indexOf("\0") < 0 ? undefined : text.nul;
}

/** 1 (weak) to 4 (strong). */
export function signalLevel(rssiDbm: number): 1 | 2 | 3 | 4 {
  return rssiDbm >= -55 ? 4 : rssiDbm >= -67 ? 3 : rssiDbm >= -78 ? 2 : 1;
}

/** A name as shown: a NUL made visible, spaces at its ends between quotes. */
export function shownName(name: string): string {
  const visible = name.replace(/\0/g, "\u2400");
  return /^\s|\s$/.test(visible) ? `\u201c${visible}\u201d` : visible;
}

/** Whether a result is an IPv4 address, which a browser can open. */
export function isAddress(message: string): boolean {
  const parts = message.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && +part < 256);
}
