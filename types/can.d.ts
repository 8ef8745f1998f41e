/**
 * NodeMCU module `can`: the CAN bus, through a transceiver. Only the ESP32 can have it.
 * CONFIG_NODEMCU_CMODULE_CAN, off by default: `if (can !== undefined)` first.
 * Source: components/modules/can.c (dev-esp32).
 */

declare namespace can {
  type Format = 0 | 1;
  /** data: up to 8 bytes. */
  type OnFrame = (this: void, format: Format, messageId: number, data: string) => void;

  interface Config {
    /** kbit/s: 1000, 800, 500, 250, 125 or 100. */
    speed: number;
    tx: number;
    rx: number;
    /** Acceptance code, default 0. */
    code?: number;
    /** Acceptance mask, a bit that is 1 does not matter; default 0xFFFFFFFF, all frames. */
    mask?: number;
    /** Read from a wrong place: whether it is on is chance. */
    dual_filter?: boolean;
  }

  /** @noSelf */
  interface Module {
    readonly STANDARD_FRAME: 0;
    readonly EXTENDED_FRAME: 1;

    /** Raises "Stop CAN before setup". */
    setup(config: Config, callback: OnFrame): void;
    /** Raises "CAN started". */
    start(): void;
    stop(): void;
    /**
     * One frame of at most 8 bytes. Raises "CAN not started", "CAN can not send more than 8 bytes".
     */
    send(format: Format, messageId: number, data: string): void;
  }
}

declare const can: can.Module | undefined;
