/** The clients of a spec: who hears the device's datagrams and connections, by address. */
import type { LanListener, Side, TcpPeer, TcpWire } from "./contract";
import { isMulticast } from "./ip_address";

/** An outgoing connection of the device, for the client at its address to answer. */
export type IncomingWire = TcpWire & { established(): void; refused(): void };

/** @noSelf */
export interface VirtualClient {
  ip(): string | undefined;
  onDatagram(fromIp: string, fromPort: number, toPort: number, bytes: string): void;
  onMulticast(group: string, fromIp: string, fromPort: number, toPort: number, bytes: string): void;
  onConnect(port: number, wire: IncomingWire): TcpPeer;
  onDown(side: Side): void;
}

/** A port that the device opened or closed. */
export interface Listening {
  readonly proto: "tcp" | "udp";
  readonly port: number;
}

/** @noSelf */
export interface Clients {
  readonly listener: LanListener;
  register(client: VirtualClient): void;
  /** Names that the device can look up; any other has no address. */
  setName(name: string, ip: string): void;
  /** What the device listens on now, in the order of opening. */
  listening(): readonly Listening[];
}

const BROADCAST_IP = "255.255.255.255";

export function createClients(): Clients {
  const clients: VirtualClient[] = [];
  const names: Record<string, string> = {};
  const open: Listening[] = [];

  return {
    register: (client) => {
      clients.push(client);
    },
    setName: (name, ip) => {
      names[name] = ip;
    },
    listening: () => open,
    listener: {
      onListen: (proto, port, isOpen) => {
        for (const index of $range(open.length, 1, -1)) {
          const known = open[index - 1]!;
          if (known.proto === proto && known.port === port) table.remove(open, index);
        }
        if (isOpen) open.push({ proto, port });
      },
      onDown: (side) => {
        for (const client of clients) client.onDown(side);
      },
      onDatagram: (toIp, toPort, fromIp, fromPort, bytes) => {
        const group = isMulticast(toIp) ? toIp : undefined;
        for (const client of clients) {
          if (group !== undefined) client.onMulticast(group, fromIp, fromPort, toPort, bytes);
          const meant = toIp === BROADCAST_IP || client.ip() === toIp;
          if (meant) client.onDatagram(fromIp, fromPort, toPort, bytes);
        }
      },
      onConnect: (toIp, toPort, wire) => {
        for (const client of clients) {
          if (client.ip() === toIp) return client.onConnect(toPort, wire);
        }
        return undefined;
      },
      onLookup: (name, answer) => answer(names[name]),
    },
  };
}
