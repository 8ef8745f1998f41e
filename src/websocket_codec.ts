/**
 * WebSocket frames as byte strings, as a server reads and writes them. Pure. RFC 6455, sections 5
 * and 7. No extension is ever agreed on, so the reserved bits are always zero.
 */
import { isValidUtf8, toValidUtf8 } from "./utf8_codec";

/** Kinds of frames. Section 5.2. */
export const enum Opcode {
  Continuation = 0,
  Text = 1,
  Binary = 2,
  /** From here on: control frames. */
  Close = 8,
  Ping = 9,
  Pong = 10,
}

/** Why a connection ends. Section 7.4.1 and the IANA registry. */
export const enum CloseCode {
  Normal = 1000,
  GoingAway = 1001,
  ProtocolError = 1002,
  /** Stands for a close frame without a code; never sent. */
  NoCode = 1005,
  /** Stands for a connection that was lost; never sent. */
  Lost = 1006,
  InvalidData = 1007,
  TooBig = 1009,
  InternalError = 1011,
  TryAgainLater = 1013,
}

/** What decodeFrame finds. */
export type DecodedFrame =
  | { readonly kind: "more" }
  /** A reason to end the connection with this code. */
  | { readonly kind: "bad"; readonly code: number }
  | {
      readonly kind: "frame";
      readonly opcode: Opcode;
      /** The last or only one of its message. */
      readonly final: boolean;
      /** Without its mask. */
      readonly payload: string;
      /** Where the next frame begins, counted as string.sub does. */
      readonly nextAt: number;
    };

/** What decodeClose finds. */
export type DecodedClose =
  | { readonly kind: "close"; readonly code: number; readonly reason: string }
  | { readonly kind: "bad"; readonly code: number };

const MORE: DecodedFrame = { kind: "more" };
const MAX_CONTROL_BYTES = 125;
const MASK_BYTES = 4;
/** In place of a length that is not in its shortest form, or negative. */
const MALFORMED = -1;
/** In place of every length from here on: 2^24, which no chip has memory for. */
const HUGE = 16777216;

const NIBBLE_BITS = [1, 2, 4, 8];

function createNibbleXor(): string {
  const bytes: string[] = [];
  for (const a of $range(0, 15)) {
    for (const b of $range(0, 15)) {
      let value = 0;
      for (const bit of NIBBLE_BITS) {
        if (Math.floor(a / bit) % 2 !== Math.floor(b / bit) % 2) value += bit;
      }
      bytes.push(string.char(value));
    }
  }
  return table.concat(bytes);
}

/** Exclusive or of the nibbles a and b is byte 16 * a + b + 1. Text: a table would be 2 KB. */
const NIBBLE_XOR = createNibbleXor();

/** Where the rows of the mask's four bytes begin, for upper and lower nibbles. */
const upperRows: Record<number, number> = {};
const lowerRows: Record<number, number> = {};

const byteAt = string.byte;

function unmaskByte(byte: number, lane: number): number {
  const lower = byte % 16;
  const upper = byteAt(NIBBLE_XOR, upperRows[lane]! + (byte - lower) / 16);
  const rest = byteAt(NIBBLE_XOR, lowerRows[lane]! + lower);
  return upper * 16 + rest;
}

/** Up to four bytes. */
function unmaskGroup(group: string): string {
  const [a, b, c, d] = byteAt(group, 1, 4);
  if (d === undefined) {
    const padded = unmaskGroup(group + string.rep("-", 4 - group.length));
    return string.sub(padded, 1, group.length);
  }
  return string.char(unmaskByte(a!, 1), unmaskByte(b!, 2), unmaskByte(c!, 3), unmaskByte(d, 4));
}

/** The payload at this place without its mask. Section 5.3. */
function unmask(buffer: string, maskAt: number, endAt: number): string {
  for (const lane of $range(1, MASK_BYTES)) {
    const mask = stringByte(buffer, maskAt + lane - 1)!;
    const lower = mask % 16;
    upperRows[lane] = mask - lower + 1;
    lowerRows[lane] = lower * 16 + 1;
  }
  const masked = string.sub(buffer, maskAt + MASK_BYTES, endAt);
  const [payload] = string.gsub(masked, "..?.?.?", unmaskGroup);
  return payload;
}

/** The length whose long form begins at this place; nothing when not all of it is there. */
function decodeLength(buffer: string, at: number, short: number): number | undefined {
  if (short < 126) return short;
  const [a, b, c, d, e, f, g, h] = string.byte(buffer, at, at + 7);
  if (short === 126) {
    if (b === undefined) return undefined;
    const length = a! * 256 + b;
    return length < 126 ? MALFORMED : length;
  }
  if (h === undefined) return undefined;
  if (a! > 127) return MALFORMED;
  if (a! + b! + c! + d! + e! > 0) return HUGE;
  const length = f! * 65536 + g! * 256 + h;
  return length < 65536 ? MALFORMED : length;
}

function bad(code: number): DecodedFrame {
  return { kind: "bad", code };
}

/**
 * Reads a client's frame. Section 5.2.
 *
 * @param buffer what has arrived
 * @param at where the frame begins in it, counted as string.sub does
 * @param maxDataBytes a longer data frame is answered with 1009, as soon as its length is there
 * @returns "more" while it is incomplete; "bad" with the code to end the connection with, 1002 or
 *   1009; "frame"
 * @example
 * local frame = require("websocket_codec").decodeFrame(bytes, 1, 4096)
 * if frame.kind == "frame" then print(frame.opcode, frame.payload) end
 */
export function decodeFrame(buffer: string, at: number, maxDataBytes: number): DecodedFrame {
  const [first, second] = string.byte(buffer, at, at + 1);
  if (first === undefined) return MORE;
  const final = first > 127;
  const opcode = first % 16;
  const isControl = opcode >= Opcode.Close;
  // Reserved bits and opcodes; a control frame in pieces.
  if (first % 128 > 15 || opcode % 8 > 2) return bad(CloseCode.ProtocolError);
  if (isControl && !final) return bad(CloseCode.ProtocolError);
  if (second === undefined) return MORE;
  const short = second - 128;
  // A client has to mask.
  if (short < 0 || (isControl && short > MAX_CONTROL_BYTES)) return bad(CloseCode.ProtocolError);
  const length = decodeLength(buffer, at + 2, short);
  if (length === undefined) return MORE;
  if (length === MALFORMED) return bad(CloseCode.ProtocolError);
  if (!isControl && length > maxDataBytes) return bad(CloseCode.TooBig);
  const lengthBytes = short < 126 ? 0 : short === 126 ? 2 : 8;
  const maskAt = at + 2 + lengthBytes;
  const endAt = maskAt + MASK_BYTES + length - 1;
  if (buffer.length < endAt) return MORE;
  const payload = unmask(buffer, maskAt, endAt);
  return { kind: "frame", opcode, final, payload, nextAt: endAt + 1 };
}

/**
 * A server's frame: whole and without a mask. Section 5.1.
 *
 * @param opcode 1 text, 2 binary, 8 close, 9 ping, 10 pong
 * @param payload well-formed UTF-8 in a text; at most 125 bytes for 8 to 10. Neither is checked
 * @example require("websocket_codec").encodeFrame(1, "hello") -- "\129\5hello"
 */
export function encodeFrame(opcode: Opcode, payload: string): string {
  const size = payload.length;
  const first = 128 + opcode;
  if (size < 126) return string.char(first, size) + payload;
  const middle = Math.floor(size / 256) % 256;
  if (size < 65536) return string.char(first, 126, middle, size % 256) + payload;
  const upper = Math.floor(size / 65536) % 256;
  const top = Math.floor(size / 16777216);
  return string.char(first, 127, 0, 0, 0, 0, top, upper, middle, size % 256) + payload;
}

/**
 * Whether a code may stand in a close frame: 1000 to 1014 but 1004 to 1006, and 3000 to 4999.
 * Section 7.4.
 *
 * @example require("websocket_codec").isCloseCode(1006) -- false
 */
export function isCloseCode(code: number): boolean {
  if (code >= 3000) return code <= 4999;
  return code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
}

/**
 * Reads the payload of a close frame. Section 5.5.1.
 *
 * @returns "close" with code (1005 when there is none) and reason; "bad" with the code to answer:
 *   1002 or, when the reason is no UTF-8, 1007
 * @example require("websocket_codec").decodeClose("\3\232bye").code -- 1000
 */
export function decodeClose(payload: string): DecodedClose {
  if (payload === "") return { kind: "close", code: CloseCode.NoCode, reason: "" };
  const [high, low] = string.byte(payload, 1, 2);
  const code = high! * 256 + (low ?? 0);
  if (low === undefined || !isCloseCode(code)) {
    return { kind: "bad", code: CloseCode.ProtocolError };
  }
  const reason = string.sub(payload, 3);
  if (!isValidUtf8(reason)) return { kind: "bad", code: CloseCode.InvalidData };
  return { kind: "close", code, reason };
}

/**
 * A close frame. Section 5.5.1.
 *
 * @param code 1005 for one without a code; else one for which isCloseCode is true, which is not
 *   checked
 * @param reason cut to whole characters in at most 123 bytes
 * @example require("websocket_codec").encodeClose(1000, "bye") -- "\136\5\3\232bye"
 */
export function encodeClose(code: number, reason: string): string {
  if (code === CloseCode.NoCode) return encodeFrame(Opcode.Close, "");
  const text = toValidUtf8(reason);
  let size = Math.min(text.length, MAX_CONTROL_BYTES - 2);
  let following = stringByte(text, size + 1);
  while (following !== undefined && following >= 128 && following < 192) {
    size -= 1;
    following = stringByte(text, size + 1);
  }
  const codeBytes = string.char(Math.floor(code / 256), code % 256);
  return encodeFrame(Opcode.Close, codeBytes + string.sub(text, 1, size));
}
