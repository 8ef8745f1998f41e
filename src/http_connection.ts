/**
 * Connections of HTTP servers: bytes in → request → handler → response → bytes out → closed.
 * One send is in flight at a time, at most 1400 bytes: a second one would lose its "sent" event.
 * What the firmware calls is shared by all: a callback that holds its socket keeps it for ever.
 */
import { freeHeapBytes } from "./chip";
import { decodeHead, encodeHead, Head, Pull, Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Engine, OnAnswered, ServerOptions } from "./http_server";
import type { Timer } from "./timer";

const enum Limit {
  SendBytes = 1400,
  /** So many at a time are told 503 when there is no room; more are just closed. */
  TurnedAway = 2,
  /** A connection, its request and an answer on its way: with less, nobody is let in. */
  MinFreeBytes = 8192,
}

/** What a connection is doing. */
export const enum Step {
  Reading = "reading",
  Handling = "handling",
  Sending = "sending",
  Lingering = "lingering",
  /** It speaks another protocol from now on. */
  Upgraded = "upgraded",
  Closed = "closed",
}

/** Hears bytes as they arrive, in pieces of any length. */
export type OnData = (data: string) => void;

export interface Server {
  readonly options: ServerOptions;
  /** Who is let in, by netOf of neighbour; everybody where there is none. */
  readonly net: string | undefined;
  /** How many are open. */
  count: number;
  stopped: boolean;
  /** This file, while somebody may be connected. */
  engine: Engine | undefined;
  ticker: Timer | undefined;
  /** So long nobody has been connected. */
  secondsAlone: number;
}

/** Eight fields at most as a rule: a ninth makes a table twice as large. */
export interface Connection {
  readonly socket: net.TcpSocket;
  readonly server: Server;
  readonly peerIp: string;
  /** A later one has a higher number. */
  readonly number: number;
  step: Step;
  /** Reading: what has arrived, after the head when that was read. Later: what is to be sent. */
  text: string;
  secondsSilent: number;
  /** Until the answer is made. */
  head?: Request | undefined;
  /** What follows the text. */
  pull?: Pull | undefined;
  onAnswered?: OnAnswered | undefined;
  secondsReading?: number;
  /** Something is on its way out of turn: "100 Continue", or bytes of another protocol. */
  inFlight?: boolean;
  /** Bytes of the request are still on their way. */
  unread?: boolean;
  /** For the other protocol. */
  onData?: OnData | undefined;
}

const connections = new LuaTable<net.TcpSocket, Connection | undefined>();

let lastNumber = 0;

/** The open ones, of all servers. */
export { connections };

/** What most connections never need. */
export function exceptions(): typeof import("./http_exceptions") {
  return require("./http_exceptions") as typeof import("./http_exceptions");
}

/** After a reset close() raises: there is nothing to close then. That of a listener does at random. */
function closeSocket(socket: net.TcpSocket): void {
  pcall(socket.close as unknown as (this: void, self: typeof socket) => void, socket);
}

/** Closes it, whatever it was doing. A second call does nothing. */
function close(connection: Connection): void {
  if (connection.step === Step.Closed) return;
  const socket = connection.socket;
  const server = connection.server;
  const onAnswered = connection.onAnswered;
  connection.step = Step.Closed;
  connection.text = "";
  connections.set(socket, undefined);
  server.count -= 1;
  closeSocket(socket);
  if (onAnswered !== undefined) {
    connection.onAnswered = undefined;
    onAnswered();
  }
}

/** Sends the next piece; when there is none left, that was it. Raises when the peer is gone. */
function sendNext(connection: Connection): void {
  let text: string | undefined = connection.text;
  connection.secondsSilent = 0;
  if (text === "") text = connection.pull?.();
  if (text === undefined) {
    if (connection.unread === true) return exceptions().linger(connection);
    return close(connection);
  }
  if (text.length > Limit.SendBytes) {
    connection.text = string.sub(text, Limit.SendBytes + 1);
    text = string.sub(text, 1, Limit.SendBytes);
  } else {
    connection.text = "";
  }
  connection.socket.send(text);
}

/** Sends an answer. Raises, and may be called once more, for one that can't be encoded. */
function respond(connection: Connection, response: Response): void {
  let text = response.encodedHead ?? encodeHead(response);
  const { head } = connection;
  // Before there is `pull`, which would be a ninth field.
  connection.head = undefined;
  if (head?.method !== "HEAD") {
    if (response.body !== undefined) text += response.body;
    connection.pull = response.pull;
  }
  connection.text = text;
  connection.step = Step.Sending;
  if (response.onUpgrade !== undefined) return exceptions().upgrade(connection, response.onUpgrade);
  const [sent] = pcall(sendNext, connection);
  if (!sent) close(connection);
}

/** Hands a whole request to the program. */
function handle(connection: Connection, request: Request): void {
  connection.step = Step.Handling;
  return connection.server.options.handle(request, (response, onAnswered) => {
    if (connection.step === Step.Handling) {
      if (onAnswered !== undefined) connection.onAnswered = onAnswered;
      return respond(connection, response);
    }
    onAnswered?.();
  });
}

function receive(connection: Connection, data: string): void {
  if (connection.step !== Step.Reading || connection.head !== undefined) {
    return exceptions().receiveMore(connection, data);
  }
  const text = connection.text + data;
  const [head, place, isPlain] = decodeHead(text, connection.server.options.headBytes);
  if (head === undefined) return exceptions().receiveOther(connection, text, place);
  const request = head as Head & { -readonly [Key in keyof Request]: Request[Key] };
  request.body = "";
  request.peerIp = connection.peerIp;
  connection.head = request;
  if (!isPlain) return exceptions().receiveBody(connection, string.sub(text, place), true);
  connection.secondsSilent = 0;
  return handle(connection, request);
}

/** The peer has what was sent last. */
function sent(connection: Connection): void {
  if (connection.step !== Step.Sending) return exceptions().sentOtherwise(connection);
  return sendNext(connection);
}

/** What the firmware calls. A reset comes as two events; the one without a socket tells nothing new. */
function rescued(run: (connection: Connection, data: string) => void) {
  return (socket: net.TcpSocket | undefined, data?: string | number) => {
    const connection = connections.get(socket!);
    if (connection === undefined) return;
    const [ok, problem] = pcall(run, connection, data as string);
    if (!ok) exceptions().rescue(connection, problem);
  };
}

const onReceive = rescued(receive);
const onSent = rescued(sent);
const onGone = rescued(close);

/** What may be done for one more where memory or places are short; a few more than may enter come in. */
function makePlace(server: Server, peerIp: string): boolean {
  if (freeHeapBytes() < Limit.MinFreeBytes) {
    collectgarbage();
    if (freeHeapBytes() < Limit.MinFreeBytes) return false;
  }
  const limit = server.options.connections;
  if (server.count < limit) return true;
  const crowd = require("./http_crowd") as typeof import("./http_crowd");
  return crowd.makeRoom(server, peerIp) || server.count < limit + Limit.TurnedAway;
}

/** Takes a socket in, or closes it. */
export function accept(server: Server, socket: net.TcpSocket): void {
  const net = server.net;
  const options = server.options;
  const limit = options.connections;
  const [, ownIp] = socket.getaddr();
  const [, ip] = socket.getpeer();
  const peerIp = ip ?? "";
  if (
    // By another interface: lwIP takes in what is for any address of the device.
    (net !== undefined && (ownIp !== options.ip || stringFind(peerIp, net, 1, true)[0] !== 1)) ||
    ((freeHeapBytes() < Limit.MinFreeBytes || server.count >= limit) && !makePlace(server, peerIp))
  ) {
    return closeSocket(socket);
  }
  const count = server.count + 1;
  lastNumber += 1;
  server.count = count;
  const connection: Connection = {
    socket,
    server,
    peerIp,
    number: lastNumber,
    step: Step.Reading,
    text: "",
    secondsSilent: 0,
  };
  connections.set(socket, connection);
  socket.on("receive", onReceive);
  socket.on("sent", onSent);
  socket.on("disconnection", onGone);
  if (count > limit) exceptions().refuse(connection, 503);
}

/** Nearly every connection is gone before it is looked at here. */
export function tick(server: Server): void {
  for (const [, connection] of connections) {
    if (connection!.server === server) {
      const silent = connection!.secondsSilent + 1;
      connection!.secondsSilent = silent;
      if (silent > 1 || connection!.step === Step.Reading) exceptions().tick(connection!);
    }
  }
}

/** The server ends. */
export function closeAll(server: Server): void {
  for (const [, connection] of connections) {
    if (connection!.server === server) close(connection!);
  }
}

export { close, handle, respond, sendNext };
