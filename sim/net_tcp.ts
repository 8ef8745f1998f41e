/** TCP as the sockets use it: active opens, passive opens, and what the interfaces do to them. */
import type { Alarm, Run, Side, TcpPeer, TcpWire } from "./contract";
import { ABORTED, ADDRESS_IN_USE, NO_ROUTE, OK, RESET } from "./net_codes";
import { createConnection } from "./net_connection";
import type { Connection, Stack } from "./net_types";
import { createListeners, type Listener } from "./net_listener";
import { ANY_IP } from "./net_ports";
import { findRoute } from "./net_route";

/** Twelve SYNs without an answer: minutes. */
const CONNECT_GIVE_UP_MS = 180000;
/** From the chip to itself. */
const LOOPBACK_MS = 1;

/** @noSelf */
export interface Tcp {
  create(): Connection;
  /** OK comes with a listener. */
  listen(ip: string, port: number): LuaMultiReturn<[code: number, listener: Listener | undefined]>;
  connect(connection: Connection, ip: string, port: number): number;
  incoming(
    side: Side,
    fromIp: string,
    fromPort: number,
    toIp: string,
    toPort: number,
    peer: TcpPeer,
  ): TcpWire | undefined;
  /** The interface lost this address. */
  abortAddress(localIp: string): void;
  /** Every client of the access point lost the link: far ends notice, near ends do not. */
  clientsVanished(): void;
  /** One client left without a word. */
  clientLeft(remoteIp: string): void;
}

export function createTcp(stack: Stack): Tcp {
  const { chip, radio, ports, connections } = stack;
  const listeners = createListeners(stack);

  function forEachConnection(run: (this: void, connection: Connection) => void): void {
    const present: Connection[] = [];
    for (const connection of connections) present.push(connection);
    for (const connection of present) run(connection);
  }

  function incoming(
    side: Side,
    remoteIp: string,
    remotePort: number,
    localIp: string,
    localPort: number,
    peer: TcpPeer,
  ): TcpWire | undefined {
    const listener = listeners.find(localIp, localPort);
    return listener?.offer({ side, localIp, localPort, remoteIp, remotePort }, peer);
  }

  /** Both ends are ours. The near end acknowledges what it hands over. */
  function connectSelf(connection: Connection, ip: string, port: number): void {
    const { localIp, localPort } = connection.ends()!;
    let far: TcpWire | undefined;
    const later = (run: Run): Alarm => chip.clock.after(LOOPBACK_MS, run);
    const near: TcpPeer = {
      onData: (bytes) =>
        later(() => {
          connection.wire.data(bytes);
          far?.acknowledge(bytes.length);
        }),
      onFin: () => later(() => connection.wire.fin()),
      onReset: () => later(() => connection.wire.reset()),
    };
    connection.setPeer({
      onData: (bytes) =>
        later(() => {
          far?.data(bytes);
          connection.wire.acknowledge(bytes.length);
        }),
      onFin: () => later(() => far?.fin()),
      onReset: () => later(() => far?.reset()),
    });
    later(() => {
      far = incoming("sta", localIp, localPort, ip, port, near);
      if (far === undefined) connection.abort(RESET);
      else connection.established();
    });
  }

  function connectOutside(connection: Connection, ip: string, port: number): void {
    const { data, fin, reset, acknowledge } = connection.wire;
    const peer = chip.world.lanListener.onConnect(ip, port, {
      data,
      fin,
      reset,
      acknowledge,
      established: () => {
        if (!chip.isDown()) connection.established();
      },
      refused: () => {
        if (!chip.isDown()) connection.abort(RESET);
      },
    });
    connection.setPeer(peer);
    chip.clock.after(CONNECT_GIVE_UP_MS, () => {
      if (connection.state() === "connecting") connection.abort(ABORTED);
    });
  }

  return {
    create: () => createConnection(stack),

    listen: (ip, port) => {
      if (port !== 0 && ports.taken(ip, port)) return $multi(ADDRESS_IN_USE, undefined);
      return $multi(OK, listeners.open(ip, port === 0 ? ports.ephemeral() : port));
    },

    connect: (connection, ip, port) => {
      const route = findRoute(radio, ip);
      if (route === undefined) return NO_ROUTE;
      const side = route.by === "self" ? "sta" : route.by;
      const localPort = ports.ephemeral();
      connection.open(
        { side, localIp: route.sourceIp, localPort, remoteIp: ip, remotePort: port },
        "connecting",
      );
      if (route.by === "self") connectSelf(connection, ip, port);
      // Of a failed lookup: SYNs to nowhere.
      else if (ip !== ANY_IP) connectOutside(connection, ip, port);
      return OK;
    },

    incoming,

    abortAddress: (localIp) => {
      forEachConnection((connection) => {
        if (connection.ends()?.localIp === localIp) connection.abort(ABORTED);
      });
    },

    clientsVanished: () => {
      forEachConnection((connection) => {
        if (connection.ends()?.side === "ap") connection.vanish();
      });
    },

    clientLeft: (remoteIp) => {
      forEachConnection((connection) => {
        const ends = connection.ends();
        if (ends?.side === "ap" && ends.remoteIp === remoteIp) connection.orphan();
      });
    },
  };
}
