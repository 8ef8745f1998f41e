/**
 * application/x-www-form-urlencoded text, as in forms and query strings. Pure.
 * WHATWG URL, section 5.
 */

import { hexToByte } from "./hex_codec";

/** Values by name, both decoded. */
export type Fields = Record<string, string>;

function decode(text: string): string {
  const [spaced] = string.gsub(text, "%+", " ");
  const [decoded] = string.gsub(spaced, "%%(%x%x)", hexToByte);
  return decoded;
}

/**
 * Fields by name. A stray % stays as it is. A name that comes twice keeps the later value that is
 * not empty, so that a text field below a list can overrule the list. Bytes are not checked for
 * UTF-8.
 *
 * @example require("form_codec").decodeForm("ssid=Caf%C3%A9+bar&password=a%26b").ssid -- "Café bar"
 */
export function decodeForm(text: string): Fields {
  const fields: Fields = {};
  for (const [pair] of string.gmatch(text, "[^&]+")) {
    const [name, value] = string.match(pair!, "^([^=]*)=?(.*)$");
    const key = decode(name!);
    const decoded = decode(value!);
    if (decoded !== "" || fields[key] === undefined) fields[key] = decoded;
  }
  return fields;
}
