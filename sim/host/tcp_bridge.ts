/** Carries bytes, FIN and RST between sockets of this host and connections of the device. */
import { connect, type Socket } from "node:net";
import type { HostPort } from "./host_ports";
import { createHttpRewriter, type HttpRewriter } from "./http_rewriter";
import type { LuaProcess } from "./lua_process";
import { toBytes, toText } from "./message_line";
import { resetSocket } from "./reset_socket";

export interface TcpBridge {
  /** A client came by a mapped port. */
  incoming(port: HostPort, socket: Socket): void;
  /** Messages of the Lua side. */
  accepted(id: string, deviceIp: string): void;
  refused(id: string): void;
  data(id: string, text: string): void;
  fin(id: string): void;
  reset(id: string): void;
  connect(id: string, host: string, port: number): void;
  close(): void;
}

interface Connection {
  readonly socket: Socket;
  readonly port: HostPort | undefined;
  rewriter: HttpRewriter | undefined;
  finSent: boolean;
}

const HTTP_PORT = 80;

/** `onRefused`: the device did not take who came by this port. */
export function createTcpBridge(
  lua: LuaProcess,
  onRefused: (port: HostPort) => void,
  note: (text: string) => void,
): TcpBridge {
  const connections = new Map<string, Connection>();
  let lastId = 0;

  function forget(id: string, connection: Connection): boolean {
    if (connections.get(id) !== connection) return false;
    connections.delete(id);
    return true;
  }

  function send(id: string, bytes: Buffer): void {
    const socket = connections.get(id)?.socket;
    if (bytes.length === 0 || socket === undefined) return;
    // One chunk a turn: the client's kernel waits for a device that is busy.
    socket.pause();
    lua.post(["data", id, toText(bytes)], () => socket.resume());
  }

  function listen(id: string, connection: Connection): void {
    const { socket } = connection;
    socket.on("data", (bytes: Buffer) => send(id, connection.rewriter?.request(bytes) ?? bytes));
    socket.on("end", () => {
      if (connection.rewriter !== undefined) send(id, connection.rewriter.requestEnd());
      connection.finSent = true;
      lua.post(["fin", id]);
    });
    socket.on("close", () => {
      if (!forget(id, connection)) return;
      const ended = connection.finSent && socket.writableFinished;
      lua.post([ended ? "closed" : "reset", id]);
    });
  }

  function add(id: string, socket: Socket, port?: HostPort): Connection {
    const connection = { socket, port, rewriter: undefined, finSent: false };
    connections.set(id, connection);
    return connection;
  }

  function rewriterFor(port: HostPort, deviceIp: string): HttpRewriter {
    const suffix = port.devicePort === HTTP_PORT ? "" : `:${port.devicePort}`;
    return createHttpRewriter({ hostPort: port.hostPort, deviceHost: deviceIp + suffix });
  }

  function write(id: string, connection: Connection, bytes: Buffer, byteCount: number): void {
    connection.socket.write(bytes, (error) => {
      // Flushed to the kernel: a client that does not read holds this back, and so the device.
      if (error == null && byteCount > 0) lua.post(["ack", id, byteCount]);
    });
  }

  function abort(id: string): void {
    const connection = connections.get(id);
    if (connection === undefined) return;
    forget(id, connection);
    resetSocket(connection.socket);
  }

  function failed(id: string, connection: Connection, error: NodeJS.ErrnoException): void {
    if (!forget(id, connection)) return;
    // Anything but a refusal is silence: the chip goes on sending SYNs for minutes.
    if (error.code === "ECONNREFUSED") lua.post(["refused", id]);
    else note(`a connection of the device failed: ${error.message}`);
  }

  return {
    incoming(port, socket) {
      lastId += 1;
      const id = String(lastId);
      add(id, socket, port);
      socket.on("error", () => undefined);
      const kind = port.kind === "sta" ? "sta" : "any";
      const address = socket.remoteAddress ?? "";
      lua.post(["open", id, kind, port.devicePort, address, socket.remotePort ?? 0]);
    },
    accepted(id, deviceIp) {
      const connection = connections.get(id);
      if (connection?.port === undefined) return;
      if (connection.socket.destroyed) {
        forget(id, connection);
        lua.post(["reset", id]);
        return;
      }
      connection.rewriter = rewriterFor(connection.port, deviceIp);
      listen(id, connection);
      connection.socket.resume();
    },
    refused(id) {
      const port = connections.get(id)?.port;
      abort(id);
      if (port !== undefined) onRefused(port);
    },
    data(id, text) {
      const connection = connections.get(id);
      if (connection === undefined) return;
      const bytes = toBytes(text);
      write(id, connection, connection.rewriter?.response(bytes) ?? bytes, bytes.length);
    },
    fin(id) {
      const connection = connections.get(id);
      if (connection === undefined) return;
      connection.socket.end(connection.rewriter?.responseEnd() ?? Buffer.alloc(0));
    },
    reset: abort,
    connect(id, host, port) {
      const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
      const connection = add(id, socket);
      const onError = (error: Error): void => failed(id, connection, error);
      socket.once("error", onError);
      socket.once("connect", () => {
        socket.off("error", onError).on("error", () => undefined);
        listen(id, connection);
        lua.post(["established", id]);
      });
    },
    close() {
      for (const { socket } of connections.values()) socket.destroy();
      connections.clear();
    },
  };
}
