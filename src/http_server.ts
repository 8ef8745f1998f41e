/**
 * HTTP server on TCP: the only file that opens a TCP socket. It knows nothing of what it serves.
 * Several connections at once, each of bounded memory; a client can't keep others out.
 * Firmware: components/modules/net.c.
 */
import {
  accept,
  close,
  closeSocket,
  connections,
  exceptions,
  Server,
  Step,
} from "./http_connection";
import { guarded } from "./guard";
import { Head, Response } from "./http_codec";
import { ReadLimits, Request } from "./http_reader";
import { netOf } from "./neighbour";
import { every } from "./timer";

const TICK_MS = 1000;
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

/** Nearly every connection is gone before it is looked at here. */
function tick(server: Server): void {
  for (const [, connection] of connections) {
    if (connection!.server === server) {
      const silent = connection!.secondsSilent + 1;
      connection!.secondsSilent = silent;
      if (silent > 1 || connection!.step === Step.Reading) exceptions().tick(connection!);
    }
  }
}

function listen(server: Server): net.TcpServer | undefined {
  const { port, ip } = server.options;
  const listener = net.createServer(net.TCP);
  const onAccept = guarded("http", (socket: net.TcpSocket) => accept(server, socket));
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
  const ownNet = options.neighboursOnly === true ? netOf(options.ip ?? "") : undefined;
  const server: Server = { options, net: ownNet, count: 0, stopped: false };
  let listener = listen(server);
  if (listener === undefined) return undefined;
  const ticker = every(TICK_MS, () => tick(server));
  return {
    stop: () => {
      server.stopped = true;
      ticker.stop();
      for (const [, connection] of connections) {
        if (connection!.server === server) close(connection!);
      }
      const closing = listener;
      listener = undefined;
      // Raises at random on this firmware; the listener really closes when it is collected.
      if (closing !== undefined) closeSocket(closing);
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
  if (free) closeSocket(probe);
  return free;
}
