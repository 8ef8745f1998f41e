/**
 * The wire between the device's console and its client: both directions at the line's pace in
 * device time, and a log of the bytes.
 */
import type { ConsoleLog } from "./console_log";
import { createPace } from "./console_pace";
import type { ConsolePort } from "./console_port";

export interface ConsoleWire {
  /** The client sent bytes. */
  fromClient(bytes: Buffer): void;
  /** The device wrote bytes, at that time of its clock. */
  fromDevice(bytes: Buffer, atMs: number): void;
  /** What is at the device by now, for the next turn. */
  arrived(nowMs: number): { readonly atMs: number; readonly bytes: Buffer }[];
  /** When more will be. */
  nextArrivalMs(): number | undefined;
  close(): void;
}

export interface ConsoleWireOptions {
  readonly baud: number;
  readonly speed: number;
  readonly log: ConsoleLog;
  readonly port: ConsolePort;
  nowMs(): number;
  /** There is something new to wait for. */
  onArrival(): void;
}

export function createConsoleWire(options: ConsoleWireOptions): ConsoleWire {
  const { baud, speed, log, port, nowMs, onArrival } = options;
  const toDevice = createPace(baud);
  const toClient = createPace(baud);
  let timer: NodeJS.Timeout | undefined;

  function send(): void {
    timer = undefined;
    const parts = toClient.take(nowMs());
    for (const { atMs, bytes } of parts) log.write("device", bytes, atMs);
    if (parts.length > 0) port.write(Buffer.concat(parts.map(({ bytes }) => bytes)));
    wait();
  }

  function wait(): void {
    const dueMs = toClient.nextMs();
    if (dueMs === undefined || timer !== undefined) return;
    const delayMs = (dueMs - nowMs()) / speed;
    timer = setTimeout(send, Math.max(0, Math.ceil(delayMs)));
  }

  return {
    fromClient(bytes) {
      toDevice.put(bytes, nowMs());
      onArrival();
    },
    fromDevice(bytes, atMs) {
      toClient.put(bytes, atMs);
      if (baud === 0 && atMs <= nowMs() && timer === undefined) send();
      else wait();
    },
    arrived(untilMs) {
      const parts = toDevice.take(untilMs);
      for (const { atMs, bytes } of parts) log.write("client", bytes, atMs);
      return parts;
    },
    nextArrivalMs: toDevice.nextMs,
    close() {
      clearTimeout(timer);
      log.close();
    },
  };
}
