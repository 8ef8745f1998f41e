/**
 * Multicast of the device: to whoever talked to the mapped port lately, and, where the user mapped
 * the port, to the real group on this host's loopback, which also speaks to the device.
 */
import { createSocket, type Socket } from "node:dgram";
import { LOOPBACK } from "./arguments";
import { wordsOf } from "../../tools/system_words.mjs";
import type { HostPort, HostPorts } from "./host_ports";

const TALKER_MS = 60000;
const MAX_TALKERS = 16;

export type OnGroupDatagram = (
  devicePort: number,
  address: string,
  port: number,
  bytes: Buffer,
  group: string,
) => void;

export interface UdpGroups {
  /** Somebody sent a datagram to the mapped port. */
  heard(port: HostPort, address: string, clientPort: number): void;
  send(devicePort: number, group: string, toPort: number, bytes: Buffer): void;
  close(): void;
}

interface Talker {
  readonly devicePort: number;
  readonly address: string;
  readonly port: number;
  readonly atMs: number;
}

/** `isMapped`: the user gave this UDP port of the device a place on this host. */
export function createUdpGroups(
  ports: HostPorts,
  isMapped: (devicePort: number) => boolean,
  onDatagram: OnGroupDatagram,
  note: (text: string) => void,
): UdpGroups {
  /** By who talked, the latest last. */
  const talkers = new Map<string, Talker>();
  const receivers = new Map<string, Socket>();

  function isOwn(devicePort: number, address: string, port: number): boolean {
    const own = ports.find("udp", devicePort);
    return own?.hostPort === port && own.hostAddress === address;
  }

  function open(devicePort: number, group: string, port: number): void {
    const socket = createSocket({ type: "udp4", reuseAddr: true });
    receivers.set(`${group}:${port}`, socket);
    socket.on("error", (error) => {
      note(`${group}:${port} is not there on this computer (${wordsOf(error)})`);
    });
    socket.on("message", (bytes, from) => {
      if (!isOwn(devicePort, from.address, from.port)) {
        onDatagram(port, from.address, from.port, bytes, group);
      }
    });
    // At the group's address: what is meant for others at that port stays theirs.
    socket.bind(port, group, () => {
      try {
        socket.addMembership(group, LOOPBACK);
      } catch (error) {
        socket.emit("error", error);
      }
    });
  }

  return {
    heard(port, address, clientPort) {
      const { devicePort } = port;
      const key = `${devicePort} ${address}:${clientPort}`;
      talkers.delete(key);
      talkers.set(key, { devicePort, address, port: clientPort, atMs: Date.now() });
      const [oldest] = talkers.keys();
      if (talkers.size > MAX_TALKERS && oldest !== undefined) talkers.delete(oldest);
    },
    send(devicePort, group, toPort, bytes) {
      if (isMapped(devicePort)) {
        if (!receivers.has(`${group}:${toPort}`)) open(devicePort, group, toPort);
        ports.sendFrom(devicePort, group, toPort, bytes);
      }
      for (const talker of talkers.values()) {
        const isRecent = Date.now() - talker.atMs < TALKER_MS;
        if (isRecent && talker.devicePort === devicePort) {
          ports.sendFrom(devicePort, talker.address, talker.port, bytes);
        }
      }
    },
    close() {
      for (const socket of receivers.values()) socket.close();
    },
  };
}
