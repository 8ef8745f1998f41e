/** UDP blocks: binding, a mailbox of six datagrams, sending by the route's interface. LW/core/udp.c. */
import type { Side } from "./contract";
import { ADDRESS_IN_USE, NO_ROUTE, OK, OUT_OF_MEMORY } from "./net_codes";
import type { Stack } from "./net_types";
import type { Netconn, Notify } from "./net_events";
import { ANY_IP, createPorts, type ControlBlock } from "./net_ports";
import { findRoute } from "./net_route";

const MAX_DATAGRAMS = 6;
/** One Ethernet frame: fragments that arrive are not put together again. */
const MAX_INCOMING_BYTES = 1472;
export const BROADCAST_IP = "255.255.255.255";
const HIGH = 2;
/** From the chip to itself. */
const LOOPBACK_MS = 1;

export interface Datagram {
  readonly bytes: string;
  readonly fromIp: string;
  readonly fromPort: number;
}

/** @noSelf */
export interface UdpBlock extends Netconn, ControlBlock {
  send(toIp: string, toPort: number, bytes: string): number;
  take(): Datagram | undefined;
  destroy(): void;
}

interface Receiver extends UdpBlock {
  arrive(datagram: Datagram): void;
}

/** @noSelf */
export interface Udp {
  /**
   * `announced`: the program listens, rather than only sends. `notify`: who hears its events instead
   * of the Lua task. OK comes with a block; OUT_OF_MEMORY: not even the network object could be made.
   */
  bind(
    ip: string,
    port: number,
    announced: boolean,
    notify?: Notify,
  ): LuaMultiReturn<[code: number, block: UdpBlock | undefined]>;
  incoming(side: Side, datagram: Datagram, toIp: string, toPort: number): void;
}

export function createUdp(stack: Stack): Udp {
  const { chip, radio, sockets } = stack;
  const { trace, lanListener, note } = chip.world;
  const ports = createPorts();
  const receivers: Receiver[] = [];
  const announcedPorts: Record<number, boolean> = {};
  let noted = false;

  function announce(port: number, open: boolean): void {
    announcedPorts[port] = open;
    lanListener.onListen("udp", port, open);
    trace.emit(open ? "listen" : "close", { proto: "udp", port });
  }

  chip.onDown(() => {
    for (const { localPort } of receivers) {
      if (announcedPorts[localPort] === true) announce(localPort, false);
    }
  });

  function arriveAt(datagram: Datagram, toIp: string, toPort: number): void {
    if (datagram.bytes.length > MAX_INCOMING_BYTES) return;
    for (const receiver of receivers) {
      const { localIp, localPort } = receiver;
      const matches = localIp === toIp || localIp === ANY_IP || toIp === BROADCAST_IP;
      if (localPort === toPort && matches) return receiver.arrive(datagram);
    }
  }

  function send(fromPort: number, toIp: string, toPort: number, bytes: string): number {
    const route = findRoute(radio, toIp);
    if (route === undefined) return NO_ROUTE;
    const { by, sourceIp } = route;
    if (chip.world.air.faults().failsSend()) return OUT_OF_MEMORY;
    if (by === "self") {
      const datagram = { bytes, fromIp: sourceIp, fromPort };
      chip.clock.after(LOOPBACK_MS, () => arriveAt(datagram, toIp, toPort));
    } else if (!radio.loses(by)) {
      radio.deliver(by, () => lanListener.onDatagram(toIp, toPort, sourceIp, fromPort, bytes));
    }
    return OK;
  }

  function open(localIp: string, localPort: number, notify: Notify): Receiver {
    const waiting: Datagram[] = [];
    const receiver: Receiver = {
      onEvent: undefined,
      localIp,
      localPort,
      send: (toIp, toPort, bytes) => send(localPort, toIp, toPort, bytes),
      take: () => table.remove(waiting, 1),
      arrive: (datagram) => {
        if (datagram.bytes === "") {
          // CM/net.c:309 takes it for the end of a stream, and calls what is no callback.
          const what = "an empty datagram arrived";
          if (chip.world.air.faults().firmwareCrashes()) {
            chip.tasks.post(HIGH, () => chip.crash("panic", what));
            return;
          }
          if (!noted) note(`${what}: a chip restarts here`);
          noted = true;
        } else if (waiting.length < MAX_DATAGRAMS) {
          waiting.push(datagram);
          notify(receiver, "receive", datagram.bytes.length);
        }
      },
      destroy: () => {
        receiver.onEvent = undefined;
        sockets.giveBack();
        ports.remove(receiver);
        for (const index of $range(receivers.length, 1, -1)) {
          if (receivers[index - 1] === receiver) table.remove(receivers, index);
        }
        if (announcedPorts[localPort] === true) announce(localPort, false);
      },
    };
    return receiver;
  }

  return {
    bind: (ip, wantedPort, announced, notify) => {
      if (!sockets.takeUdp()) return $multi(OUT_OF_MEMORY, undefined);
      const port = wantedPort === 0 ? ports.ephemeral() : wantedPort;
      if (ports.taken(ip, port)) {
        sockets.giveBack();
        return $multi(ADDRESS_IN_USE, undefined);
      }
      const receiver = open(ip, port, notify ?? stack.notify);
      ports.add(receiver);
      receivers.push(receiver);
      if (announced) announce(port, true);
      return $multi(OK, receiver);
    },

    incoming: (side, datagram, toIp, toPort) => {
      if (radio.loses(side)) return;
      radio.deliver(side, () => {
        if (!chip.isDown()) arriveAt(datagram, toIp, toPort);
      });
    },
  };
}
