/**
 * What arrives at the console: the UART's FIFO and the driver's ring in front of the console task,
 * which posts each byte as a HIGH task and waits where there is no slot.
 * Sources: components/base_nodemcu/user_main.c (console_task), ESP-IDF driver/uart/uart.c.
 */
import type { Kernel } from "./chip";

const HIGH = 2;
/** The byte that the console task has read and can't post. */
const IN_HAND_BYTES = 1;
/** uart_driver_install; what the driver may keep beside it, up to 120 bytes, is not counted on. */
const RING_BYTES = 256;
const FIFO_BYTES = 128;
const KEPT_BYTES = IN_HAND_BYTES + RING_BYTES;
const MAX_WAITING_BYTES = KEPT_BYTES + FIFO_BYTES;

/** @noSelf */
export interface ByteTaker {
  /** Whether anybody wants bytes: the console task drops them otherwise. */
  wanted(): boolean;
  /** Runs in the HIGH task. */
  take(byte: number): void;
}

/** @noSelf */
export interface ConsoleInput {
  /** Bytes come in over the wire, at once and all before any task runs. */
  arrive(bytes: string): void;
}

/** A USB host waits until there is room, a UART's sender doesn't. */
export function createConsoleInput(kernel: Kernel, taker: ByteTaker, waits: boolean): ConsoleInput {
  let waiting = "";

  function post(byte: number): boolean {
    return kernel.tasks.post(HIGH, () => {
      taker.take(byte);
    });
  }

  /** The console task goes on: the byte in its hand was wanted when it was read. */
  function goOn(): void {
    let inHand = true;
    while (waiting !== "") {
      if ((inHand || taker.wanted()) && !post(string.byte(waiting)!)) return;
      inHand = false;
      waiting = string.sub(waiting, 2);
    }
  }

  function arriveOne(byte: number): void {
    if (waiting === "") {
      if (taker.wanted() && !post(byte)) waiting = string.char(byte);
      return;
    }
    // The driver empties a FIFO that overflows.
    if (!waits && waiting.length >= MAX_WAITING_BYTES) {
      waiting = string.sub(waiting, 1, KEPT_BYTES);
      return;
    }
    waiting += string.char(byte);
  }

  kernel.tasks.onTaken(goOn);

  return {
    arrive: (bytes) => {
      for (const at of $range(1, bytes.length)) arriveOne(string.byte(bytes, at)!);
    },
  };
}
