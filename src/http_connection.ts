/**
 * One connection of the HTTP server: bytes in → request → handler → response → bytes out → closed.
 * One send is in flight at a time, at most 1400 bytes: a second one would lose its "sent" event.
 */
import { attempt } from "./guard";
import { warning } from "./logger";
import { encodeHead, Pull, Response } from "./http_codec";
import { createReader, read, Reader, Request } from "./http_reader";
import type { OnAnswered, Reply, ServerOptions } from "./http_server";

const SEND_BYTES = 1400;
/** A whole request may take so long, however its bytes are dripped; and so may each piece of an answer. */
const SLOW_SECONDS = 15;
/** A handler that answers later has to do it within this time. */
const ANSWER_SECONDS = 60;
/** After an early answer the rest of the request is read away for so long, or a reset would eat it. */
const LINGER_SECONDS = 1;

/** What the server listens to; see http_server. */
const EVENTS = ["receive", "sent", "disconnection", "reconnection"] as const;

/** What a connection is doing. */
export const enum Phase {
  Reading = "reading",
  Handling = "handling",
  Sending = "sending",
  Lingering = "lingering",
  /** It speaks another protocol from now on. */
  Upgraded = "upgraded",
  Closed = "closed",
}

export type OnData = (data: string) => void;

export interface Connection {
  readonly socket: net.TcpSocket;
  readonly options: ServerOptions;
  readonly peerIp: string;
  phase: Phase;
  /** Nothing once the request was read. */
  reader: Reader | undefined;
  /** The response to HEAD has no body. */
  headOnly: boolean;
  /** What is still to be sent; then what `pull` gives. */
  out: string;
  pull: Pull | undefined;
  /** The firmware has not said "sent" yet. */
  inFlight: boolean;
  /** Bytes of the request are still on their way. */
  unread: boolean;
  onAnswered: OnAnswered | undefined;
  /** For the other protocol. */
  onData: OnData | undefined;
  secondsSilent: number;
  secondsReading: number;
}

export function createConnection(socket: net.TcpSocket, options: ServerOptions): Connection {
  const [, peerIp] = socket.getpeer();
  return {
    socket,
    options,
    peerIp: peerIp ?? "",
    phase: Phase.Reading,
    reader: createReader(options),
    headOnly: false,
    out: "",
    pull: undefined,
    inFlight: false,
    unread: false,
    onAnswered: undefined,
    onData: undefined,
    secondsSilent: 0,
    secondsReading: 0,
  };
}

export function isClosed(connection: Connection): boolean {
  return connection.phase === Phase.Closed;
}

/** Nothing was asked yet: such a connection gives way when there are too many. */
export function isIdle(connection: Connection): boolean {
  return connection.phase === Phase.Reading && connection.reader?.head === undefined;
}

function tellAnswered(connection: Connection): void {
  const onAnswered = connection.onAnswered;
  connection.onAnswered = undefined;
  onAnswered?.();
}

/** Closes it, whatever it was doing. */
export function close(connection: Connection): void {
  if (connection.phase === Phase.Closed) return;
  connection.phase = Phase.Closed;
  connection.reader = undefined;
  connection.out = "";
  connection.pull = undefined;
  // After a reset close() raises: there is nothing to close then.
  pcall(() => connection.socket.close());
  // The firmware holds callbacks as long as the socket lives, and these hold the socket: for ever.
  for (const event of EVENTS) connection.socket.on(event, undefined);
  tellAnswered(connection);
}

/** All was sent. */
function finish(connection: Connection): void {
  if (connection.phase !== Phase.Sending) return;
  if (connection.unread) {
    connection.phase = Phase.Lingering;
    tellAnswered(connection);
  } else {
    close(connection);
  }
}

/** Sends the next piece, unless one is on its way; when there is none left, that was it. */
export function sendNext(connection: Connection): void {
  if (connection.inFlight || connection.phase === Phase.Closed) return;
  if (connection.out === "" && connection.pull !== undefined) {
    const [pulled, piece] = pcall(connection.pull);
    if (!pulled) {
      warning("http", "%s", tostring(piece));
      close(connection);
      return;
    }
    connection.out = piece ?? "";
  }
  if (connection.out === "") {
    finish(connection);
    return;
  }
  const piece = string.sub(connection.out, 1, SEND_BYTES);
  connection.out = string.sub(connection.out, SEND_BYTES + 1);
  connection.inFlight = true;
  const [sent] = pcall(() => connection.socket.send(piece));
  if (!sent) close(connection);
}

/** The peer has what was sent last. */
export function onSent(connection: Connection): void {
  connection.inFlight = false;
  connection.secondsSilent = 0;
  sendNext(connection);
}

function respond(connection: Connection, response: Response): void {
  const onUpgrade = response.onUpgrade;
  // Made first: when it raises, the connection can still be told so.
  const text = encodeHead(response) + (connection.headOnly ? "" : (response.body ?? ""));
  connection.phase = onUpgrade === undefined ? Phase.Sending : Phase.Upgraded;
  connection.out += text;
  if (!connection.headOnly) connection.pull = response.pull;
  if (onUpgrade !== undefined) {
    const streams = require("./http_stream") as typeof import("./http_stream");
    onUpgrade(streams.createStream(connection));
  }
  sendNext(connection);
}

/** Answers an error, and reads away what is still on its way. */
export function refuse(connection: Connection, status: number): void {
  const head = connection.reader?.head;
  connection.unread = true;
  connection.headOnly = head?.method === "HEAD";
  respond(connection, connection.options.describe(status, head));
}

function handle(connection: Connection, request: Request): void {
  connection.phase = Phase.Handling;
  connection.headOnly = request.method === "HEAD";
  const reply: Reply = (response, onAnswered) => {
    if (connection.phase === Phase.Handling) {
      connection.onAnswered = onAnswered;
      respond(connection, response);
    } else {
      onAnswered?.();
    }
  };
  const handled = attempt("http", () => connection.options.handle(request, reply));
  if (!handled) reply(connection.options.describe(500, request));
}

/** Bytes arrived. */
export function receive(connection: Connection, data: string): void {
  if (connection.onData !== undefined) connection.onData(data);
  if (connection.phase !== Phase.Reading || connection.reader === undefined) return;
  connection.secondsSilent = 0;
  const result = read(connection.reader, data);
  switch (result.kind) {
    case "request": {
      const request = result.head as { -readonly [Key in keyof Request]: Request[Key] };
      request.body = result.body;
      request.peerIp = connection.peerIp;
      connection.reader = undefined;
      handle(connection, request);
      break;
    }
    case "continue":
      connection.out = "HTTP/1.1 100 Continue\r\n\r\n";
      sendNext(connection);
      break;
    case "bad":
      refuse(connection, result.status);
      break;
    case "foreign":
      close(connection);
      break;
    case "more":
      break;
  }
}

function tickReading(connection: Connection): void {
  connection.secondsReading += 1;
  if (
    connection.secondsSilent <= connection.options.timeoutSeconds &&
    connection.secondsReading <= SLOW_SECONDS
  ) {
    return;
  }
  if (connection.reader === undefined || connection.reader.buffer === "") close(connection);
  else refuse(connection, 408);
}

/** A second went by: lets go who is silent, too slow, or does not read its answer. */
export function tick(connection: Connection): void {
  connection.secondsSilent += 1;
  const silent = connection.secondsSilent;
  if (connection.phase === Phase.Reading) tickReading(connection);
  else if (connection.phase === Phase.Handling && silent > ANSWER_SECONDS) close(connection);
  else if (connection.phase === Phase.Sending && silent > SLOW_SECONDS) close(connection);
  else if (connection.phase === Phase.Lingering && silent > LINGER_SECONDS) close(connection);
  else if (connection.inFlight && silent > SLOW_SECONDS) close(connection);
}
