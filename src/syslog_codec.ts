/** Syslog messages (RFC 5424), of one datagram each (RFC 5426). Pure. */
import { toValidUtf8 } from "./utf8_codec";

/** Section 6.1: every receiver takes 480 bytes and ought to take 2048. */
const MAX_MESSAGE_BYTES = 1024;
/** Section 6: of HOSTNAME, APP-NAME and MSGID. */
const MAX_HOSTNAME_BYTES = 255;
const MAX_APP_NAME_BYTES = 48;
const MAX_MSGID_BYTES = 32;

/** Section 6.4: stands before UTF-8. Plain ASCII does without. */
const BYTE_ORDER_MARK = string.char(239, 187, 191);
const BEYOND_ASCII = `[${string.char(128)}-${string.char(255)}]`;

/** A header field: PRINTUSASCII without spaces, and NILVALUE for nothing. */
function field(value: string, maxBytes: number): string {
  const [printable] = string.gsub(value, "[^!-~]", "_");
  return printable === "" ? "-" : string.sub(printable, 1, maxBytes);
}

/** The start of the text in whole characters of UTF-8. */
function cut(text: string, maxBytes: number): string {
  if (text.length <= maxBytes) return text;
  let end = maxBytes;
  let next = stringByte(text, end + 1)!;
  while (next >= 128 && next < 192 && end > maxBytes - 4) {
    end -= 1;
    next = stringByte(text, end + 1)!;
  }
  return string.sub(text, 1, end);
}

function messageOf(text: string): string {
  const [trimmed] = string.gsub(text, "%c+$", "");
  const [line] = string.gsub(trimmed, "%c+", " ");
  const [at] = stringFind(line, BEYOND_ASCII);
  if (at === undefined) return line;
  return BYTE_ORDER_MARK + toValidUtf8(string.sub(line, 1, MAX_MESSAGE_BYTES));
}

/**
 * Writes one message. Its time is NILVALUE, as section 6.2.3 wants it from a device without a
 * clock.
 *
 * @param priority section 6.2.1: 8 times the facility, plus the severity; 0 to 191
 * @param hostname who sends; "" for nothing. 255 bytes of it are sent, 48 of appName, 32 of
 *   messageId
 * @param messageId what kind of message it is; "" for nothing
 * @param text line breaks and other control characters become spaces
 * @returns at most 1024 bytes, the text shortened where it has to be
 * @example
 * local codec = require("syslog_codec")
 * print(codec.encode(12, "lamp", "app", "door", "hello")) --> <12>1 - lamp app - door - hello
 */
export function encode(
  priority: number,
  hostname: string,
  appName: string,
  messageId: string,
  text: string,
): string {
  const host = field(hostname, MAX_HOSTNAME_BYTES);
  const app = field(appName, MAX_APP_NAME_BYTES);
  const id = field(messageId, MAX_MSGID_BYTES);
  const header = `<${string.format("%d", priority)}>1 - ${host} ${app} - ${id} - `;
  const message = messageOf(text);
  return header + cut(message, MAX_MESSAGE_BYTES - header.length);
}
