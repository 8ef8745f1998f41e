/** A program on a virtual client that takes part in a multicast group. */
import type { GroupMember, ReceivedDatagram } from "./phone_api";

export type SendDatagram = (fromPort: number, port: number, bytes: string, toIp?: string) => void;

/** @noSelf */
export interface Member extends GroupMember {
  arrive(group: string, datagram: ReceivedDatagram): void;
}

export function createMember(group: string, port: number, send: SendDatagram): Member {
  const received: ReceivedDatagram[] = [];
  let joined = true;
  return {
    send: (bytes, fromPort, toIp) => send(fromPort ?? port, port, bytes, toIp ?? group),
    datagrams: () => received,
    leave: () => {
      joined = false;
    },
    arrive: (toGroup, datagram) => {
      if (joined && toGroup === group && datagram.toPort === port) received.push(datagram);
    },
  };
}
