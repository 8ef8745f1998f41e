/**
 * One TCP connection inside lwIP: send buffer, receive window and mailbox, and the states of closing.
 * Sources: LW/core/tcp*.c, LW/api/api_msg.c with the options of the sheet.
 */
import type { Alarm, Run, TcpPeer, TcpWire } from "./contract";
import {
  ABORTED,
  BUFFER_ERROR,
  IN_PROGRESS,
  NOT_CONNECTED,
  OK,
  RESET,
  WOULD_BLOCK,
} from "./net_codes";
import { startDecline } from "./net_decline";
import { createMailbox } from "./net_mailbox";
import type { ControlBlock } from "./net_ports";
import type { Connection, ConnectionState, Ends, Stack } from "./net_types";
import { createWays, type Ways } from "./net_way";

const SEGMENT_BYTES = 1440;
const SEND_BUFFER_BYTES = 5760;
/** TCP_SNDLOWAT: acknowledgements below this much free buffer are never reported. */
const LOW_WATER_BYTES = 2881;
const TIME_WAIT_MS = 10000;
const FIN_WAIT_2_MS = 20000;

export function createConnection(stack: Stack): Connection {
  const { chip, radio, ports, notify, connections, sockets } = stack;
  let state: ConnectionState = "new";
  let ends: Ends | undefined;
  let block: ControlBlock | undefined;
  let peer: TcpPeer | undefined;
  let ways: Ways | undefined;
  let unacknowledged = 0;
  let owned = true;
  let orphaned = false;
  let idleMs = 0;
  let decline: Alarm | undefined;
  let closing: Alarm | undefined;

  const mailbox = createMailbox(
    chip,
    (byteCount) => notify(connection, "receive", byteCount),
    () => notify(connection, "zeroRead"),
  );

  function remove(): void {
    if (state === "dead") return;
    state = "dead";
    sockets.giveBack();
    peer = undefined;
    decline?.cancel();
    closing?.cancel();
    if (block !== undefined) ports.remove(block);
    block = undefined;
    for (const index of $range(connections.length, 1, -1)) {
      if (connections[index - 1] === connection) table.remove(connections, index);
    }
  }

  function toPeer(run: (this: void, to: TcpPeer) => void): void {
    const to = peer;
    if (to !== undefined) ways?.out.carry(() => run(to));
  }

  function sendReset(): void {
    toPeer((to) => to.onReset());
    remove();
  }

  function enterTimeWait(): void {
    state = "timeWait";
    closing?.cancel();
    closing = chip.clock.after(TIME_WAIT_MS, remove);
  }

  /** Everything that we sent is acknowledged, our FIN as well. */
  function afterAcknowledged(): void {
    if (unacknowledged > 0) return;
    if (state === "lastAck") remove();
    else if (state === "closing") enterTimeWait();
    else if (state === "finWait") closing = closing ?? chip.clock.after(FIN_WAIT_2_MS, remove);
  }

  function sendFin(): void {
    state = state === "closeWait" ? "lastAck" : "finWait";
    toPeer((to) => to.onFin());
    afterAcknowledged();
    if (orphaned) watchOrphan();
  }

  function watchOrphan(): void {
    if (decline !== undefined || state === "dead" || state === "timeWait") return;
    decline = startDecline({
      chip,
      retransmitting: unacknowledged > 0 || !owned,
      idleMs,
      reachable: () => ends !== undefined && isReachable(ends),
      onEnd: (answered) => connection.abort(answered ? RESET : ABORTED),
    });
  }

  function isReachable({ path, localIp, remoteIp }: Ends): boolean {
    if (path === "self") return true;
    if (path === "sta") return radio.stationIp() === localIp;
    return radio.hasGuest(remoteIp) && !radio.lost("ap");
  }

  const canHear = (): boolean => !chip.isDown() && !orphaned && state !== "dead";

  /** What comes from the far end arrives by the radio, and finds the chip running or not at all. */
  function arrive(run: Run): void {
    if (!canHear()) return;
    ways?.incoming.carry(() => {
      if (canHear()) run();
    });
  }

  function onAcknowledged(byteCount: number): void {
    const count = Math.min(byteCount, unacknowledged);
    if (count === 0 || !canHear()) return;
    unacknowledged -= count;
    const free = SEND_BUFFER_BYTES - unacknowledged;
    if (owned && free > LOW_WATER_BYTES) notify(connection, "sent", count);
    afterAcknowledged();
  }

  const wire: TcpWire = {
    data: (bytes) =>
      arrive(() => {
        if (state === "timeWait" || bytes.length === 0) return;
        // After close() nobody reads: lwIP answers with RST.
        if (owned) mailbox.arrive(bytes);
        else sendReset();
      }),
    fin: () =>
      arrive(() => {
        if (state === "established") {
          state = "closeWait";
          mailbox.end();
        } else if (state === "finWait") {
          state = "closing";
          afterAcknowledged();
        }
      }),
    reset: () =>
      arrive(() => {
        if (state !== "timeWait") connection.abort(RESET);
      }),
    acknowledge: (byteCount) => {
      if (canHear()) ways?.acknowledgements.carry(byteCount);
    },
  };

  const connection: Connection = {
    onEvent: undefined,
    wire,
    state: () => state,
    ends: () => ends,

    open: (newEnds, newState) => {
      const giveUp = (): void => connection.abort(ABORTED);
      ways = createWays(chip, radio, newEnds.path, giveUp, onAcknowledged);
      ends = newEnds;
      block = newEnds;
      state = newState;
      ports.add(newEnds);
      connections.push(connection);
    },

    setPeer: (newPeer) => {
      peer = newPeer;
    },

    hear: arrive,
    say: (run) => ways?.out.carry(run),

    established: () => {
      if (state !== "connecting") return;
      state = "established";
      notify(connection, "connected");
    },

    write: (bytes) => {
      if (state === "connecting") return IN_PROGRESS;
      if (state !== "established" && state !== "closeWait") return NOT_CONNECTED;
      const free = SEND_BUFFER_BYTES - unacknowledged;
      // Memory for no segment is the same to a non-blocking write as a full buffer.
      if (free === 0 || chip.world.air.faults().failsSend()) return WOULD_BLOCK;
      const count = Math.min(free, bytes.length);
      unacknowledged += count;
      for (const first of $range(1, count, SEGMENT_BYTES)) {
        const segment = string.sub(bytes, first, Math.min(count, first + SEGMENT_BYTES - 1));
        toPeer((to) => to.onData(segment));
      }
      if (orphaned) {
        decline?.cancel();
        decline = undefined;
        watchOrphan();
      }
      return count < bytes.length ? BUFFER_ERROR : OK;
    },

    room: () => SEND_BUFFER_BYTES - unacknowledged,

    close: () => {
      if (state === "connecting" || state === "dead") return NOT_CONNECTED;
      connection.destroy();
      return OK;
    },

    destroy: () => {
      owned = false;
      connection.onEvent = undefined;
      if (state === "new") remove();
      else if (state === "connecting" || mailbox.hasUndelivered()) sendReset();
      else if (state === "established" || state === "closeWait") sendFin();
    },

    take: mailbox.take,
    forget: remove,

    setKeepAlive: (newIdleMs) => {
      idleMs = newIdleMs;
    },

    abort: (code) => {
      // lwIP aborts active connections only: TIME_WAIT keeps its port.
      if (state === "dead" || state === "timeWait") return;
      remove();
      if (!owned) return;
      notify(connection, "error", 0, code);
      notify(connection, "zeroRead");
      notify(connection, "connected");
    },

    orphan: () => {
      if (orphaned || state === "dead") return;
      orphaned = true;
      peer = undefined;
      watchOrphan();
    },

    vanish: () => {
      const to = peer;
      connection.orphan();
      if (to !== undefined) to.onReset();
    },
  };
  return connection;
}
