/** TCP as the sockets use it: active opens, passive opens, and what the interfaces do to them. */
import type { Alarm, Run, TcpPeer, TcpWire } from "./contract";
import { ABORTED, ADDRESS_IN_USE, NO_ROUTE, OK, OUT_OF_MEMORY, RESET } from "./net_codes";
import { createConnection } from "./net_connection";
import type { Notify } from "./net_events";
import type { Connection, Stack } from "./net_types";
import { createListeners, type Listener } from "./net_listener";
import { ANY_IP } from "./net_ports";
import { findRoute } from "./net_route";
import type { Path } from "./net_way";

/** Twelve SYNs without an answer: minutes. */
const CONNECT_GIVE_UP_MS = 180000;
/** From the chip to itself. */
const LOOPBACK_MS = 1;

/** @noSelf */
export interface Tcp {
  /** Undefined: lwIP has no memory for it. `notify`: who hears its events instead of the Lua task. */
  create(notify?: Notify): Connection | undefined;
  /** OK comes with a listener. OUT_OF_MEMORY: not even the network object could be made. */
  listen(ip: string, port: number): LuaMultiReturn<[code: number, listener: Listener | undefined]>;
  connect(connection: Connection, ip: string, port: number): number;
  incoming(
    path: Path,
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
    path: Path,
    remoteIp: string,
    remotePort: number,
    localIp: string,
    localPort: number,
    peer: TcpPeer,
  ): TcpWire | undefined {
    const listener = listeners.find(localIp, localPort);
    return listener?.offer({ path, localIp, localPort, remoteIp, remotePort }, peer);
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
      far = incoming("self", localIp, localPort, ip, port, near);
      if (far === undefined) connection.abort(RESET);
      else connection.established();
    });
  }

  function connectOutside(connection: Connection, ip: string, port: number): void {
    const { data, fin, reset, acknowledge } = connection.wire;
    const wire = {
      data,
      fin,
      reset,
      acknowledge,
      established: () => connection.hear(() => connection.established()),
      refused: () => connection.hear(() => connection.abort(RESET)),
    };
    connection.say(() => {
      if (connection.state() !== "connecting") return;
      connection.setPeer(chip.world.lanListener.onConnect(ip, port, wire));
    });
    chip.clock.after(CONNECT_GIVE_UP_MS, () => {
      if (connection.state() === "connecting") connection.abort(ABORTED);
    });
  }

  return {
    create: (notify) => {
      const { sockets } = stack;
      if (!sockets.takeTcp()) return undefined;
      if (notify === undefined) return createConnection(stack);
      return createConnection({ chip, radio, ports, connections, notify, sockets });
    },

    listen: (ip, port) => {
      if (!stack.sockets.takeTcp()) return $multi(OUT_OF_MEMORY, undefined);
      if (port !== 0 && ports.taken(ip, port)) {
        stack.sockets.giveBack();
        return $multi(ADDRESS_IN_USE, undefined);
      }
      return $multi(OK, listeners.open(ip, port === 0 ? ports.ephemeral() : port));
    },

    connect: (connection, ip, port) => {
      const route = findRoute(radio, ip);
      if (route === undefined) return NO_ROUTE;
      const localPort = ports.ephemeral();
      connection.open(
        { path: route.by, localIp: route.sourceIp, localPort, remoteIp: ip, remotePort: port },
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
        if (connection.ends()?.path === "ap") connection.vanish();
      });
    },

    clientLeft: (remoteIp) => {
      forEachConnection((connection) => {
        const ends = connection.ends();
        if (ends?.path === "ap" && ends.remoteIp === remoteIp) connection.orphan();
      });
    },
  };
}
