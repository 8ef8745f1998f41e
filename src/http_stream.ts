/** What is left of an HTTP connection after its upgrade: bytes both ways. RFC 9110 section 7.8. */
import { Connection, OnData, Phase, sendNext } from "./http_connection";

export type OnClosed = () => void;

/**
 * Bytes both ways.
 *
 * @noSelf
 */
export interface Stream {
  /** Queues; one piece is on its way at a time. */
  send(data: string): void;
  /** Ends the connection when all that was queued has left. */
  close(): void;
  /** Who hears what arrives, and once that it is over. */
  listen(onData: OnData, onClosed: OnClosed): void;
  /** What waits to be sent: a client that does not read lets it grow. */
  queuedBytes(): number;
}

export function createStream(connection: Connection): Stream {
  return {
    send: (data) => {
      if (connection.phase !== Phase.Upgraded) return;
      connection.out += data;
      if (!connection.inFlight) {
        // The clock of a client that does not read begins now.
        connection.secondsSilent = 0;
        sendNext(connection);
      }
    },
    close: () => {
      if (connection.phase !== Phase.Upgraded) return;
      connection.phase = Phase.Sending;
      sendNext(connection);
    },
    listen: (onData, onClosed) => {
      connection.onData = onData;
      connection.onAnswered = onClosed;
    },
    queuedBytes: () => connection.out.length,
  };
}
