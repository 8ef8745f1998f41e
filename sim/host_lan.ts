/** Ties connections and datagrams of the device to the sockets that the Node side holds. */
import type { Device, LanListener, Run, Side, TcpPeer, TcpWire } from "./contract";
import { createHostClients, type Client } from "./host_clients";
import { say } from "./host_link";
import { isMulticast } from "./ip_address";

/** A connection by the id that both sides know it by. */
interface Connection {
  readonly side: Side;
  wire: TcpWire;
  established?: (this: void) => void;
  refused?: (this: void) => void;
}

/** @noSelf */
export interface HostLan {
  readonly listener: LanListener;
  open(id: string, kind: string, devicePort: number, address: string, clientPort: number): void;
  /** `group`: it was meant for a multicast group. */
  datagram(
    devicePort: number,
    address: string,
    clientPort: number,
    bytes: string,
    group?: string,
  ): void;
  /** A datagram came back from outside, where one of the device had gone. */
  answer(devicePort: number, address: string, port: number, bytes: string): void;
  connection(id: string): Connection | undefined;
  forget(id: string): void;
  found(id: string, ip: string): void;
  /** The chip is down: nothing of its network is left. */
  restarted(): void;
  /** Drops the connections of a side that lost its link. Called in every turn. */
  dropLost(): void;
}

const LOOPBACK = "127.0.0.1";

function sameNetwork(a: string, b: string | undefined): boolean {
  const [network] = string.match(a, "^(.*%.)%d+$");
  return b !== undefined && network !== undefined && string.sub(b, 1, network.length) === network;
}

function isBroadcast(ip: string): boolean {
  const [first] = string.match(ip, "^(%d+)%.");
  const [last] = string.match(ip, "(%d+)$");
  return last === "255" || (tonumber(first ?? "0") ?? 0) >= 224;
}

type OnAddress = (this: void, ip: string | undefined) => void;

/** `device` is asked for late: the device is made with this listener. */
export function createHostLan(device: (this: void) => Device): HostLan {
  const clients = createHostClients();
  const connections: Record<string, Connection | undefined> = {};
  const lookups: Record<string, OnAddress | undefined> = {};
  let lastId = 0;

  function nextId(): string {
    lastId += 1;
    return `d${string.format("%d", lastId)}`;
  }

  function createPeer(id: string): TcpPeer {
    return {
      onData: (bytes) => say("data", id, bytes),
      onFin: () => say("fin", id),
      onReset: () => {
        connections[id] = undefined;
        say("reset", id);
      },
    };
  }

  /** The host address behind an address of the device's world; undefined: nobody there. */
  function outside(ip: string): string | undefined {
    const lan = device().lan();
    if (lan === undefined) return undefined;
    const known = clients.hostAddressOf(ip);
    if (known !== undefined) return known;
    if (ip === lan.stationGateway?.()) return LOOPBACK;
    const [own] = string.match(ip, "^127%.");
    if (own !== undefined || isBroadcast(ip)) return undefined;
    return lan.apUp() && sameNetwork(ip, lan.apIp()) ? undefined : ip;
  }

  function dropSide(side: Side, tellDevice: boolean): void {
    for (const [id, connection] of pairs(connections as Record<string, Connection>)) {
      if (connection.side === side) {
        connections[id] = undefined;
        say("reset", id);
        if (tellDevice) connection.wire.reset();
      }
    }
  }

  function findClient(alwaysHome: boolean, address: string): Client | undefined {
    const lan = device().lan();
    const nowMs = device().world.clock.nowMs();
    return lan === undefined ? undefined : clients.find(lan, alwaysHome, address, nowMs);
  }

  /** Runs when what the client sends arrives: at once, but for a phone that has just joined. */
  function whenReady(client: Client | undefined, run: Run): void {
    const { clock } = device().world;
    const delayMs = (client?.readyAtMs ?? 0) - clock.nowMs();
    if (delayMs <= 0) run();
    else clock.after(delayMs, run);
  }

  function connect(id: string, client: Client | undefined, clientPort: number, port: number): void {
    const lan = device().lan();
    const reachable = lan !== undefined && client !== undefined && !lan.lost(client.side);
    const deviceIp = client?.side === "ap" ? lan?.apIp() : lan?.stationIp();
    const wire = reachable
      ? lan.connect(client.side, client.ip, clientPort, port, createPeer(id))
      : undefined;
    if (wire === undefined || client === undefined) say("refused", id);
    else {
      connections[id] = { side: client.side, wire };
      say("accepted", id, deviceIp ?? "");
    }
  }

  const listener: LanListener = {
    onListen: (proto, port, open) => say(open ? "listen" : "unlisten", proto, port),
    onDown: (side) => {
      dropSide(side, false);
      clients.forget(side);
    },
    onConnect: (toIp, toPort, wire) => {
      const id = nextId();
      const address = outside(toIp);
      if (address === undefined) return undefined;
      const side = sameNetwork(toIp, device().lan()?.apIp()) ? "ap" : "sta";
      connections[id] = {
        side,
        wire,
        established: () => wire.established(),
        refused: () => wire.refused(),
      };
      say("connect", id, address, toPort);
      return createPeer(id);
    },
    onDatagram: (toIp, toPort, _fromIp, fromPort, bytes) => {
      const client = clients.hostAddressOf(toIp);
      const address = outside(toIp);
      if (client !== undefined && device().lan()?.lost("ap") === true) return;
      if (client !== undefined) say("reply", fromPort, client, toPort, bytes);
      else if (address !== undefined) say("send", fromPort, address, toPort, bytes);
      else if (isMulticast(toIp)) say("group", fromPort, toIp, toPort, bytes);
      else if (isBroadcast(toIp)) {
        say(
          "note",
          `a datagram to ${toIp} is not carried out of the simulator: broadcasts stay in`,
        );
      }
    },
    onLookup: (name, answer) => {
      const id = nextId();
      lookups[id] = answer;
      say("lookup", id, name);
    },
  };

  return {
    listener,
    connection: (id) => connections[id],
    forget: (id) => {
      connections[id] = undefined;
    },
    open: (id, kind, devicePort, address, clientPort) => {
      const client = findClient(kind === "sta", address);
      whenReady(client, () => connect(id, client, clientPort, devicePort));
    },
    datagram: (devicePort, address, clientPort, bytes, group) => {
      const client = findClient(false, address);
      whenReady(client, () => {
        const lan = device().lan();
        if (lan === undefined || client === undefined || lan.lost(client.side)) return;
        lan.datagram(client.side, client.ip, clientPort, devicePort, bytes, group);
      });
    },
    answer: (devicePort, address, port, bytes) => {
      const lan = device().lan();
      const ip = address === LOOPBACK ? (lan?.stationGateway?.() ?? address) : address;
      lan?.datagram("sta", ip, port, devicePort, bytes);
    },
    found: (id, ip) => {
      const answer = lookups[id];
      lookups[id] = undefined;
      answer?.(ip === "" ? undefined : ip);
    },
    restarted: () => {
      listener.onDown("ap");
      listener.onDown("sta");
    },
    dropLost: () => {
      const lan = device().lan();
      if (lan?.lost("ap") === true) dropSide("ap", true);
      if (lan?.lost("sta") === true) dropSide("sta", true);
    },
  };
}
