/**
 * One connection of the HTTP server: bytes in → request → handler → response → bytes out → closed.
 * One send is in flight at a time, at most 1400 bytes: a second one would lose its "sent" event.
 */
import { attempt } from "./guard";
import { bodyLength, decodeHead, encodeHead, Head, Pull, Response } from "./http_codec";
import type { Handle, OnAnswered, Reply, Request } from "./http_server";

const SEND_BYTES = 1400;
const MAX_HEAD_BYTES = 4096;
const MAX_BODY_BYTES = 2048;
/** A client that is silent for so long is let go. */
const SILENT_SECONDS = 5;
/** A whole request may take so long, however its bytes are dripped; and so may each piece of an answer. */
const SLOW_SECONDS = 15;
/** A handler that answers later has to do it within this time. */
const ANSWER_SECONDS = 60;
/** After an early answer the rest of the request is read away for so long, or a reset would eat it. */
const LINGER_SECONDS = 1;

/** What a connection is doing. */
const enum Phase {
  Reading = "reading",
  Handling = "handling",
  Sending = "sending",
  Lingering = "lingering",
  Closed = "closed",
}

export interface Connection {
  readonly socket: net.TcpSocket;
  readonly handle: Handle;
  phase: Phase;
  /** What was received and not yet understood. */
  buffer: string;
  head: Head | undefined;
  bodyAt: number;
  bodyBytes: number;
  /** What is still to be sent; then what `pull` gives. */
  out: string;
  pull: Pull | undefined;
  /** Bytes of the request are still on their way. */
  unread: boolean;
  onAnswered: OnAnswered | undefined;
  secondsSilent: number;
  secondsReading: number;
}

export function createConnection(socket: net.TcpSocket, handle: Handle): Connection {
  return {
    socket,
    handle,
    phase: Phase.Reading,
    buffer: "",
    head: undefined,
    bodyAt: 0,
    bodyBytes: 0,
    out: "",
    pull: undefined,
    unread: false,
    onAnswered: undefined,
    secondsSilent: 0,
    secondsReading: 0,
  };
}

export function isClosed(connection: Connection): boolean {
  return connection.phase === Phase.Closed;
}

/** Nothing was asked yet: such a connection gives way when there are too many. */
export function isIdle(connection: Connection): boolean {
  return connection.phase === Phase.Reading && connection.head === undefined;
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
  connection.buffer = "";
  connection.out = "";
  connection.pull = undefined;
  // After a reset close() raises: there is nothing to close then.
  pcall(() => connection.socket.close());
  tellAnswered(connection);
}

/** All was sent. */
function finish(connection: Connection): void {
  if (connection.unread) {
    connection.phase = Phase.Lingering;
    tellAnswered(connection);
  } else {
    close(connection);
  }
}

/** Sends the next piece, or ends the connection when all was sent. */
export function sendNext(connection: Connection): void {
  if (connection.phase !== Phase.Sending) return;
  connection.secondsSilent = 0;
  if (connection.out === "") connection.out = connection.pull?.() ?? "";
  if (connection.out === "") {
    finish(connection);
    return;
  }
  const piece = string.sub(connection.out, 1, SEND_BYTES);
  connection.out = string.sub(connection.out, SEND_BYTES + 1);
  const [sent] = pcall(() => connection.socket.send(piece));
  if (!sent) close(connection);
}

function respond(connection: Connection, response: Response): void {
  connection.phase = Phase.Sending;
  connection.buffer = "";
  connection.out = encodeHead(response);
  if (connection.head?.method !== "HEAD") {
    connection.out += response.body ?? "";
    connection.pull = response.pull;
  }
  sendNext(connection);
}

function refuse(connection: Connection, status: number): void {
  connection.unread = true;
  respond(connection, { status, contentType: "text/plain", body: `Error ${status}\n` });
}

function handOver(connection: Connection, head: Head): void {
  const request = head as { -readonly [Key in keyof Request]: Request[Key] };
  const bodyEnd = connection.bodyAt + connection.bodyBytes - 1;
  request.body = string.sub(connection.buffer, connection.bodyAt, bodyEnd);
  connection.phase = Phase.Handling;
  connection.buffer = "";
  const reply: Reply = (response, onAnswered) => {
    if (connection.phase === Phase.Handling) {
      connection.onAnswered = onAnswered;
      respond(connection, response);
    } else {
      onAnswered?.();
    }
  };
  if (!attempt("http", () => connection.handle(request, reply))) {
    reply({ status: 500, contentType: "text/plain", body: "Error 500\n" });
  }
}

function readHead(connection: Connection): void {
  const decoded = decodeHead(connection.buffer, MAX_HEAD_BYTES);
  if (decoded.kind === "head") {
    connection.head = decoded.head;
    connection.bodyAt = decoded.bodyAt;
    const [bodyBytes, status] = bodyLength(decoded.head);
    if (bodyBytes === undefined) refuse(connection, status!);
    else if (bodyBytes > MAX_BODY_BYTES) refuse(connection, 413);
    else connection.bodyBytes = bodyBytes;
  } else if (decoded.kind === "bad") {
    refuse(connection, decoded.status);
  } else if (decoded.kind === "foreign") {
    close(connection);
  }
}

/** Bytes arrived. */
export function receive(connection: Connection, data: string): void {
  if (connection.phase !== Phase.Reading) return;
  connection.secondsSilent = 0;
  connection.buffer += data;
  if (connection.head === undefined) readHead(connection);
  const head = connection.head;
  if (head === undefined || connection.phase !== Phase.Reading) return;
  const requestBytes = connection.bodyAt - 1 + connection.bodyBytes;
  if (connection.buffer.length >= requestBytes) handOver(connection, head);
}

function tickReading(connection: Connection): void {
  connection.secondsReading += 1;
  if (connection.secondsSilent <= SILENT_SECONDS && connection.secondsReading <= SLOW_SECONDS) {
    return;
  }
  if (connection.buffer === "") close(connection);
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
}
