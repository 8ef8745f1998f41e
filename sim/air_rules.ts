/** What a field of the air file may hold. Each rule returns what is wrong, or nothing. */
import { authenticationOf } from "./authentication";
import { isNetmask, parseIp } from "./ip_address";

export type Rule = (this: void, value: unknown) => string | undefined;
export type Fields = Record<string, unknown>;

export const MAX_DELAY_MS = 600000;
const MAX_SSID_BYTES = 32;
const FLASH_BLOCK_BYTES = 4096;
const MIN_FLASH_BLOCKS = 6;
const MAX_FLASH_BLOCKS = 1024;

/** The first thing wrong with these fields, as "channel must be …"; names in order of the alphabet. */
export function problemIn(fields: Fields, rules: Record<string, Rule>): string | undefined {
  const names: string[] = [];
  for (const [name] of pairs(fields)) names.push(tostring(name));
  table.sort(names);
  for (const name of names) {
    const rule = rules[name];
    // Fields that nobody reads, such as a comment, do no harm; `strangersIn` finds them.
    const problem = rule === undefined ? undefined : rule(fields[name]);
    if (problem !== undefined) return `${name} ${problem}`;
  }
  return undefined;
}

/** Fields that nobody reads: a typing mistake, or a comment. */
export function strangersIn(fields: Fields, rules: Record<string, Rule>): string[] {
  const names: string[] = [];
  for (const [name] of pairs(fields)) {
    if (rules[name as string] === undefined) names.push(tostring(name));
  }
  table.sort(names);
  return names;
}

export function isWholeNumber(value: unknown): value is number {
  return type(value) === "number" && Math.floor(value as number) === value;
}

export function wholeNumber(from: number, to: number): Rule {
  return (value) => {
    if (isWholeNumber(value) && value >= from && value <= to) return undefined;
    return `must be a whole number from ${string.format("%d", from)} to ${string.format("%d", to)}`;
  };
}

function text(accepts: (this: void, value: string) => boolean, wrong: string): Rule {
  return (value) => (type(value) === "string" && accepts(value as string) ? undefined : wrong);
}

function isHex(value: string): boolean {
  const [start] = stringFind(value, "^%x*$");
  return start !== undefined;
}

export const isSsid = text(
  (value) => value.length <= MAX_SSID_BYTES,
  "must be text of at most 32 bytes",
);

export const isSsidHex = text(
  (value) => value.length <= 2 * MAX_SSID_BYTES && value.length % 2 === 0 && isHex(value),
  "must be at most 64 hex digits, two for each byte",
);

export const isBssid = text((value) => {
  const [start] = stringFind(value, "^%x%x:%x%x:%x%x:%x%x:%x%x:%x%x$");
  return start !== undefined;
}, 'must look like "aa:bb:cc:dd:ee:ff"');

export const isAddress = text((value) => parseIp(value) !== undefined, "must be an IPv4 address");

export const isMask = text(isNetmask, 'must be a netmask such as "255.255.255.0"');

export const isText = text(() => true, "must be text");

export const isFlag: Rule = (value) =>
  type(value) === "boolean" ? undefined : "must be true or false";

export const isDhcp: Rule = (value) =>
  value === "ok" || value === "never" ? undefined : 'must be "ok" or "never"';

export const isAuthentication = text(
  (value) => authenticationOf(value) !== undefined,
  "must be open, wep, wpa, wpa2, wpa_wpa2, enterprise, wpa3 or wpa2_wpa3",
);

export const isObject: Rule = (value) =>
  type(value) === "table" ? undefined : "must be an object";

export const isSwitch: Rule = (value) =>
  type(value) === "boolean" ? undefined : "must be true or false";

export const isMoment: Rule = (value) =>
  value === "before" || value === "during" || value === "after"
    ? undefined
    : 'must be "before", "during" or "after"';

/** SPIFFS lives in whole blocks, and keeps two of them for collecting garbage. */
export const isFlashSize: Rule = (value) => {
  const blocks = isWholeNumber(value) ? value / FLASH_BLOCK_BYTES : 0;
  if (blocks >= MIN_FLASH_BLOCKS && blocks <= MAX_FLASH_BLOCKS && isWholeNumber(blocks)) {
    return undefined;
  }
  return "must be a multiple of 4096 from 24576 to 4194304";
};
