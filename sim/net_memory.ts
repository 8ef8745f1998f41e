/**
 * How many control blocks lwIP has memory for: the air file's `maxSockets`. Its pools come from the
 * heap, so that on a chip free heap is the limit. Sources: IDF lwipopts.h, LW/core/tcp.c (tcp_alloc).
 */
import type { Chip } from "./contract";
import type { Connection, ConnectionState } from "./net_types";

/** What tcp_alloc gives up for a new block, in this order, the oldest first. */
const ENDING: readonly ConnectionState[] = ["timeWait", "lastAck", "closing"];

/** @noSelf */
export interface Sockets {
  /** Takes memory for a connection or a listener; false when there is none. */
  takeTcp(): boolean;
  takeUdp(): boolean;
  giveBack(): void;
}

export function createSockets(chip: Chip, connections: readonly Connection[]): Sockets {
  let count = 0;

  function hasRoom(): boolean {
    const most = chip.world.air.faults().maxSockets();
    return most === undefined || count < most;
  }

  function dropOldest(state: ConnectionState): void {
    for (const connection of connections) {
      if (connection.state() === state) return connection.forget();
    }
  }

  return {
    takeTcp: () => {
      for (const state of ENDING) {
        if (!hasRoom()) dropOldest(state);
      }
      if (!hasRoom()) return false;
      count += 1;
      return true;
    },
    takeUdp: () => {
      if (!hasRoom()) return false;
      count += 1;
      return true;
    },
    giveBack: () => {
      count -= 1;
    },
  };
}
