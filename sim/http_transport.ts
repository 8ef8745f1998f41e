/** A blocking TCP socket as ESP-IDF's client uses it. Sources: transport_ssl.c, esp_tls.c. */
import type { Thread } from "./blocking";
import { OK } from "./net_codes";
import type { NetContext } from "./net_sockets";
import type { Connection } from "./net_types";

/** ESP_TLS_DEFAULT_CONN_TIMEOUT. */
const DEFAULT_CONNECT_TIMEOUT_MS = 10000;

export type ReadResult = "data" | "timeout" | "closed" | "failed";

/** @noSelf */
export interface HttpTransport {
  /** Looks the host up and connects; false: it can't, or not in time. */
  connect(thread: Thread, host: string, port: number, timeoutMs: number): boolean;
  /** Sends it all; false: the connection is gone, or nothing moves. */
  write(thread: Thread, bytes: string, timeoutMs: number): boolean;
  /** What is there, at most `maxBytes`; a negative timeout is none. */
  read(
    thread: Thread,
    maxBytes: number,
    timeoutMs: number,
  ): LuaMultiReturn<[result: ReadResult, bytes: string]>;
  /** The far end or the network broke it. */
  hasFailed(): boolean;
  close(): void;
}

export function createHttpTransport(context: NetContext): HttpTransport {
  let connection: Connection | undefined;
  let received = "";
  let ended = false;
  let failed = false;

  const isOpen = (): boolean => {
    const state = connection?.state();
    return state === "established" || state === "closeWait";
  };

  function resolve(thread: Thread, host: string): string | undefined {
    let address: string | undefined;
    let answered = false;
    const code = context.resolver.find(host, (ip) => {
      address = ip;
      answered = true;
      thread.wake();
    });
    if (code !== OK) return undefined;
    thread.wait(() => answered);
    return address;
  }

  function close(): void {
    connection?.destroy();
    connection = undefined;
    received = "";
    ended = false;
    failed = false;
  }

  /** Bytes stay in lwIP's mailbox until somebody reads them. */
  function collect(maxBytes: number): void {
    while (received.length < maxBytes) {
      const pieces = connection?.take();
      if (pieces === undefined) return;
      for (const piece of pieces) received += piece;
    }
  }

  return {
    connect: (thread, host, port, timeoutMs) => {
      close();
      const ip = resolve(thread, host);
      if (ip === undefined) return false;
      const opened = context.tcp.create((_netconn, event) => {
        if (event === "zeroRead") ended = true;
        if (event === "error") failed = true;
        thread.wake();
      });
      if (opened === undefined) return false;
      connection = opened;
      if (context.tcp.connect(opened, ip, port) !== OK) return false;
      const limitMs = timeoutMs > 0 ? timeoutMs : DEFAULT_CONNECT_TIMEOUT_MS;
      thread.wait(() => failed || isOpen(), limitMs);
      if (!isOpen()) close();
      return isOpen();
    },

    write: (thread, bytes, timeoutMs) => {
      const limitMs = Math.max(0, timeoutMs);
      let rest = bytes;
      while (rest !== "") {
        const hasRoom = (): boolean => isOpen() && connection!.room() > 0;
        thread.wait(() => failed || hasRoom(), limitMs);
        if (!hasRoom()) return false;
        const part = string.sub(rest, 1, connection!.room());
        connection!.write(part);
        rest = string.sub(rest, part.length + 1);
      }
      return true;
    },

    read: (thread, maxBytes, timeoutMs) => {
      // select() of no socket at all: nothing comes, until the time is up.
      const limitMs =
        timeoutMs < 0 && connection !== undefined ? undefined : Math.max(0, timeoutMs);
      thread.wait(() => {
        collect(maxBytes);
        return received !== "" || ended || failed;
      }, limitMs);
      if (received !== "") {
        const part = string.sub(received, 1, maxBytes);
        received = string.sub(received, part.length + 1);
        return $multi("data", part);
      }
      if (failed) return $multi("failed", "");
      return $multi(ended ? "closed" : "timeout", "");
    },

    hasFailed: () => failed,
    close,
  };
}
