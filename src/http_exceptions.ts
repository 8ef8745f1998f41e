/**
 * What most HTTP connections never do: they are refused, send a body, take a second breath, become
 * another protocol, are silent, or fail. Loaded by http_connection and http_server at the first one.
 */
import { warning } from "./logger";
import { OnUpgrade, Unread } from "./http_codec";
import { close, Connection, handle, respond, sendNext, Step } from "./http_connection";
import { Waiting } from "./http_reader";

/** A whole request may take so long, however its bytes are dripped; and so may each piece of an answer. */
const SLOW_SECONDS = 15;
/** A handler that answers later has to do it within this time. */
const ANSWER_SECONDS = 60;
/** After an early answer the rest of the request is read away for so long, or a reset would eat it. */
const LINGER_SECONDS = 1;

/** Answers an error, and reads away what is still on its way. */
export function refuse(connection: Connection, status: number): void {
  connection.unread = true;
  const { head, peerIp } = connection;
  respond(connection, connection.server.options.describe(status, head, peerIp));
}

/** What has come so far is no head. */
export function receiveOther(connection: Connection, text: string, status: number): void {
  connection.secondsSilent = 0;
  connection.text = text;
  if (status === Unread.Foreign) close(connection);
  else if (status !== Unread.More) refuse(connection, status);
}

/** The head is there; these are the bytes after it. */
export function receiveBody(connection: Connection, bytes: string, isFirst: boolean): void {
  const request = connection.head!;
  connection.secondsSilent = 0;
  connection.text = bytes;
  // Until "100 Continue" has arrived nothing else may be sent.
  if (connection.inFlight === true) return;
  const reader = require("./http_reader") as typeof import("./http_reader");
  const [body, status] = reader.readBody(request, bytes, connection.server.options, isFirst);
  if (body !== undefined) {
    (request as { body: string }).body = body;
    handle(connection, request);
  } else if (status === Waiting.Continue) {
    connection.inFlight = true;
    connection.socket.send("HTTP/1.1 100 Continue\r\n\r\n");
  } else if (status !== Waiting.More) {
    refuse(connection, status);
  }
}

/** Bytes that are not the first ones. What follows a whole request is thrown away. */
export function receiveMore(connection: Connection, data: string): void {
  if (connection.onData !== undefined) connection.onData(data);
  else if (connection.step === Step.Reading) receiveBody(connection, connection.text + data, false);
}

/** Sends what waits for the other protocol, unless something is on its way. */
export function flush(connection: Connection): void {
  if (connection.inFlight === true || connection.text === "") return;
  connection.inFlight = true;
  const [sent] = pcall(sendNext, connection);
  if (!sent) close(connection);
}

/** The end of the other protocol, when all that waits was sent. */
export function end(connection: Connection): void {
  connection.step = Step.Sending;
  if (connection.inFlight === true) return;
  const [sent] = pcall(sendNext, connection);
  if (!sent) close(connection);
}

/** Speaks another protocol from now on. */
export function upgrade(connection: Connection, onUpgrade: OnUpgrade): void {
  connection.step = Step.Upgraded;
  const streams = require("./http_stream") as typeof import("./http_stream");
  onUpgrade(streams.createStream(connection));
  if (connection.step === Step.Upgraded) flush(connection);
}

/** All was sent, but not all was read. */
export function linger(connection: Connection): void {
  const onAnswered = connection.onAnswered;
  connection.step = Step.Lingering;
  connection.onAnswered = undefined;
  onAnswered?.();
}

/** An error in the handler is answered with 500; any other one ends the connection. */
export function rescue(connection: Connection, problem: unknown): void {
  // Without memory even the log line can fail.
  pcall(warning, "http", "%s", tostring(problem));
  if (connection.step === Step.Handling) {
    const { describe } = connection.server.options;
    const [answered] = pcall(() =>
      respond(connection, describe(500, connection.head, connection.peerIp)),
    );
    if (answered) return;
  }
  pcall(close, connection);
}

function goOn(connection: Connection): void {
  if (connection.step === Step.Reading) receiveBody(connection, connection.text, false);
  else if (connection.step === Step.Upgraded) flush(connection);
}

/** The peer has what was sent, and that was no piece of an answer. */
export function sentOtherwise(connection: Connection): void {
  connection.secondsSilent = 0;
  if (connection.inFlight !== true) return;
  connection.inFlight = false;
  const [ok, problem] = pcall(goOn, connection);
  if (!ok) rescue(connection, problem);
}

function tickReading(connection: Connection): void {
  const seconds = (connection.secondsReading ?? 0) + 1;
  connection.secondsReading = seconds;
  const isSilent = connection.secondsSilent > connection.server.options.timeoutSeconds;
  if (!isSilent && seconds <= SLOW_SECONDS) return;
  const saidNothing = connection.text === "" && connection.head === undefined;
  if (saidNothing || connection.inFlight === true) close(connection);
  else refuse(connection, 408);
}

/** A second went by: lets go who is silent, too slow, or does not read its answer. */
export function tick(connection: Connection): void {
  const { step, secondsSilent: silent } = connection;
  if (step === Step.Reading) tickReading(connection);
  else if (step === Step.Handling && silent > ANSWER_SECONDS) close(connection);
  else if (step === Step.Sending && silent > SLOW_SECONDS) close(connection);
  else if (step === Step.Lingering && silent > LINGER_SECONDS) close(connection);
  else if (connection.inFlight === true && silent > SLOW_SECONDS) close(connection);
}
