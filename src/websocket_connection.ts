/**
 * One WebSocket: events of its reader in, frames out; the closing handshake, pings and the limits.
 * RFC 6455, sections 5.5 and 7.
 */
import type { Stream } from "./http_stream";
import { warning } from "./logger";
import { toValidUtf8 } from "./utf8_codec";
import { CloseCode, encodeClose, encodeFrame, isCloseCode, Opcode } from "./websocket_codec";
import { createReader, Event, feed, next, Reader } from "./websocket_reader";

/** So long the other side has for its close frame after ours. */
const CLOSING_SECONDS = 5;

const enum Phase {
  Open = "open",
  /** Our close frame is on its way, theirs is awaited. */
  Closing = "closing",
  Closed = "closed",
}

/** One of those connected. Its methods are called with a colon. */
export interface Client {
  /** Counts up from 1. */
  readonly id: number;
  /**
   * Sends a text; bytes that are no UTF-8 become U+FFFD.
   *
   * @param text may wait to be sent, up to maxQueuedBytes of the hub
   * @returns false when it is not connected any more, or was let go because it reads too slowly
   * @example client:send("hello")
   */
  send(text: string): boolean;
  /**
   * Sends bytes; else as send.
   *
   * @param bytes any
   * @example client:sendBinary(string.char(1, 2, 255))
   */
  sendBinary(bytes: string): boolean;
  /**
   * Ends the connection; `onClose` is called when the other side has answered, or after 5 s.
   *
   * @param code 1000 (the default), 3000 to 4999 for own meanings
   * @param reason at most 123 bytes of text, for the other side
   * @throws for a code that can't be sent
   * @example client:close(4001, "somebody else took over")
   */
  close(code?: number, reason?: string): void;
}

/** A complete message: a text, well-formed UTF-8, or bytes. */
export type OnMessage = (client: Client, message: string, isBinary: boolean) => void;
/** A client is connected: it may be sent to at once. An error ends the connection with 1011. */
export type OnOpen = (client: Client) => void;
/** Code and reason of the other side; 1005 when it gave none, 1006 when the connection was lost. */
export type OnClose = (client: Client, code: number, reason: string) => void;

/** What a connection needs of its hub. */
export interface Rules {
  readonly onMessage: OnMessage | undefined;
  readonly maxMessageBytes: number;
  readonly maxQueuedBytes: number;
  readonly pingSeconds: number;
  readonly timeoutSeconds: number;
  readonly onEnded: OnClose;
}

/** A client with what the connection is made of; for the hub. */
export interface Connection extends Client {
  readonly stream: Stream;
  readonly rules: Rules;
  readonly reader: Reader;
  phase: Phase;
  secondsSilent: number;
  secondsClosing: number;
}

/** It is over for us; what is queued still leaves. */
function end(connection: Connection, code: number, reason: string): void {
  if (connection.phase === Phase.Closed) return;
  connection.phase = Phase.Closed;
  connection.stream.close();
  connection.rules.onEnded(connection, code, reason);
}

/**
 * Tells the other side why, and does not wait for its answer. Section 7.1.7.
 *
 * @param code as of encodeClose
 * @example require("websocket_connection").fail(connection, 1011)
 */
export function fail(connection: Connection, code: number): void {
  if (connection.phase === Phase.Open) connection.stream.send(encodeClose(code, ""));
  end(connection, code, "");
}

/**
 * Sends a frame, as send() of Client tells.
 *
 * @param frame as encodeFrame of websocket_codec makes it
 * @returns false when it is not connected any more, or was let go because it reads too slowly
 * @example
 * local ping = require("websocket_codec").encodeFrame(9, "")
 * require("websocket_connection").sendFrame(connection, ping)
 */
export function sendFrame(connection: Connection, frame: string): boolean {
  if (connection.phase !== Phase.Open) return false;
  const queuedBytes = connection.stream.queuedBytes();
  if (queuedBytes > 0 && queuedBytes + frame.length > connection.rules.maxQueuedBytes) {
    fail(connection, CloseCode.TryAgainLater);
    return false;
  }
  connection.stream.send(frame);
  return true;
}

/**
 * A text frame of any text: bytes that are no UTF-8 become U+FFFD.
 *
 * @example require("websocket_connection").encodeText("hello") -- "\129\5hello"
 */
export function encodeText(text: string): string {
  return encodeFrame(Opcode.Text, toValidUtf8(text));
}

const METHODS = {
  send(this: Connection, text: string): boolean {
    return sendFrame(this, encodeText(text));
  },
  sendBinary(this: Connection, bytes: string): boolean {
    return sendFrame(this, encodeFrame(Opcode.Binary, bytes));
  },
  close(this: Connection, code?: number, reason?: string): void {
    const sentCode = code ?? CloseCode.Normal;
    if (!isCloseCode(sentCode)) error(`close code ${sentCode} can't be sent`, 2);
    if (this.phase !== Phase.Open) return;
    this.stream.send(encodeClose(sentCode, reason ?? ""));
    this.phase = Phase.Closing;
  },
};

const METATABLE = { __index: METHODS };

/**
 * Calls a function of the application with two values of its own; an error becomes a log line and
 * ends the connection with 1011.
 *
 * @param run nothing: nobody wants to hear
 * @example require("websocket_connection").tell(connection, onMessage, "hello", false)
 */
export function tell<A, B>(
  connection: Connection,
  run: ((this: void, client: Client, first: A, second: B) => void) | undefined,
  first: A,
  second: B,
): void {
  if (run === undefined) return;
  const [ok, problem] = pcall(run, connection, first, second);
  if (ok) return;
  warning("websocket", "%s", tostring(problem));
  fail(connection, CloseCode.InternalError);
}

function act(connection: Connection, event: Event): void {
  if (event.kind === "bad") {
    fail(connection, event.code);
  } else if (event.kind === "close") {
    if (connection.phase === Phase.Open) connection.stream.send(encodeClose(event.code, ""));
    end(connection, event.code, event.reason);
  } else if (connection.phase !== Phase.Open) {
    // What was on its way when we closed.
    return;
  } else if (event.kind === "message") {
    tell(connection, connection.rules.onMessage, event.data, event.isBinary);
  } else if (event.kind === "ping") {
    sendFrame(connection, encodeFrame(Opcode.Pong, event.payload));
  }
}

function receive(connection: Connection, data: string): void {
  if (connection.phase === Phase.Closed) return;
  connection.secondsSilent = 0;
  feed(connection.reader, data);
  let event = next(connection.reader);
  while (event !== undefined) {
    act(connection, event);
    // Only act() changes it, which the compiler can't see.
    if ((connection.phase as string) === Phase.Closed) return;
    event = next(connection.reader);
  }
}

/**
 * Takes over an upgraded connection.
 *
 * @param id counts up from 1 in its hub
 * @param rules the limits, in bytes and seconds, and who hears of messages and of the end
 * @example local connection = require("websocket_connection").createConnection(1, stream, rules)
 */
export function createConnection(id: number, stream: Stream, rules: Rules): Connection {
  const state = {
    id,
    stream,
    rules,
    reader: createReader(rules.maxMessageBytes),
    phase: Phase.Open,
    secondsSilent: 0,
    secondsClosing: 0,
  };
  const connection = setmetatable(state, METATABLE as object) as unknown as Connection;
  stream.listen(
    (data) => receive(connection, data),
    () => end(connection, CloseCode.Lost, ""),
  );
  return connection;
}

/**
 * A second went by: asks who is silent whether it is still there, and lets go who does not answer.
 *
 * @example timer.every(1000, function() require("websocket_connection").tick(connection) end)
 */
export function tick(connection: Connection): void {
  const rules = connection.rules;
  if (connection.phase === Phase.Closing) {
    connection.secondsClosing += 1;
    if (connection.secondsClosing >= CLOSING_SECONDS) end(connection, CloseCode.Lost, "");
    return;
  }
  connection.secondsSilent += 1;
  if (connection.secondsSilent === rules.pingSeconds) {
    sendFrame(connection, encodeFrame(Opcode.Ping, ""));
  } else if (connection.secondsSilent >= rules.pingSeconds + rules.timeoutSeconds) {
    end(connection, CloseCode.Lost, "");
  }
}
