/** Datagrams that the device sends into the host's network, and what is answered to them. */
import { createSocket, type Socket } from "node:dgram";
import type { LuaProcess } from "./lua_process";
import { toText } from "./message_line";

export interface UdpBridge {
  send(devicePort: number, address: string, port: number, bytes: Buffer): void;
  /** The device gave up this port. */
  forget(devicePort: number): void;
  close(): void;
}

export function createUdpBridge(lua: LuaProcess): UdpBridge {
  /** By the device's port, so that an answer finds its way back. */
  const sockets = new Map<number, Socket>();

  function open(devicePort: number): Socket {
    const socket = createSocket("udp4");
    sockets.set(devicePort, socket);
    // Unreachable destinations are silence for the device too.
    socket.on("error", () => undefined);
    socket.on("message", (bytes, from) => {
      lua.post(["answer", devicePort, from.address, from.port, toText(bytes)]);
    });
    return socket;
  }

  return {
    send(devicePort, address, port, bytes) {
      const socket = sockets.get(devicePort) ?? open(devicePort);
      socket.send(bytes, port, address, () => undefined);
    },
    forget(devicePort) {
      sockets.get(devicePort)?.close();
      sockets.delete(devicePort);
    },
    close() {
      for (const socket of sockets.values()) socket.close();
      sockets.clear();
    },
  };
}
