/** Answers DNS queries on UDP port 53 of one address. */
import { answer, Resolve } from "./dns_codec";
import { isNeighbour } from "./neighbour";
import { KeptSockets, open, UdpSocket } from "./udp_socket";

export type { KeptSockets } from "./udp_socket";

const DNS_PORT = 53;

/** A server that answers. */
export interface DnsServer {
  /** Falls silent; a second call does nothing. The firmware keeps its socket: see udp_socket. */
  stop(this: void): void;
}

/**
 * Starts to answer at this address, also before the interface that has it is up. For a program that
 * has no sockets to keep, create is simpler.
 *
 * @param ip an own IPv4 address, such as that of the device's access point; "0.0.0.0" for all
 * @param kept the sockets of earlier servers: one is taken from there or put there
 * @param resolve the address of a lower-case name, or nothing; an error in it becomes a log line
 * @param neighboursOnly answers only who is in the same net (255.255.255.0) as ip
 * @returns the server, with `stop()`; nothing, and a log line, when the port is taken
 * @example
 * local kept = {}
 * local function resolve() return "192.168.4.1" end
 * local server = require("dns_server").start("192.168.4.1", kept, resolve)
 * if server then server.stop() end
 */
export function start(
  ip: string,
  kept: KeptSockets,
  resolve: Resolve,
  neighboursOnly?: boolean,
): DnsServer | undefined {
  const onDatagram = (datagram: string, port: number, from: string) => {
    if (neighboursOnly === true && !isNeighbour(from, ip)) return;
    const reply = answer(datagram, resolve);
    if (reply !== undefined) socket?.send(port, from, reply);
  };
  const socket: UdpSocket | undefined = open("dns", kept, DNS_PORT, ip, onDatagram);
  return socket === undefined ? undefined : { stop: socket.close };
}

/** @noSelf */
export interface DnsServerOptions {
  /** The address of a lower-case name, or nothing: then the answer has no record. */
  readonly resolve: Resolve;
  /** The own address to listen at. Default: all. */
  readonly ip?: string | undefined;
}

/** Sockets of servers that create() has started. */
const ownSockets: KeptSockets = {};

/**
 * Starts a server for a program of its own, on UDP port 53.
 *
 * @returns the server, with `stop()`; nothing, and a log line, when the port is taken
 * @example
 * require("dns_server").create{
 *   resolve = function(name) if name == "lamp.lan" then return "192.168.4.1" end end,
 * }
 */
export function create(options: DnsServerOptions): DnsServer | undefined {
  return start(options.ip ?? "0.0.0.0", ownSockets, options.resolve);
}
