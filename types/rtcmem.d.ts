/**
 * NodeMCU module `rtcmem`: 128 integers that outlive deep sleep and a restart, not a power cut.
 * CONFIG_NODEMCU_CMODULE_RTCMEM, off by default: `if (rtcmem !== undefined)` first.
 * Source: components/modules/rtcmem.c (dev-esp32).
 */

declare namespace rtcmem {
  /** @noSelf */
  interface Module {
    /** index 0 to 127, count 1 by default. Gives fewer at the end, none for a wrong index. */
    read32(index: number, count?: number): LuaMultiReturn<number[]>;
    /** 32 bits each. A negative index is not caught. Raises "RTC mem would overrun". */
    write32(index: number, ...values: number[]): void;
  }
}

declare const rtcmem: rtcmem.Module | undefined;
