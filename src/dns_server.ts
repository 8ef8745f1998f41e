/** A DNS server for programs, on UDP port 53. */
import * as responder from "./dns_responder";
import type { DnsServer, KeptSockets, Resolve } from "./dns_responder";

/** As `start` of dns_responder: for a program that keeps its sockets itself. */
export const start = responder.start;
export type { DnsServer, KeptSockets } from "./dns_responder";

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
  return responder.start(options.ip ?? "0.0.0.0", ownSockets, options.resolve);
}
