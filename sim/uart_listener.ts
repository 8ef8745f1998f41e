/**
 * The program's callbacks for one UART, and how arriving bytes are cut up for them.
 * Source: components/modules/uart.c (uart_on, uart_feed_data).
 */
import type { AnyFunction } from "./contract";
import type { Kernel } from "./chip";

/** LUA_MAXINPUT: what an end character is waited for. */
const MAX_LINE_BYTES = 256;
const MAX_WANTED_BYTES = 255;
const UINT16 = 65536;

/** @noSelf */
export interface UartListener {
  /** A number of bytes, as the firmware casts it. Raises beyond 255. */
  setLength(byteCount: number): void;
  /** One character; raises otherwise. */
  setEnd(character: string): void;
  setData(callback: AnyFunction | undefined): void;
  isListening(): boolean;
  /** uart.start makes the buffer, without which nothing is ever delivered. */
  start(): void;
  stop(): void;
  feed(byte: number): void;
}

export function createUartListener(kernel: Kernel): UartListener {
  let onData: AnyFunction | undefined;
  let wantedBytes = 0;
  let endByte: number | undefined;
  let hasBuffer = false;
  let buffered: string[] = [];

  function deliver(): void {
    const bytes = table.concat(buffered);
    buffered = [];
    kernel.call(onData, bytes);
  }

  return {
    setLength: (byteCount) => {
      wantedBytes = byteCount % UINT16;
      endByte = undefined;
      if (wantedBytes > MAX_WANTED_BYTES) {
        wantedBytes = MAX_WANTED_BYTES;
        kernel.raise("wrong arg range");
      }
    },
    setEnd: (character) => {
      if (character.length !== 1) kernel.raise("wrong arg range");
      endByte = string.byte(character);
      wantedBytes = 0;
    },
    setData: (callback) => {
      onData = callback;
    },
    isListening: () => onData !== undefined,
    start: () => {
      hasBuffer = true;
    },
    stop: () => {
      hasBuffer = false;
    },
    feed: (byte) => {
      if (!hasBuffer) return;
      buffered.push(string.char(byte));
      const enough = endByte !== undefined ? MAX_LINE_BYTES : wantedBytes;
      if (buffered.length >= enough || byte === endByte) deliver();
    },
  };
}
