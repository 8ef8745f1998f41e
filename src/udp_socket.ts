/**
 * UDP sockets, one for each address and port, kept: the only file that opens one.
 *
 * The firmware can't close a UDP socket that is bound: it stays, and keeps its port. So one that is
 * closed falls silent, and is used again by the next who wants that address and port.
 * Firmware: components/modules/net.c.
 */
import { guarded } from "./guard";
import { warning } from "./logger";

/** Sockets by address and port, kept while the device runs. */
export type KeptSockets = Record<string, net.UdpSocket>;

/** Hears a datagram, and where it came from. */
export type OnDatagram = (datagram: string, port: number, ip: string) => void;

/** A bound socket. */
export interface UdpSocket {
  /** Sends 1 byte or more; raises the firmware's words, as "routing problem" without a network. */
  send(this: void, port: number, ip: string, datagram: string): void;
  /** Hears nothing more; a second call does nothing. */
  close(this: void): void;
}

function bind(component: string, port: number, ip: string): net.UdpSocket | undefined {
  const socket = net.createUDPSocket();
  const [ok, problem] = pcall(() => socket.listen(port, ip));
  if (ok) return socket;
  warning(component, "can't listen: %s", tostring(problem));
  return undefined;
}

function isClosed(socket: net.UdpSocket): boolean {
  const [ok] = pcall(() => socket.close());
  return ok;
}

/**
 * Listens, also before the interface that has the address is up. An error in onDatagram becomes a
 * log line.
 *
 * @param component whose name stands before its log lines
 * @param kept the sockets of earlier: one is taken from there or put there
 * @param port 1 to 65535
 * @param ip an address of the device; "0.0.0.0" for all, and for groups
 * @returns the socket, or nothing, and a log line, when the port is taken
 * @example
 * local kept, echo = {}, nil
 * echo = require("udp_socket").open("echo", kept, 7, "0.0.0.0", function(datagram, port, ip)
 *   echo.send(port, ip, datagram)
 * end)
 */
export function open(
  component: string,
  kept: KeptSockets,
  port: number,
  ip: string,
  onDatagram: OnDatagram,
): UdpSocket | undefined {
  const place = `${ip}:${port}`;
  const socket = kept[place] ?? bind(component, port, ip);
  if (socket === undefined) return undefined;
  kept[place] = socket;
  let isOpen = true;
  const onReceive = (_: net.UdpSocket, datagram: string, fromPort: number, fromIp: string) => {
    onDatagram(datagram, fromPort, fromIp);
  };
  socket.on("receive", guarded(component, onReceive));
  return {
    send: (toPort, toIp, datagram) => {
      socket.send(toPort, toIp, datagram);
    },
    close: () => {
      // By now somebody else may use it.
      if (!isOpen) return;
      isOpen = false;
      socket.on("receive", undefined);
      if (isClosed(socket)) kept[place] = undefined!;
    },
  };
}

/** Sends 1 byte or more; raises the firmware's words, as "routing problem" without a network. */
export type SendDatagram = (port: number, ip: string, datagram: string) => void;

/**
 * A socket that only sends, from any free port. It stays for good: one is enough for a program.
 *
 * @example
 * local send = require("udp_socket").sender()
 * send(9, "192.168.1.10", "hello")
 */
export function sender(): SendDatagram {
  const socket = net.createUDPSocket();
  return (port, ip, datagram) => {
    socket.send(port, ip, datagram);
  };
}

/**
 * Takes part in a multicast group on all interfaces that are up; a second time changes nothing.
 *
 * @param group an IPv4 address, 224.0.0.0 to 239.255.255.255. Raises for text that is no address
 * @example require("udp_socket").joinGroup("224.0.0.251")
 */
export function joinGroup(group: string): void {
  // lwIP counts: leave first, so that one leave is enough in the end.
  leaveGroup(group);
  net.multicastJoin("any", group);
}

/**
 * Leaves a multicast group; does nothing when it is in none.
 *
 * @param group as of joinGroup
 * @example require("udp_socket").leaveGroup("224.0.0.251")
 */
export function leaveGroup(group: string): void {
  net.multicastLeave("any", group);
}
