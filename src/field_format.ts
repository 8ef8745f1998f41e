/** The named formats of text fields; www/extra/fields/rules.ts has the same for the browser. Pure. */
import type { Format } from "./wifi_setup_fields";

const LONGEST_HOSTNAME = 253;
const LONGEST_LABEL = 63;
const LONGEST_LOCAL_PART = 64;
const LAST_PORT = 65535;

function matches(text: string, pattern: string): boolean {
  return stringFind(text, pattern)[0] !== undefined;
}

/** RFC 1123 section 2.1; an IPv4 address is one too. */
function isHostname(text: string): boolean {
  if (text === "" || text.length > LONGEST_HOSTNAME || !matches(text, "^[%w.-]+$")) return false;
  for (const [label] of string.gmatch(text + ".", "([^.]*)%.")) {
    if (label === "" || label!.length > LONGEST_LABEL || matches(label!, "^-")) return false;
    if (matches(label!, "-$")) return false;
  }
  return true;
}

/** Without leading zeros, which some take for octal numbers. */
function isIpv4(text: string): boolean {
  const [a, b, c, d] = string.match(text, "^(%d+)%.(%d+)%.(%d+)%.(%d+)$");
  if (a === undefined) return false;
  for (const part of [a, b, c, d]) {
    if (part!.length > 3 || tonumber(part, 10)! > 255 || matches(part!, "^0%d")) return false;
  }
  return true;
}

/** As browsers take it: HTML, section 4.10.5.1.5. */
function isEmail(text: string): boolean {
  const [local, host] = string.match(text, "^([%w.!#$%%&'*+/=?^_`{|}~-]+)@(.*)$");
  return local !== undefined && local.length <= LONGEST_LOCAL_PART && isHostname(host!);
}

/** Any scheme, no user name. */
function isUrl(text: string): boolean {
  const [, place] = string.match(text, "^(%l[%l%d+.-]*)://([^/?#]*)[!-~]*$");
  if (place === undefined) return false;
  const [host, port] = string.match(place, "^([^:]*):?(%d*)$");
  if (host === undefined || !isHostname(host)) return false;
  if (port === "") return !matches(place, ":$");
  const number = port!.length > 5 ? 0 : tonumber(port, 10)!;
  return number >= 1 && number <= LAST_PORT;
}

const FORMATS: Record<Format, (text: string) => boolean> = {
  hostname: isHostname,
  ipv4: isIpv4,
  email: isEmail,
  url: isUrl,
  hex: (text) => matches(text, "^%x+$"),
};

export function isFormat(name: unknown): boolean {
  return (
    type(name) === "string" && (FORMATS as Record<string, unknown>)[name as string] !== undefined
  );
}

/** @example require("field_format").hasFormat("lamp.local", "hostname") -- true */
export function hasFormat(text: string, format: Format): boolean {
  return FORMATS[format](text);
}
