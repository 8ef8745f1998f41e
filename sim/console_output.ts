/**
 * Standard output: the wire, which takes its time, and node.output's diversion.
 * Sources: components/modules/node.c (redir_write, node_output), ESP-IDF driver/uart/uart.c (no
 * transmit buffer beside the FIFO).
 */
import type { AnyFunction } from "./contract";
import type { Kernel } from "./chip";

const HIGH = 2;
const OUTPUT_CHUNK_BYTES = 127;
const OVERFLOW = "E: output overflow\n";
const FIFO_BYTES = 128;
const BITS_PER_BYTE = 10;
const MS_PER_SECOND = 1000;

/** @noSelf */
export interface ConsoleOutput {
  write(bytes: string): void;
  divert(callback: AnyFunction | undefined, toConsole: boolean): void;
}

export function createConsoleOutput(kernel: Kernel): ConsoleOutput {
  const { world } = kernel;
  let diversion: AnyFunction | undefined;
  let echoes = true;
  /** What the FIFO still had to send, and when that was. */
  let queuedBytes = 0;
  let countedAtMs = 0;

  /** The firmware waits until the last bytes are in the FIFO. */
  function transmit(bytes: string): void {
    world.consoleOut(bytes);
    const { baud } = world.console;
    if (baud === 0) return;
    const bytesPerMs = baud / BITS_PER_BYTE / MS_PER_SECOND;
    const sentBytes = (world.clock.nowMs() - countedAtMs) * bytesPerMs;
    queuedBytes = Math.max(0, queuedBytes - sentBytes) + bytes.length;
    countedAtMs = world.clock.nowMs();
    if (queuedBytes > FIFO_BYTES) {
      kernel.block(Math.ceil((queuedBytes - FIFO_BYTES) / bytesPerMs));
    }
  }

  function divertChunk(chunk: string): boolean {
    const posted = kernel.tasks.post(HIGH, () => {
      kernel.call(diversion, chunk);
    });
    if (posted && echoes) transmit(chunk);
    if (!posted && echoes) transmit(OVERFLOW);
    if (!posted && !echoes) {
      kernel.crash("panic", "Guru Meditation Error: LoadProhibited: node.output overflowed unseen");
    }
    return posted;
  }

  return {
    write: (bytes) => {
      if (diversion === undefined) {
        transmit(bytes);
        return;
      }
      for (const at of $range(1, bytes.length, OUTPUT_CHUNK_BYTES)) {
        // What is left of a write that failed is gone.
        if (!divertChunk(string.sub(bytes, at, at + OUTPUT_CHUNK_BYTES - 1))) return;
      }
    },
    divert: (callback, toConsole) => {
      // The second of two diversions in a row finds the console closed, whatever it asks for.
      echoes = callback === undefined || (toConsole && diversion === undefined);
      diversion = callback;
    },
  };
}
