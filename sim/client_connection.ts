/** The far end of a TCP connection, for specs: what arrived, and every way to end it. */
import type { Clock, TcpPeer, TcpWire } from "./contract";
import { parseResponse, type HttpResponse } from "./http_response";

/** One way through the air. */
export const LINK_DELAY_MS = 2;

/**
 * "refused": nobody listens. "finished": the device sent FIN. "closed": both did, or we did first.
 * "reset": RST, or the link broke.
 */
export type ClientState = "connecting" | "open" | "finished" | "closed" | "reset" | "refused";

/** @noSelf */
export interface ClientConnection {
  state(): ClientState;
  receivedBytes(): string;
  /** What was received, read as an HTTP response; undefined until its head is complete. */
  response(): HttpResponse | undefined;
  send(bytes: string): void;
  /** FIN. What the device sends still arrives. */
  close(): void;
  reset(): void;
  /** Nothing is acknowledged any more: the device's send buffer fills. */
  pauseReading(): void;
  resumeReading(): void;
  /** Do not answer the device's FIN with ours. */
  keepHalfOpen(): void;
}

/** @noSelf */
export interface ClientEnd {
  readonly peer: TcpPeer;
  readonly connection: ClientConnection;
  /** undefined: refused. */
  attach(wire: TcpWire | undefined): void;
  /** The link is gone. */
  drop(): void;
}

export function createClientEnd(clock: Clock): ClientEnd {
  let state: ClientState = "connecting";
  let wire: TcpWire | undefined;
  let received = "";
  let paused = false;
  let unacknowledged = 0;
  let halfOpen = false;
  let finSent = false;
  let outbox: string[] = [];

  function later(run: (this: void, to: TcpWire) => void): void {
    clock.after(LINK_DELAY_MS, () => {
      if (wire !== undefined) run(wire);
    });
  }

  function acknowledge(): void {
    const count = unacknowledged;
    unacknowledged = 0;
    if (count > 0) later((to) => to.acknowledge(count));
  }

  function sendFin(): void {
    if (finSent) return;
    finSent = true;
    state = "closed";
    later((to) => to.fin());
  }

  function ended(): boolean {
    return state === "reset" || state === "refused";
  }

  const peer: TcpPeer = {
    onData: (bytes) => {
      clock.after(LINK_DELAY_MS, () => {
        if (ended()) return;
        received += bytes;
        unacknowledged += bytes.length;
        if (!paused) acknowledge();
      });
    },
    onFin: () => {
      clock.after(LINK_DELAY_MS, () => {
        if (ended()) return;
        if (state === "open") state = "finished";
        if (!halfOpen) sendFin();
      });
    },
    onReset: () => {
      clock.after(LINK_DELAY_MS, () => {
        state = "reset";
        wire = undefined;
      });
    },
  };

  const connection: ClientConnection = {
    state: () => state,
    receivedBytes: () => received,
    response: () => parseResponse(received),
    send: (bytes) => {
      if (state === "connecting") outbox.push(bytes);
      else later((to) => to.data(bytes));
    },
    close: sendFin,
    reset: () => {
      state = "reset";
      later((to) => {
        wire = undefined;
        to.reset();
      });
    },
    pauseReading: () => {
      paused = true;
    },
    resumeReading: () => {
      paused = false;
      acknowledge();
    },
    keepHalfOpen: () => {
      halfOpen = true;
    },
  };

  return {
    peer,
    connection,
    attach: (newWire) => {
      wire = newWire;
      state = newWire === undefined ? "refused" : "open";
      const waiting = outbox;
      outbox = [];
      for (const bytes of waiting) connection.send(bytes);
    },
    drop: () => {
      wire = undefined;
      if (!ended() && state !== "closed") state = "reset";
    },
  };
}
