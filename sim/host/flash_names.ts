/**
 * Names of SPIFFS files, which are flat and any bytes, as paths below a folder of the host. What
 * the host can't name safely is percent-encoded: dot files, empty parts, bytes that are no UTF-8.
 * Names are latin1 strings of bytes. Pure.
 */
import { decodeUtf8, encodeUtf8 } from "./message_line";

/** CONFIG_SPIFFS_OBJ_NAME_LEN is 32 with the closing NUL. */
export const MAX_NAME_BYTES = 31;

const percent = (character: string): string =>
  "%" + character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");

/** An escape that `encodePart` could have written. */
const OWN_ESCAPE = /%(2E|25|2F|[01][0-9A-F]|7F|[89A-F][0-9A-F])/g;

function encodePart(part: string): string {
  const escaped = part
    .replace(OWN_ESCAPE, (escape) => `%25${escape.slice(1)}`)
    .replace(/[\x00-\x1f\x7f]/g, percent)
    .replace(/^\./, percent);
  return decodeUtf8(escaped) ?? escaped.replace(/[\x80-\xff]/g, percent);
}

/** The path for a name, with "/" between folders; an encoded slash where no folder can be. */
export function nameToPath(name: string, flat = false): string {
  const parts = name.split("/");
  const asFolders = !flat && parts.every((part) => part !== "");
  return parts.map(encodePart).join(asFolders ? "/" : "%2F");
}

/** The name that a path stands for. */
export function pathToName(path: string): string {
  const literal = encodeUtf8(path);
  const decoded = literal.replace(OWN_ESCAPE, (escape) =>
    String.fromCharCode(parseInt(escape.slice(1), 16)),
  );
  const ours = [nameToPath(decoded), nameToPath(decoded, true)].includes(path);
  return ours ? decoded : literal;
}
