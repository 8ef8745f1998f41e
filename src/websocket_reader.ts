/**
 * A client's bytes → messages and control frames: puts fragments together within a limit and checks
 * the order of frames and the UTF-8 of texts. Pure. RFC 6455, sections 5.4 to 5.6 and 8.1.
 */
import { isValidUtf8 } from "./utf8_codec";
import {
  CloseCode,
  decodeClose,
  DecodedClose,
  decodeFrame,
  DecodedFrame,
  Opcode,
} from "./websocket_codec";

/** What a client's bytes amount to. */
export type Event =
  | { readonly kind: "message"; readonly data: string; readonly isBinary: boolean }
  | { readonly kind: "ping" | "pong"; readonly payload: string }
  /** "bad" with the code to end the connection with: nothing can be read after it. */
  | DecodedClose;

/** How far one client's bytes were read. */
export interface Reader {
  readonly maxMessageBytes: number;
  buffer: string;
  /** Where the next frame begins in it. */
  at: number;
  /** The kind of message that has begun and is not complete. */
  opcode: Opcode | undefined;
  /** What is there of it. */
  parts: string[];
  partBytes: number;
}

type Frame = Extract<DecodedFrame, { kind: "frame" }>;

/**
 * A reader of one connection.
 *
 * @param maxMessageBytes what a message has in all, in one frame or in fragments; more is "bad"
 *   with 1009
 * @example local reader = require("websocket_reader").createReader(4096)
 */
export function createReader(maxMessageBytes: number): Reader {
  return { maxMessageBytes, buffer: "", at: 1, opcode: undefined, parts: [], partBytes: 0 };
}

/**
 * Bytes arrived: next() tells what is in them.
 *
 * @example require("websocket_reader").feed(reader, bytes)
 */
export function feed(reader: Reader, bytes: string): void {
  reader.buffer = string.sub(reader.buffer, reader.at) + bytes;
  reader.at = 1;
}

function bad(code: number): Event {
  return { kind: "bad", code };
}

function finishMessage(reader: Reader, opcode: Opcode): Event {
  const data = table.concat(reader.parts);
  reader.opcode = undefined;
  reader.parts = [];
  reader.partBytes = 0;
  if (opcode === Opcode.Binary) return { kind: "message", data, isBinary: true };
  if (!isValidUtf8(data)) return bad(CloseCode.InvalidData);
  return { kind: "message", data, isBinary: false };
}

/** The message that a data frame completes, else nothing. */
function takeData(reader: Reader, frame: Frame): Event | undefined {
  const isFirst = frame.opcode !== Opcode.Continuation;
  const hasBegun = reader.opcode !== undefined;
  if (isFirst === hasBegun) return bad(CloseCode.ProtocolError);
  const opcode = reader.opcode ?? frame.opcode;
  reader.opcode = opcode;
  // Without this, fragments of nothing would fill the memory.
  if (frame.payload !== "") reader.parts.push(frame.payload);
  reader.partBytes += frame.payload.length;
  return frame.final ? finishMessage(reader, opcode) : undefined;
}

function takeControl(frame: Frame): Event {
  if (frame.opcode === Opcode.Close) return decodeClose(frame.payload);
  return { kind: frame.opcode === Opcode.Ping ? "ping" : "pong", payload: frame.payload };
}

/**
 * What comes next in the bytes so far; nothing when more are needed. After "bad" (1002, 1007, 1009)
 * nothing can be read.
 *
 * @example
 * feed(reader, bytes)
 * for event in next, reader do print(event.kind) end
 */
export function next(reader: Reader): Event | undefined {
  while (true) {
    const room = reader.maxMessageBytes - reader.partBytes;
    const decoded = decodeFrame(reader.buffer, reader.at, room);
    if (decoded.kind === "more") return undefined;
    if (decoded.kind === "bad") return decoded;
    reader.at = decoded.nextAt;
    const event = decoded.opcode >= Opcode.Close ? takeControl(decoded) : takeData(reader, decoded);
    if (event !== undefined) return event;
  }
}
