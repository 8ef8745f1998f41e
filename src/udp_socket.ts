/**
 * UDP sockets that listen, one for each address and port, kept: the only file that binds one.
 *
 * The firmware can't close a UDP socket that is bound: it stays, and keeps its port. So one that is
 * closed falls silent, and is used again by the next who wants that address and port.
 * Firmware: components/modules/net.c.
 */
import { guarded } from "./guard";
import { warning } from "./logger";

/**
 * A bound socket. `send(port, ip, datagram)` takes 1 byte or more; it raises the firmware's words, as
 * "routing problem" without a network.
 */
export type UdpSocket = net.UdpSocket;

/** Sockets by address and port, kept while the device runs. */
export type KeptSockets = Record<string, UdpSocket>;

/** Hears a datagram, and where it came from. */
export type OnDatagram = net.OnUdpReceive;

type Listen = (this: UdpSocket, port: number, ip: string) => void;

/** Hears nothing more; a second call does nothing. */
export type CloseSocket = () => void;

/**
 * Listens, also before the interface that has the address is up. An error in onDatagram becomes a
 * log line.
 *
 * @param component whose name stands before its log lines
 * @param kept the sockets of earlier: one is taken from there or put there
 * @param port 1 to 65535
 * @param ip an address of the device; "0.0.0.0" for all, and for groups
 * @returns the socket and what closes it; or nothing, and a log line, when the port is taken
 * @example
 * local function echo(socket, datagram, port, ip) socket:send(port, ip, datagram) end
 * local socket, close = require("udp_socket").open("echo", {}, 7, "0.0.0.0", echo)
 */
export function open(
  component: string,
  kept: KeptSockets,
  port: number,
  ip: string,
  onDatagram: OnDatagram,
): LuaMultiReturn<[UdpSocket, CloseSocket] | [undefined, undefined]> {
  const place = `${ip}:${port}`;
  const socket = kept[place] ?? net.createUDPSocket();
  if (kept[place] === undefined) {
    const [ok, problem] = pcall(socket.listen as Listen, socket, port, ip);
    if (!ok) {
      warning(component, "can't listen: %s", tostring(problem));
      return $multi(undefined, undefined);
    }
    kept[place] = socket;
  }
  socket.on("receive", guarded(component, onDatagram));
  let isOpen = true;
  return $multi(socket, () => {
    // By now somebody else may use it.
    if (!isOpen) return;
    isOpen = false;
    socket.on("receive", undefined);
    if (pcall(socket.close, socket)[0]) kept[place] = undefined!;
  });
}
