/** Sockets of this host that stand for ports of the device: chosen once, kept over restarts. */
import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { resetSocket } from "./reset_socket";
import { wordsOf } from "../../tools/system_words.mjs";
import { CannotStart, codeOf, EXIT_FAILED } from "./cannot_start";
import { LOOPBACK, type MapKind, type PortMap } from "./arguments";

export interface HostPort {
  readonly kind: MapKind;
  readonly devicePort: number;
  readonly hostAddress: string;
  readonly hostPort: number;
}

export interface HostPorts {
  /** Before, whoever comes is refused: the device has no power yet. */
  serve(listener: HostPortsListener): void;
  /** Binds a port; throws a CannotStart. */
  open(map: PortMap): Promise<HostPort>;
  find(kind: MapKind, devicePort: number): HostPort | undefined;
  /** Answers a datagram from the socket of that port of the device; false when there is none. */
  sendFrom(devicePort: number, address: string, port: number, bytes: Buffer): boolean;
  close(): void;
}

export interface HostPortsListener {
  onConnection(port: HostPort, socket: Socket): void;
  onDatagram(port: HostPort, address: string, clientPort: number, bytes: Buffer): void;
}

/** Tells how the user gives an option. */
export type Advise = (option: string) => string;

function refusal(map: PortMap, error: Error, advise: Advise): CannotStart {
  const prefix = map.kind === "tcp" ? "" : `${map.kind}:`;
  const why = codeOf(error) === "EADDRINUSE" ? "is taken" : `can't be used, ${wordsOf(error)}`;
  const option = `--map ${prefix}${map.devicePort}=PORT`;
  return new CannotStart(
    `${map.hostAddress}:${map.hostPort} ${why}: choose another with ${advise(option)}`,
    EXIT_FAILED,
  );
}

export function createHostPorts(advise: Advise): HostPorts {
  let listener: HostPortsListener | undefined;
  const opened = new Map<string, HostPort>();
  const servers: Server[] = [];
  const udpSockets = new Map<number, UdpSocket>();

  function keep(map: PortMap, bound: AddressInfo): HostPort {
    const port = { ...map, hostPort: bound.port };
    opened.set(`${map.kind}:${map.devicePort}`, port);
    return port;
  }

  function openTcp(map: PortMap): Promise<HostPort> {
    return new Promise((resolve, reject) => {
      let port: HostPort | undefined;
      // Half-open, as the device's own sockets; paused until the device has accepted.
      const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true });
      server.on("connection", (socket) => {
        if (port !== undefined && listener !== undefined) listener.onConnection(port, socket);
        else resetSocket(socket);
      });
      server.on("error", (error) => reject(refusal(map, error, advise)));
      server.listen(map.hostPort, map.hostAddress, () => {
        servers.push(server);
        port = keep(map, server.address() as AddressInfo);
        resolve(port);
      });
    });
  }

  function openUdp(map: PortMap): Promise<HostPort> {
    return new Promise((resolve, reject) => {
      const socket = createSocket("udp4");
      // Once it is bound, errors are ICMP refusals of answers that nobody waited for.
      socket.on("error", (error) => reject(refusal(map, error, advise)));
      socket.bind(map.hostPort, map.hostAddress, () => {
        const port = keep(map, socket.address());
        // Multicast stays on this host.
        socket.setMulticastInterface(LOOPBACK);
        socket.setMulticastTTL(0);
        udpSockets.set(map.devicePort, socket);
        socket.on("message", (bytes, from) =>
          listener?.onDatagram(port, from.address, from.port, bytes),
        );
        resolve(port);
      });
    });
  }

  return {
    serve: (newListener) => {
      listener = newListener;
    },
    open: (map) => (map.kind === "udp" ? openUdp(map) : openTcp(map)),
    find: (kind, devicePort) => opened.get(`${kind}:${devicePort}`),
    sendFrom(devicePort, address, port, bytes) {
      const socket = udpSockets.get(devicePort);
      // Without a way there it is lost, as on the air.
      socket?.send(bytes, port, address, () => undefined);
      return socket !== undefined;
    },
    close() {
      for (const server of servers) server.close();
      for (const socket of udpSockets.values()) socket.close();
    },
  };
}

/** The map for a port that the device opened and nobody named. */
export function freeMap(kind: "tcp" | "udp", devicePort: number): PortMap {
  return { kind, devicePort, hostAddress: LOOPBACK, hostPort: 0 };
}
