/** A listening TCP block and its accept mailbox. Sources: LW/api/api_msg.c, CM/net.c:463-533. */
import type { TcpPeer, TcpWire } from "./contract";
import { createConnection } from "./net_connection";
import type { Connection, Ends, Stack } from "./net_types";
import type { Netconn } from "./net_events";
import { ANY_IP, type ControlBlock } from "./net_ports";

const ACCEPT_MAILBOX = 6;
const HIGH = 2;

/** @noSelf */
export interface Listener extends Netconn, ControlBlock {
  /** A SYN came: the wire, or undefined when it is answered with RST. */
  offer(ends: Ends, peer: TcpPeer): TcpWire | undefined;
  accept(): Connection | undefined;
  /** netconn_delete: stops listening, drops who was not accepted yet. */
  destroy(): void;
}

/** @noSelf */
export interface Listeners {
  /** The caller has checked that the port is free, and taken memory. */
  open(ip: string, port: number): Listener;
  find(ip: string, port: number): Listener | undefined;
}

export function createListeners(stack: Stack): Listeners {
  const { chip, ports, notify, sockets } = stack;
  const { trace, lanListener, note } = chip.world;
  const listeners: Listener[] = [];

  function announce(port: number, open: boolean): void {
    lanListener.onListen("tcp", port, open);
    trace.emit(open ? "listen" : "close", { proto: "tcp", port });
  }

  chip.onDown(() => {
    for (const { localPort } of listeners) announce(localPort, false);
  });

  /** lwIP tells that it lacks memory, and CM/net.c:1070 raises that where nobody catches it. */
  function panic(): void {
    chip.tasks.post(HIGH, () => {
      chip.crash(
        "panic",
        "PANIC: unprotected error in call to Lua API (cannot accept new server socket connection)",
      );
    });
  }

  function open(localIp: string, localPort: number): Listener {
    const waiting: Connection[] = [];
    let isOpen = true;
    const listener: Listener = {
      onEvent: undefined,
      localIp,
      localPort,

      offer: (ends, peer) => {
        const connection = createConnection(stack);
        if (!sockets.takeTcp()) {
          // The SYN stays without an answer.
          if (waiting.length < ACCEPT_MAILBOX) panic();
          return connection.wire;
        }
        if (waiting.length >= ACCEPT_MAILBOX) {
          sockets.giveBack();
          return undefined;
        }
        connection.open(ends, "established");
        connection.setPeer(peer);
        waiting.push(connection);
        connection.hear(() => notify(listener, "zeroRead"));
        return connection.wire;
      },

      accept: () => {
        const connection = table.remove(waiting, 1);
        if (connection === undefined || connection.state() !== "dead") return connection;
        // CM/net.c:1067 follows a null pointer here.
        const what = "a client reset its connection before accept";
        if (chip.world.air.faults().firmwareCrashes()) chip.crash("panic", what);
        note(`${what}: a chip restarts here`);
        return undefined;
      },

      destroy: () => {
        if (!isOpen) return;
        isOpen = false;
        sockets.giveBack();
        listener.onEvent = undefined;
        ports.remove(listener);
        for (const index of $range(listeners.length, 1, -1)) {
          if (listeners[index - 1] === listener) table.remove(listeners, index);
        }
        for (const connection of waiting) connection.destroy();
        announce(localPort, false);
      },
    };
    ports.add(listener);
    listeners.push(listener);
    announce(localPort, true);
    return listener;
  }

  return {
    open,
    find: (ip, port) => {
      for (const listener of listeners) {
        const matches = listener.localIp === ip || listener.localIp === ANY_IP;
        if (listener.localPort === port && matches) return listener;
      }
      return undefined;
    },
  };
}
