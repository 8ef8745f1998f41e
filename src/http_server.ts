/**
 * HTTP server on TCP: the only file that opens a TCP socket. It knows nothing of what it serves.
 * Several connections at once, each of bounded memory; a client can't keep others out.
 */
import {
  close,
  Connection,
  createConnection,
  isClosed,
  isIdle,
  receive,
  sendNext,
  tick,
} from "./http_connection";
import { guarded } from "./guard";
import { Head, Response } from "./http_codec";
import { every, Timer } from "./timer";

/** One more makes the oldest give way that has asked nothing yet, or is turned away. */
const MAX_CONNECTIONS = 8;
const TICK_MS = 1000;

export interface Request extends Head {
  readonly body: string;
}

/** Called once, when the answer has left or its connection is gone. */
export type OnAnswered = () => void;

/** Answers a request, at once or later; a second call does nothing. */
export type Reply = (response: Response, onAnswered?: OnAnswered) => void;

export type Handle = (request: Request, reply: Reply) => void;

export interface HttpServer {
  stop(this: void): void;
}

interface Server {
  readonly handle: Handle;
  connections: Connection[];
  ticker: Timer | undefined;
  stopped: boolean;
}

function dropClosed(server: Server): void {
  const open: Connection[] = [];
  for (const connection of server.connections) {
    if (!isClosed(connection)) open.push(connection);
  }
  server.connections = open;
  if (open.length === 0 && server.ticker !== undefined) {
    server.ticker.stop();
    server.ticker = undefined;
  }
}

function tickAll(server: Server): void {
  for (const connection of server.connections) tick(connection);
  dropClosed(server);
}

/** Makes room by closing the oldest connection that has asked nothing yet. */
function makeRoom(server: Server): boolean {
  dropClosed(server);
  if (server.connections.length < MAX_CONNECTIONS) return true;
  for (const connection of server.connections) {
    if (isIdle(connection)) {
      close(connection);
      dropClosed(server);
      return true;
    }
  }
  return false;
}

function accept(server: Server, socket: net.TcpSocket): void {
  // This firmware goes on accepting after close() until the listener is collected.
  if (server.stopped || !makeRoom(server)) {
    pcall(() => socket.close());
    return;
  }
  const connection = createConnection(socket, server.handle);
  server.connections.push(connection);
  const onGone = guarded("http", () => close(connection));
  socket.on(
    "receive",
    guarded("http", (_: net.TcpSocket | undefined, data: string) => receive(connection, data)),
  );
  socket.on(
    "sent",
    guarded("http", () => sendNext(connection)),
  );
  // A reset comes as two events, one of them without a socket.
  socket.on("disconnection", onGone);
  socket.on("reconnection", onGone);
  server.ticker ??= every(TICK_MS, () => tickAll(server));
}

function listen(server: Server, port: number, ip: string | undefined): net.TcpServer | undefined {
  const listener = net.createServer(net.TCP);
  const onAccept = guarded("http", (socket: net.TcpSocket) => accept(server, socket));
  const [ok] = pcall(() => {
    if (ip === undefined) listener.listen(port, onAccept);
    else listener.listen(port, ip, onAccept);
  });
  return ok ? listener : undefined;
}

/**
 * Starts to serve.
 *
 * @param port 1 to 65535
 * @param ip the own address to listen at; nothing for all
 * @returns the server, or nothing when the port is taken: for 10 s after connections of another
 *   server on it were closed. Try again later.
 * @example start(80, undefined, (request, reply) => reply({ status: 200, body: "hello" }));
 */
export function start(
  port: number,
  ip: string | undefined,
  handle: Handle,
): HttpServer | undefined {
  const server: Server = { handle, connections: [], ticker: undefined, stopped: false };
  let listener = listen(server, port, ip);
  if (listener === undefined) return undefined;
  return {
    stop: () => {
      server.stopped = true;
      for (const connection of server.connections) close(connection);
      dropClosed(server);
      const closing = listener;
      listener = undefined;
      // Raises at random on this firmware; the listener really closes when it is collected.
      if (closing !== undefined) pcall(() => closing.close());
    },
  };
}

/** Tells whether a plain server of the application could listen on this port now. */
export function isFree(port: number): boolean {
  const probe = listen(
    { handle: () => {}, connections: [], ticker: undefined, stopped: true },
    port,
    undefined,
  );
  if (probe === undefined) return false;
  pcall(() => probe.close());
  return true;
}
