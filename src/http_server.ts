/**
 * HTTP server on TCP: the only file that opens a TCP socket. It knows nothing of what it serves.
 * Several connections at once, each of bounded memory; a client can't keep others out.
 * Firmware: components/modules/net.c.
 */
import {
  close,
  Connection,
  createConnection,
  isClosed,
  isIdle,
  receive,
  refuse,
  onSent,
  tick,
} from "./http_connection";
import { freeHeapBytes } from "./chip";
import { guarded } from "./guard";
import { Head, Response } from "./http_codec";
import { ReadLimits, Request } from "./http_reader";
import { isNeighbour } from "./neighbour";
import { every, Timer } from "./timer";

const TICK_MS = 1000;
/** So many at a time are told 503 when there is no room; more are just closed. */
const TURNED_AWAY = 2;
/** A connection, its request and an answer on its way: with less, nobody is let in. */
const MIN_FREE_BYTES = 8192;

/** Called once, when the answer has left or its connection is gone. */
export type OnAnswered = () => void;

/** Answers a request, at once or later; a second call does nothing. */
export type Reply = (response: Response, onAnswered?: OnAnswered) => void;

/** Takes each whole request; `reply` may be kept and called later. */
export type Handle = (request: Request, reply: Reply) => void;

/** The answer to a request that can't be handled; `head` is there when so much was understood. */
export type Describe = (status: number, head: Head | undefined) => Response;

/** What a server is told: all of it. */
export interface ServerOptions extends ReadLimits {
  /** 1 to 65535. */
  readonly port: number;
  /** The own address to listen at; nothing for all. */
  readonly ip?: string | undefined;
  /** Turns away who is not in the same net (255.255.255.0) as `ip`. */
  readonly neighboursOnly?: boolean | undefined;
  readonly handle: Handle;
  readonly describe: Describe;
  /** A client that is silent for so long before its request is whole is let go. */
  readonly timeoutSeconds: number;
  /** One more makes the oldest give way that has asked nothing yet, or one of who has the most. */
  readonly connections: number;
}

/** A server that runs. */
export interface HttpServer {
  /** Closes all connections and frees the port, which may take 10 s. A second call does nothing. */
  stop(this: void): void;
}

interface Server {
  readonly options: ServerOptions;
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

/** How many connections each client has; one more for who just comes. */
function countByPeer(server: Server, newPeerIp: string): Record<string, number> {
  const counts: Record<string, number> = { [newPeerIp]: 1 };
  for (const { peerIp } of server.connections) counts[peerIp] = (counts[peerIp] ?? 0) + 1;
  return counts;
}

/**
 * The oldest connection that has asked nothing yet, of who has the most. One that just came, from who has
 * fewer than the newcomer, is about to ask: a client that opens many must not close it.
 */
function quietest(server: Server, newPeerIp: string): Connection | undefined {
  const counts = countByPeer(server, newPeerIp);
  let most = 0;
  let victim: Connection | undefined;
  for (const connection of server.connections) {
    const count = counts[connection.peerIp]!;
    const mayGo = count >= counts[newPeerIp]! || connection.secondsSilent > 0;
    if (count > most && mayGo && isIdle(connection)) {
      most = count;
      victim = connection;
    }
  }
  return victim;
}

/** The connection of the client that has the most, and at least two more than this one, silent for longest. */
function greediest(server: Server, newPeerIp: string): Connection | undefined {
  const counts = countByPeer(server, newPeerIp);
  let most = counts[newPeerIp]!;
  let victim: Connection | undefined;
  for (const connection of server.connections) {
    const count = counts[connection.peerIp]!;
    const isWorse = count === most && connection.secondsSilent > (victim?.secondsSilent ?? 0);
    if (count > most || (victim !== undefined && isWorse)) {
      most = count;
      victim = connection;
    }
  }
  return victim;
}

/** Makes room: the oldest that has asked nothing yet gives way, else one of who has too many. */
function makeRoom(server: Server, peerIp: string): boolean {
  dropClosed(server);
  if (server.connections.length < server.options.connections) return true;
  const victim = quietest(server, peerIp) ?? greediest(server, peerIp);
  if (victim === undefined) return false;
  close(victim);
  dropClosed(server);
  return true;
}

function ownIpOf(socket: net.TcpSocket): string | undefined {
  const [, ip] = socket.getaddr();
  return ip;
}

function isStranger(options: ServerOptions, socket: net.TcpSocket): boolean {
  if (options.neighboursOnly !== true || options.ip === undefined) return false;
  const [, peerIp] = socket.getpeer();
  return ownIpOf(socket) !== options.ip || !isNeighbour(peerIp ?? "", options.ip);
}

function hasMemory(): boolean {
  if (freeHeapBytes() >= MIN_FREE_BYTES) return true;
  collectgarbage();
  return freeHeapBytes() >= MIN_FREE_BYTES;
}

function accept(server: Server, socket: net.TcpSocket): void {
  if (isStranger(server.options, socket) || !hasMemory()) {
    pcall(() => socket.close());
    return;
  }
  const [, peerIp] = socket.getpeer();
  const hasRoom = makeRoom(server, peerIp ?? "");
  // This firmware goes on accepting after close() until the listener is collected.
  if (server.stopped || server.connections.length >= server.options.connections + TURNED_AWAY) {
    pcall(() => socket.close());
    return;
  }
  const connection = createConnection(socket, server.options);
  server.connections.push(connection);
  const onGone = guarded("http", () => close(connection));
  socket.on(
    "receive",
    guarded("http", (_: net.TcpSocket | undefined, data: string) => receive(connection, data)),
  );
  socket.on(
    "sent",
    guarded("http", () => onSent(connection)),
  );
  // A reset comes as two events, one of them without a socket.
  socket.on("disconnection", onGone);
  socket.on("reconnection", onGone);
  server.ticker ??= every(TICK_MS, () => tickAll(server));
  if (!hasRoom) refuse(connection, 503);
}

function listen(server: Server): net.TcpServer | undefined {
  const listener = net.createServer(net.TCP);
  const onAccept = guarded("http", (socket: net.TcpSocket) => accept(server, socket));
  const port = server.options.port;
  const ip = server.options.ip;
  const [ok] = pcall(() => {
    if (ip === undefined) listener.listen(port, onAccept);
    else listener.listen(port, ip, onAccept);
  });
  return ok ? listener : undefined;
}

function ignore(): void {}

/**
 * Starts to serve: the layer below web_server, without routes. RFC 9112. An error in `handle` is
 * answered with 500; a request that it leaves unanswered for 60 s loses its connection.
 *
 * @returns the server, with `stop()`; nothing when the port is taken: for 10 s after connections of
 *   another server on it were closed. Try again later.
 * @example
 * require("http_server").start{
 *   port = 80, headBytes = 2048, bodyBytes = 1024, timeoutSeconds = 5, connections = 4,
 *   handle = function(request, reply) reply({ status = 200, body = request.path }) end,
 *   describe = function(status) return { status = status } end,
 * }
 */
export function start(options: ServerOptions): HttpServer | undefined {
  const server: Server = { options, connections: [], ticker: undefined, stopped: false };
  let listener = listen(server);
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

/**
 * Tells whether a plain server of the application could listen on this port now.
 *
 * @param port 1 to 65535
 * @example if require("http_server").isFree(80) then startServer() end
 */
export function isFree(port: number): boolean {
  const probe = net.createServer(net.TCP);
  const [free] = pcall(() => probe.listen(port, ignore));
  if (free) pcall(() => probe.close());
  return free;
}
