/** A UDP socket that only sends. Firmware: components/modules/net.c. */

/** Sends 1 byte or more; raises the firmware's words, as "routing problem" without a network. */
export type SendDatagram = (port: number, ip: string, datagram: string) => void;

/**
 * A socket that only sends, from any free port. It stays for good: one is enough for a program.
 *
 * @example
 * local send = require("udp_sender").sender()
 * send(9, "192.168.1.10", "hello")
 */
export function sender(): SendDatagram {
  const socket = net.createUDPSocket();
  return (port, ip, datagram) => {
    socket.send(port, ip, datagram);
  };
}
