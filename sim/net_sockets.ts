/**
 * The Lua side of a socket: what CM/net.c keeps in the userdata (lnet_userdata), its reference to
 * itself, and what the methods of all three kinds do alike.
 */
import type { AnyFunction, Chip, Run, Userdata } from "./contract";
import { raiseCode } from "./net_codes";
import type { Connection } from "./net_types";
import type { OnAddress, Resolver } from "./net_dns";
import type { Netconn } from "./net_events";
import type { Listener } from "./net_listener";
import type { Tcp } from "./net_tcp";
import type { Udp, UdpBlock } from "./net_udp";

/** What all kinds of sockets work with. */
export interface NetContext {
  readonly chip: Chip;
  readonly tcp: Tcp;
  readonly udp: Udp;
  readonly resolver: Resolver;
  /** Closing is as broken as in commit 7c5bb151; false: as after an upstream change. */
  readonly snapshot: boolean;
}

/** Fields of the three kinds; `handles` is the userdata kind that the socket belongs to. */
interface Common<Own extends Netconn> {
  /** self_ref: without it callbacks get nil, and the collector may take the socket. */
  pinned: boolean;
  netconn: Own | undefined;
}

export interface ServerSocket extends Common<Listener> {
  readonly keepAliveMs: number;
  acceptCallback: AnyFunction | undefined;
}

interface ClientFields {
  readonly callbacks: Record<string, AnyFunction | undefined>;
  waitDns: number;
}

export interface TcpSocket extends Common<Connection>, ClientFields {
  port: number;
  connecting: boolean;
  /** One counter for all sends: the bytes of the last one that are not acknowledged. */
  numSend: number;
}

export interface UdpSocket extends Common<UdpBlock>, ClientFields {
  /** A UDP socket that failed to listen stays "already listening". */
  spoiled: boolean;
}

export type AnySocket = ServerSocket | TcpSocket | UdpSocket;

export function pin<S extends AnySocket>(kind: Userdata<S>, socket: S): void {
  if (socket.pinned) return;
  socket.pinned = true;
  kind.pin(socket);
}

export function unpin<S extends AnySocket>(kind: Userdata<S>, socket: S): void {
  socket.pinned = false;
  kind.unpin(socket);
}

/** What a callback gets as its socket. */
export function self<S extends AnySocket>(kind: Userdata<S>, socket: S): object | undefined {
  return socket.pinned ? kind.handleOf(socket) : undefined;
}

/** Lets go of the network object, which has been told. */
export function release(socket: AnySocket): void {
  if (socket.netconn !== undefined) socket.netconn.onEvent = undefined;
  socket.netconn = undefined;
}

export function setCallback(
  chip: Chip,
  socket: TcpSocket | UdpSocket,
  eventNames: readonly string[],
  eventName: string,
  callbackCount: number,
  callback?: unknown,
): void {
  let known = false;
  for (const name of eventNames) {
    if (name === eventName) known = true;
  }
  if (!known) chip.raise("invalid callback name");
  if (type(callback) === "function") socket.callbacks[eventName] = callback as AnyFunction;
  else if (callbackCount > 0 && callback === undefined) socket.callbacks[eventName] = undefined;
  else chip.raise("invalid callback function");
}

/**
 * lnet_socket_resolve_dns and ldnsfound_cb; `onFound` runs after the program's callback, `onRefused`
 * before the resolver's error is raised.
 */
export function resolveFor<S extends TcpSocket | UdpSocket>(
  chip: Chip,
  resolver: Resolver,
  kind: Userdata<S>,
  socket: S,
  host: string,
  onFound: OnAddress,
  onRefused: Run = () => {},
): void {
  const wasPinned = socket.pinned;
  socket.waitDns += 1;
  pin(kind, socket);
  const code = resolver.lookup(host, (ip) => {
    const handle = self(kind, socket);
    if (handle !== undefined) chip.call(socket.callbacks["dns"], handle, ip);
    socket.waitDns -= 1;
    onFound(ip);
    if (socket.netconn === undefined && socket.waitDns === 0) unpin(kind, socket);
  });
  if (code === 0) return;
  socket.waitDns -= 1;
  if (!wasPinned) unpin(kind, socket);
  onRefused();
  raiseCode(chip, code);
}

/** Where the socket's own end is; port first, nothing without a network object or port. */
export function addressOf(
  netconn: { readonly localIp: string; readonly localPort: number } | undefined,
): LuaMultiReturn<[number, string] | [undefined, undefined]> {
  if (netconn === undefined || netconn.localPort === 0) return $multi(undefined, undefined);
  return $multi(netconn.localPort, netconn.localIp);
}
