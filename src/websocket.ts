/**
 * WebSockets for applications: a hub takes clients from a route and talks with one or all of them.
 * RFC 6455. No extensions (compression) and no subprotocols.
 *
 * @example
 * local hub = require("websocket").createHub{
 *   onMessage = function(client, message) client:send("you said " .. message) end,
 * }
 * local routes = require("web_routes").create{
 *   { "GET", "/socket", function(request, response) response:send(hub:upgrade(request)) end },
 * }
 */
import type { Response } from "./http_codec";
import type { Stream } from "./http_stream";
import { every, Timer } from "./timer";
import { CloseCode, encodeClose, encodeFrame, Opcode } from "./websocket_codec";
import {
  Client,
  Connection,
  createConnection,
  encodeText,
  OnClose,
  OnMessage,
  OnOpen,
  Rules,
  sendFrame,
  tell,
  tick,
} from "./websocket_connection";
import { acceptHeaders, refusal, refuse, UpgradeRequest } from "./websocket_handshake";

export type { Stream } from "./http_stream";
export type { Client, OnClose, OnMessage, OnOpen } from "./websocket_connection";
export type { UpgradeRequest } from "./websocket_handshake";

/** One more is answered with 503. The web server's connections are counted in. */
const DEFAULT_MAX_CLIENTS = 6;
const DEFAULT_MAX_MESSAGE_BYTES = 4096;
const DEFAULT_MAX_QUEUED_BYTES = 8192;
const DEFAULT_PING_SECONDS = 20;
const DEFAULT_TIMEOUT_SECONDS = 10;
const TICK_MS = 1000;

/** @noSelf */
export interface HubOptions {
  readonly onOpen?: OnOpen | undefined;
  /** An error in it ends the connection with 1011. */
  readonly onMessage?: OnMessage | undefined;
  /** Called once for each client that onOpen was called for. */
  readonly onClose?: OnClose | undefined;
  /** One more is answered with 503. Default 6, two less than the web server has connections. */
  readonly maxClients?: number | undefined;
  /** A longer message ends the connection with 1009. Default 4096. */
  readonly maxMessageBytes?: number | undefined;
  /** A client that leaves more than that unread is let go with 1013. Default 8192. */
  readonly maxQueuedBytes?: number | undefined;
  /** A client that is silent for so long is asked whether it is there. Default 20. */
  readonly pingSeconds?: number | undefined;
  /** A client that does not answer for so long is let go with 1006. Default 10. */
  readonly timeoutSeconds?: number | undefined;
  /** Takes pages of other origins too, which could then control the device. Default false. */
  readonly allowAllOrigins?: boolean | undefined;
}

/** All clients of one route. Its methods are called with a colon. */
export interface Hub {
  /**
   * The answer to a request: 101 when it asks for a WebSocket as it should, else 400, 403, 405, 426
   * or 503. RFC 6455 section 4.2.
   *
   * @example response:send(hub:upgrade(request))
   */
  upgrade(request: UpgradeRequest): Response;
  /**
   * Sends a text to all. It is encoded once; bytes that are no UTF-8 become U+FFFD.
   *
   * @param text as send of Client takes it
   * @returns to how many
   * @example print(hub:broadcast("21 degrees") .. " listen")
   */
  broadcast(text: string): number;
  /**
   * Sends bytes to all.
   *
   * @param bytes any
   * @returns to how many
   * @example hub:broadcastBinary(string.char(1, 2, 255))
   */
  broadcastBinary(bytes: string): number;
  /**
   * Those connected, the oldest first. The list stays as it is when one goes.
   *
   * @example for _, client in ipairs(hub:clients()) do print(client.id) end
   */
  clients(): readonly Client[];
  /**
   * Closes all, as close() of Client.
   *
   * @param code 1001 (going away, the default), 1000, or 3000 to 4999 for own meanings
   * @param reason at most 123 bytes of text, for the other side
   * @throws for a code that can't be sent, if there is a client
   * @example hub:close(1001, "restarting")
   */
  close(code?: number, reason?: string): void;
}

interface State extends Hub {
  readonly options: HubOptions;
  readonly rules: Rules;
  connections: Connection[];
  lastId: number;
  ticker: Timer | undefined;
}

/** Takes one out. In a new list, since somebody may be going through the old one. */
function remove(hub: State, gone: Client): void {
  const connections: Connection[] = [];
  for (const connection of hub.connections) {
    if (connection !== gone) connections.push(connection);
  }
  hub.connections = connections;
  if (connections.length === 0 && hub.ticker !== undefined) {
    hub.ticker.stop();
    hub.ticker = undefined;
  }
}

function tickAll(hub: State): void {
  for (const connection of hub.connections) tick(connection);
}

function isFull(hub: State): boolean {
  return hub.connections.length >= (hub.options.maxClients ?? DEFAULT_MAX_CLIENTS);
}

function attach(hub: State, stream: Stream): void {
  // Two answers were held back, and there is room for one.
  if (isFull(hub)) {
    stream.send(encodeClose(CloseCode.TryAgainLater, ""));
    stream.close();
    return;
  }
  hub.lastId += 1;
  const connection = createConnection(hub.lastId, stream, hub.rules);
  hub.connections.push(connection);
  hub.ticker ??= every(TICK_MS, () => tickAll(hub));
  tell(connection, hub.options.onOpen, undefined, undefined);
}

function sendAll(hub: State, frame: string): number {
  let count = 0;
  for (const connection of hub.connections) {
    if (sendFrame(connection, frame)) count += 1;
  }
  return count;
}

const METHODS = {
  upgrade(this: State, request: UpgradeRequest): Response {
    const refused = refuse(request, this.options.allowAllOrigins === true);
    if (refused !== undefined) return refused;
    if (isFull(this)) return refusal(503, "Retry-After: 10\r\n");
    return {
      status: 101,
      headers: acceptHeaders(request),
      onUpgrade: (stream) => attach(this, stream),
    };
  },
  broadcast(this: State, text: string): number {
    return sendAll(this, encodeText(text));
  },
  broadcastBinary(this: State, bytes: string): number {
    return sendAll(this, encodeFrame(Opcode.Binary, bytes));
  },
  clients(this: State): readonly Client[] {
    return this.connections;
  },
  close(this: State, code?: number, reason?: string): void {
    for (const connection of this.connections) {
      connection.close(code ?? CloseCode.GoingAway, reason);
    }
  },
};

const METATABLE = { __index: METHODS };

/**
 * A hub without clients; see the example on top. The limits of options are whole numbers above 0.
 *
 * @example
 * local hub = require("websocket").createHub{
 *   onMessage = function(client, message) client:send(message) end,
 * }
 */
export function createHub(options: HubOptions): Hub {
  const rules: Rules = {
    onMessage: options.onMessage,
    maxMessageBytes: options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES,
    maxQueuedBytes: options.maxQueuedBytes ?? DEFAULT_MAX_QUEUED_BYTES,
    pingSeconds: options.pingSeconds ?? DEFAULT_PING_SECONDS,
    timeoutSeconds: options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    onEnded: (client, code, reason) => {
      remove(hub, client);
      tell(client as Connection, options.onClose, code, reason);
    },
  };
  const state = { options, rules, connections: [], lastId: 0, ticker: undefined };
  const hub = setmetatable(state, METATABLE as object) as unknown as State;
  return hub;
}
