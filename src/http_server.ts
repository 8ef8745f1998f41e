/**
 * HTTP server on TCP: it listens, and loads what talks to clients when the first one comes. It knows
 * nothing of what it serves. Several connections at once, each of bounded memory; a client can't keep
 * others out. Firmware: components/modules/net.c.
 */
import { guarded } from "./guard";
import type { Head, Response } from "./http_codec";
import type { Server } from "./http_connection";
import type { ReadLimits, Request } from "./http_reader";
import { netOf } from "./neighbour";
import { every } from "./timer";

const TICK_MS = 1000;
/** Nobody is connected for so long: what talks to clients is let go. */
const REST_SECONDS = 20;
/** Called once, when the answer has left or its connection is gone. */
export type OnAnswered = () => void;

/** Answers a request, at once or later; a second call does nothing. */
export type Reply = (response: Response, onAnswered?: OnAnswered) => void;

/** Takes each whole request; `reply` may be kept and called later. */
export type Handle = (request: Request, reply: Reply) => void;

/** The answer to a request that can't be handled; `head` is there when so much was understood. */
export type Describe = (status: number, head: Head | undefined, peerIp: string) => Response;

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
  /** Loads what talks to clients, when the first one comes. Default: `require("http_connection")`. */
  readonly engine?: (() => Engine) | undefined;
  /** Called when that is let go: nobody was connected for 20 s. Left out, it stays. */
  readonly onRest?: (() => void) | undefined;
}

/** What talks to clients. */
export type Engine = typeof import("./http_connection");

/** A server that runs. */
export interface HttpServer {
  /**
   * Closes all connections and frees the port, which may take 10 s. A second call does nothing.
   *
   * @example server.stop()
   */
  stop(this: void): void;
}

function closeSocket(socket: net.TcpSocket | net.TcpServer): void {
  pcall(socket.close as unknown as (this: void, self: typeof socket) => void, socket);
}

/** Once a second, from the first client on. */
function tick(server: Server): void {
  const { onRest } = server.options;
  server.engine!.tick(server);
  const secondsAlone = server.count > 0 ? 0 : server.secondsAlone + 1;
  server.secondsAlone = secondsAlone;
  if (secondsAlone < REST_SECONDS || onRest === undefined) return;
  server.ticker!.stop();
  server.engine = server.ticker = undefined;
  onRest();
}

function loadEngine(): Engine {
  return require("./http_connection") as Engine;
}

function wake(server: Server): Engine {
  const engine = (server.options.engine ?? loadEngine)();
  server.ticker = every(TICK_MS, () => tick(server));
  server.engine = engine;
  server.secondsAlone = 0;
  return engine;
}

/** Whoever comes when there is no memory for the code is sent away. */
function acceptFirst(server: Server, socket: net.TcpSocket): void {
  // This firmware goes on accepting after close() until the listener is collected.
  if (server.stopped) return closeSocket(socket);
  const [ok, engine] = pcall(wake, server);
  if (ok) return engine.accept(server, socket);
  closeSocket(socket);
  error(engine as unknown as string, 0);
}

function listen(server: Server): net.TcpServer | undefined {
  const { port, ip } = server.options;
  const listener = net.createServer(net.TCP);
  const onAccept = guarded("http", (socket: net.TcpSocket) => {
    const engine = server.engine;
    if (engine !== undefined) engine.accept(server, socket);
    else acceptFirst(server, socket);
  });
  const [ok] = pcall(() => {
    if (ip === undefined) listener.listen(port, onAccept);
    else listener.listen(port, ip, onAccept);
  });
  return ok ? listener : undefined;
}

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
  const ownNet = options.neighboursOnly === true ? netOf(options.ip ?? "") : undefined;
  const server: Server = {
    options,
    net: ownNet,
    count: 0,
    stopped: false,
    engine: undefined,
    ticker: undefined,
    secondsAlone: 0,
  };
  let listener = listen(server);
  if (listener === undefined) return undefined;
  return {
    stop: () => {
      const { engine, ticker } = server;
      server.stopped = true;
      server.engine = undefined;
      ticker?.stop();
      engine?.closeAll(server);
      const closing = listener;
      listener = undefined;
      // Raises at random on this firmware; the listener really closes when it is collected.
      if (closing !== undefined) closeSocket(closing);
    },
  };
}
