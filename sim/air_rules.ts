/** What a field of the air file may hold. Each rule returns what is wrong, or nothing. */
import { isNetmask, parseIp } from "./ip_address";

export type Rule = (this: void, value: unknown) => string | undefined;

const MAX_SSID_BYTES = 32;

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
