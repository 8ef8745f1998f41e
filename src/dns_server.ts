/**
 * Answers DNS queries on UDP port 53 of one address: the only file that opens a UDP socket.
 *
 * The firmware can't close a UDP socket that is bound: it stays, and keeps its port. So a server
 * that is stopped falls silent, and its socket is used again when one is started at that address.
 */
import { answer, Resolve } from "./dns_codec";
import { guarded } from "./guard";
import { warning } from "./logger";

const DNS_PORT = 53;

/** Sockets by the address they listen at, kept while the device runs. */
export type KeptSockets = Record<string, net.UdpSocket>;

/** A server that answers. */
export interface DnsServer {
  stop(this: void): void;
}

function open(ip: string): net.UdpSocket | undefined {
  const socket = net.createUDPSocket();
  const [ok, problem] = pcall(() => socket.listen(DNS_PORT, ip));
  if (ok) return socket;
  warning("dns", "can't listen: %s", tostring(problem));
  return undefined;
}

function isClosed(socket: net.UdpSocket): boolean {
  const [ok] = pcall(() => socket.close());
  return ok;
}

/**
 * Starts to answer at this address, also before the interface that has it is up.
 *
 * @param ip the address of the device's own access point
 * @param kept the sockets of earlier servers: one is taken from there or put there
 * @returns the server, or nothing when the port is taken
 */
export function start(ip: string, kept: KeptSockets, resolve: Resolve): DnsServer | undefined {
  const socket = kept[ip] ?? open(ip);
  if (socket === undefined) return undefined;
  kept[ip] = socket;
  const onReceive = (_: net.UdpSocket, datagram: string, port: number, from: string) => {
    const reply = answer(datagram, resolve);
    if (reply !== undefined) socket.send(port, from, reply);
  };
  socket.on("receive", guarded("dns", onReceive));
  return {
    stop: () => {
      socket.on("receive", undefined);
      if (isClosed(socket)) kept[ip] = undefined!;
    },
  };
}
