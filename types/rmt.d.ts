/**
 * NodeMCU module `rmt`: trains of pulses, sent and received. CONFIG_NODEMCU_CMODULE_RMT, off by
 * default: `if (rmt !== undefined)` first. Source: components/modules/rmt.c (dev-esp32).
 *
 * Pulses are bytes in pairs, the low byte first: bit 15 is the level, bits 0 to 14 the duration in
 * ticks. A duration of 0 ends the train.
 */

declare namespace rmt {
  /** 0, or IDF's code after 10 s. */
  type OnSent = (this: void, error: number) => void;
  type OnData = (this: void, pulses: string) => void;

  interface SendOptions {
    /** Modulates high pulses; none by default. */
    carrier_hz?: number;
    /** Percent. */
    carrier_duty?: number;
    /** Level between trains. */
    idle_level?: 0 | 1;
    invert?: boolean;
    /** Blocks of memory (64 pulses on the ESP32), 1 (default) to 8; takes them from other channels. */
    slots?: number;
  }

  interface ReceiveOptions {
    invert?: boolean;
    /** Shorter pulses are dropped: 0 to 255 ticks of 12.5 ns. */
    filter_ticks?: number;
    /** A level that lasts so long ends a train: 0 to 65535 (default) ticks. */
    idle_threshold?: number;
    slots?: number;
  }

  interface Sender {
    /**
     * Blocks until sent unless there is a callback. Raises "Length must be a multiple of 2", "Cannot
     * allocate memory".
     */
    send(pulses: string | readonly string[], callback?: OnSent): void;
    close(): void;
    /** Raises "Cannot receive on a TX channel". */
    on(event: "data", callback: OnData): never;
  }

  interface Receiver {
    /** Starts receiving. Raises "Can only call 'on' once", "Cannot allocate memory". */
    on(event: "data", callback: OnData): void;
    close(): void;
    /** Raises "Cannot send on an RX channel". */
    send(pulses: string | readonly string[], callback?: OnSent): never;
  }

  /** @noSelf */
  interface Module {
    /**
     * bitTime: picoseconds per tick, 12500 to 3199999 in steps of 12500; returns what it became.
     * Raises "Bit time out of range", "no spare RMT channel", "Failed to configure RMT", "Failed to
     * install RMT driver".
     */
    txsetup(
      pin: number,
      bitTime: number,
      options?: SendOptions,
    ): LuaMultiReturn<[channel: Sender, bitTime: number]>;
    /** As txsetup(). Raises "filter_ticks must be in the range 0 - 255" and its like. */
    rxsetup(
      pin: number,
      bitTime: number,
      options?: ReceiveOptions,
    ): LuaMultiReturn<[channel: Receiver, bitTime: number]>;
  }
}

declare const rmt: rmt.Module | undefined;
