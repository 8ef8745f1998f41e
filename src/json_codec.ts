/**
 * Text as JSON strings. Pure. RFC 8259 section 7. The firmware's sjson leaves backslashes
 * unescaped.
 */
import { toValidUtf8 } from "./utf8_codec";

function escape(character: string): string {
  if (character === '"' || character === "\\") return "\\" + character;
  return string.format("\\u%04x", string.byte(character));
}

/**
 * A JSON string with its quotes: every byte string becomes valid JSON, broken UTF-8 becomes U+FFFD.
 *
 * @example require("json_codec").encodeString('say "hi"') -- [["say \"hi\""]]
 */
export function encodeString(text: string): string {
  const [escaped] = string.gsub(toValidUtf8(text), '[%c"\\]', escape);
  return '"' + escaped + '"';
}
