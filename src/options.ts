/** What a program may set, with defaults, and what is wrong with it in one sentence. Pure. */
import type { LookOptions } from "./look_options";
import type { Field } from "./wifi_setup_fields";
import type { Address } from "./wifi_station";

/** The joined network and the own address in it. */
export interface ConnectionInfo extends Address {
  /** Bytes, as the network sends them: mostly UTF-8. */
  readonly ssid: string;
}

/** Shows this text on the page instead of the address. */
export type ReplyText = (text: string) => void;

/** Returns the text, or nothing and calls `reply` within 10 s. */
export type MessageHook = (info: ConnectionInfo, reply: ReplyText) => string | undefined;

/**
 * An X25519 key pair, each key 64 hexadecimal digits.
 *
 * @noSelf
 */
export interface SealKeys {
  /** What the page seals for; its fingerprint stands on the label. */
  readonly public: string;
  /** What opens the sealed passwords: nobody but the device may have it. */
  readonly secret: string;
}

/** How an access point with a password is guarded. */
export type ApSecurity = "wpa2" | "wpa3" | "wpa2_wpa3";

/**
 * All fields may be left out.
 *
 * @noSelf
 */
export interface Options extends LookOptions {
  /** Name of the access point, and of the device towards its router: 1 to 32 bytes. Default: `setup-` and the end of the MAC. */
  readonly id?: string | undefined;
  /** Password of the access point, 8 to 63 characters. Default: none, an open one. */
  readonly apPassword?: string | undefined;
  /**
   * How the access point guards its `apPassword`, which it can't be without: `wpa2` (default), `wpa3`,
   * or `wpa2_wpa3`, where a phone takes the better one that it knows. A driver that refuses is a log line, and it is `wpa2` then.
   */
  readonly apSecurity?: ApSecurity | undefined;
  /** What the label says and the page asks for: 6 to 32 characters. Default: nothing is asked for. */
  readonly setupCode?: string | undefined;
  /**
   * What passwords are sealed for, where the firmware has the module `sodium`: a fixed pair, when its
   * fingerprint is printed on the label. Default: a fresh one for each setup.
   */
  readonly sealKeys?: SealKeys | undefined;
  /** Takes no readable password: no old browsers, no page without JavaScript. Default false. */
  readonly sealedOnly?: boolean | undefined;
  /** Lets an installer in a browser set the device up by its cable too (docs/improv.md). Default false. */
  readonly improv?: boolean | undefined;
  /** Address of the device on its own access point. Default 192.168.4.1. */
  readonly apIp?: string | undefined;
  /** What the page shows in the end. Default: the new address. */
  readonly message?: MessageHook | undefined;
  /** When one attempt to join is given up. 1000 to 600000, default 15000. */
  readonly connectTimeoutMs?: number | undefined;
  /** The portal closes when nobody used it for so long. 1000 to 2000000000. Default: never. */
  readonly idleTimeoutMs?: number | undefined;
  /** How many joined networks are kept to go back to: 1 to 8, default 8. */
  readonly maxNetworks?: number | undefined;
  /** Joins again whenever the link is lost. Default true. */
  readonly keepConnected?: boolean | undefined;
  /** What the page asks for besides: see wifi_setup_fields. Default: nothing. */
  readonly fields?: readonly Field[] | undefined;
  /** They have a page of their own. Default: when there are more than three. */
  readonly fieldsPage?: boolean | undefined;
}

/** What counts where a program says nothing. */
export const enum Default {
  ConnectTimeoutMs = 15000,
}

const AP_SECURITIES: Record<string, true> = { wpa2: true, wpa3: true, wpa2_wpa3: true };
const MAX_ID_BYTES = 32;
const KEY_DIGITS = 64;
const SHORTEST_TIMEOUT_MS = 1000;
const LONGEST_TIMEOUT_MS = 600000;
const LONGEST_IDLE_MS = 2000000000;
const MOST_NETWORKS = 8;

function isWithin(value: unknown, least: number, most: number): boolean {
  return type(value) === "number" && (value as number) >= least && (value as number) <= most;
}

/** The driver's texts end at a zero byte, and so would a password. */
function isText(value: unknown, leastBytes: number, mostBytes: number): boolean {
  return (
    type(value) === "string" &&
    isWithin((value as string).length, leastBytes, mostBytes) &&
    stringFind(value as string, "\0", 1, true)[0] === undefined
  );
}

function isAddress(value: unknown): boolean {
  const [a, b, c, d] = string.match(tostring(value), "^(%d+)%.(%d+)%.(%d+)%.(%d+)$");
  if (a === undefined) return false;
  for (const part of [a, b, c, d]) {
    const byte = tonumber(part)!;
    // What begins with a zero is an octal number for the firmware.
    if (tostring(byte) !== part || byte > 255) return false;
  }
  const first = tonumber(a)!;
  const last = tonumber(d)!;
  // This network, loopback, groups, the net itself and its broadcast address.
  return first > 0 && first !== 127 && first < 224 && last > 0 && last < 255;
}

function isKey(value: unknown): boolean {
  return (
    isText(value, KEY_DIGITS, KEY_DIGITS) && stringFind(value as string, "%X")[0] === undefined
  );
}

function areKeys(value: unknown): boolean {
  const keys = value as SealKeys;
  return type(value) === "table" && isKey(keys.public) && isKey(keys.secret);
}

/** Whether the program says how the page is to look. */
export function hasLook(options: LookOptions): boolean {
  return (options.name ?? options.colour ?? options.logo ?? options.localName) !== undefined;
}

/** What an optional part says of its options; that it is not on the flash, where it is not. */
function partProblemOf(
  options: Options,
  names: string,
  ask: (options: Options) => string | undefined,
): string | undefined {
  for (const [name] of string.gmatch(names, "%a+")) {
    if (options[name as keyof Options] !== undefined) {
      const [ok, problem] = pcall(ask, options);
      if (ok) return problem;
      return `${name}: ${tostring(problem)}`;
    }
  }
  return undefined;
}

function lookProblemOf(options: Options): string | undefined {
  const looks = require("./look_options") as typeof import("./look_options");
  return looks.lookProblemOf(options);
}

function fieldsProblemOf({ fields, fieldsPage }: Options): string | undefined {
  const onDemand = require("./on_demand") as typeof import("./on_demand");
  return onDemand.require("field_declaration", "optionsProblemOf", fields, fieldsPage);
}

/** One sentence for the first option that can't be used to join; nothing when all are fine. */
export function joinProblemOf(options: Options): string | undefined {
  const id = options.id;
  const connectTimeoutMs = options.connectTimeoutMs;
  const keepConnected = options.keepConnected;
  if (id !== undefined && !isText(id, 1, MAX_ID_BYTES)) return "id has to be 1 to 32 bytes of text";
  if (
    connectTimeoutMs !== undefined &&
    !isWithin(connectTimeoutMs, SHORTEST_TIMEOUT_MS, LONGEST_TIMEOUT_MS)
  ) {
    return "connectTimeoutMs has to be 1000 to 600000";
  }
  if (keepConnected !== undefined && type(keepConnected) !== "boolean") {
    return "keepConnected has to be true or false";
  }
  return undefined;
}

/** The same for a setup, which uses all of them. Each sentence begins with the option's name. */
export function problemOf(options: Options): string | undefined {
  const apPassword = options.apPassword;
  const apIp = options.apIp;
  const idleTimeoutMs = options.idleTimeoutMs;
  const message = options.message;
  const apSecurity = options.apSecurity;
  const setupCode = options.setupCode;
  if (apPassword !== undefined && !isText(apPassword, 8, 63)) {
    return "apPassword has to be 8 to 63 characters; leave it out for an open access point";
  }
  if (apSecurity !== undefined && apPassword === undefined) {
    return "apPassword is missing, without which apSecurity guards nothing";
  }
  if (apSecurity !== undefined && AP_SECURITIES[apSecurity] === undefined) {
    return "apSecurity has to be wpa2, wpa3 or wpa2_wpa3";
  }
  if (setupCode !== undefined && !isText(setupCode, 6, 32)) {
    return "setupCode has to be 6 to 32 characters";
  }
  if (options.sealKeys !== undefined && !areKeys(options.sealKeys)) {
    return "sealKeys has to be a table with public and secret, 64 hexadecimal digits each";
  }
  for (const name of ["sealedOnly", "improv"] as const) {
    const value = options[name];
    if (value !== undefined && type(value) !== "boolean") return `${name} has to be true or false`;
  }
  if (apIp !== undefined && !isAddress(apIp)) {
    return "apIp has to be the IPv4 address of a device, such as 192.168.4.1";
  }
  if (
    idleTimeoutMs !== undefined &&
    !isWithin(idleTimeoutMs, SHORTEST_TIMEOUT_MS, LONGEST_IDLE_MS)
  ) {
    return "idleTimeoutMs has to be 1000 to 2000000000";
  }
  if (options.maxNetworks !== undefined && !isWithin(options.maxNetworks, 1, MOST_NETWORKS)) {
    return "maxNetworks has to be 1 to 8";
  }
  if (message !== undefined && type(message) !== "function") return "message has to be a function";
  return (
    partProblemOf(options, "fields fieldsPage", fieldsProblemOf) ??
    partProblemOf(options, "name colour logo localName", lookProblemOf) ??
    joinProblemOf(options)
  );
}
