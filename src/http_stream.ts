/** What is left of an HTTP connection after its upgrade: bytes both ways. RFC 9110 section 7.8. */
import { Connection, OnData, Step } from "./http_connection";
import { end, flush } from "./http_exceptions";

/** The connection is over, by either side. */
export type OnClosed = () => void;

/**
 * Bytes both ways.
 *
 * @noSelf
 */
export interface Stream {
  /**
   * Queues bytes; at most 1400 are on their way at a time. Does nothing once it was closed.
   *
   * @param data any bytes
   * @example stream.send("hello\n")
   */
  send(data: string): void;
  /**
   * Ends the connection when all that was queued has left; a second call does nothing.
   *
   * @example stream.close()
   */
  close(): void;
  /**
   * Who hears what arrives, and once that it is over. Replaces who heard before.
   *
   * @example stream.listen(function(data) stream.send(data) end, function() print("gone") end)
   */
  listen(onData: OnData, onClosed: OnClosed): void;
  /**
   * How many bytes wait to be sent: a client that does not read lets it grow.
   *
   * @example if stream.queuedBytes() > 4096 then stream.close() end
   */
  queuedBytes(): number;
}

/**
 * The stream of a connection that has been answered with 101. Programs get it from `onUpgrade`.
 *
 * @example
 * local function echo(stream) stream.listen(stream.send, function() end) end
 * local upgrade = "Connection: Upgrade\r\nUpgrade: echo\r\n"
 * response:send({ status = 101, headers = upgrade, onUpgrade = echo })
 */
export function createStream(connection: Connection): Stream {
  return {
    send: (data) => {
      if (connection.step !== Step.Upgraded) return;
      connection.text += data;
      if (connection.inFlight !== true) {
        // The clock of a client that does not read begins now.
        connection.secondsSilent = 0;
        flush(connection);
      }
    },
    close: () => {
      if (connection.step !== Step.Upgraded) return;
      end(connection);
    },
    listen: (onData, onClosed) => {
      connection.onData = onData;
      connection.onAnswered = onClosed;
    },
    queuedBytes: () => connection.text.length,
  };
}
