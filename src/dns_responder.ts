/** Answers DNS queries on UDP port 53 of one address: what the portal loads of the DNS server. */
import { answer, Resolve } from "./dns_codec";
import { info } from "./logger";
import { isNeighbour } from "./neighbour";
import { KeptSockets, OnDatagram, open } from "./udp_socket";

export type { Resolve } from "./dns_codec";
export type { KeptSockets } from "./udp_socket";

const enum Port {
  Dns = 53,
}

/** A server that answers. */
export interface DnsServer {
  /**
   * Falls silent; a second call does nothing. The firmware keeps its socket: see udp_socket.
   *
   * @example server.stop()
   */
  stop(this: void): void;
}

/**
 * Starts to answer at this address, also before the interface that has it is up. For a program that
 * has no sockets to keep, `create` of dns_server is simpler.
 *
 * @param ip an own IPv4 address, such as that of the device's access point; "0.0.0.0" for all
 * @param kept the sockets of earlier servers: one is taken from there or put there
 * @param resolve the address of all names; or a function that is asked for that of a lower-case name,
 *   and may give nothing; an error in it becomes a log line
 * @param neighboursOnly answers only who is in the same net (255.255.255.0) as ip
 * @returns the server, with `stop()`; nothing, and a log line, when the port is taken
 * @example
 * local kept = {}
 * local server = require("dns_responder").start("192.168.4.1", kept, "192.168.4.1")
 * if server then server.stop() end
 */
export function start(
  ip: string,
  kept: KeptSockets,
  resolve: Resolve | string,
  neighboursOnly?: boolean,
): DnsServer | undefined {
  let isFirst = true;
  const onDatagram: OnDatagram = (socket, datagram, port, from) => {
    if (neighboursOnly === true && !isNeighbour(from, ip)) return;
    const reply = answer(datagram, resolve);
    if (reply === undefined) return;
    if (isFirst) info("dns", "first question, from %s", from);
    isFirst = false;
    socket.send(port, from, reply);
  };
  const [, stop] = open("dns", kept, Port.Dns, ip, onDatagram);
  if (stop === undefined) return undefined;
  return { stop };
}
