/**
 * NodeMCU module `touch`: pads that feel a finger. Only the ESP32 can have it.
 * CONFIG_NODEMCU_CMODULE_TOUCH, off by default: `if (touch !== undefined)` first.
 * Source: components/modules/touch.c (dev-esp32).
 */

declare namespace touch {
  /** In order: GPIO 4, 0, 2, 15, 13, 12, 14, 27, 33, 32. */
  type Pad = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  /** Those that are touched; the others are missing. Comes again and again while touched. */
  type OnTouch = (this: void, pads: LuaMap<Pad, true>) => void;
  /** Falls when touched. */
  type Values = LuaMap<Pad, number>;

  interface Config {
    pad: Pad | readonly Pad[];
    /** With it the pads measure by themselves, without it only in read(). */
    cb?: OnTouch;
    /** Default true: needs thresholds first, else it fires at once. */
    intrInitAtStart?: boolean;
    /** TOUCH_TRIGGER_BELOW (default) or TOUCH_TRIGGER_ABOVE. */
    thresTrigger?: 0 | 1;
    /** Milliseconds, 0 (default) filters nothing. */
    filterMs?: number;
    /** TOUCH_LVOLT_*, TOUCH_HVOLT_* and TOUCH_HVOLT_ATTEN_*: default …_KEEP. */
    lvolt?: number;
    hvolt?: number;
    atten?: number;
    /** 0 (default, slow) to 7. Read, but not used. */
    slope?: number;
    /** Log on the console. */
    isDebug?: boolean;
  }

  interface Pads {
    /**
     * filtered only with filterMs and without cb. Raises "Touch pad not initialized" and its like.
     */
    read(): LuaMultiReturn<[values: Values, filtered: Values | undefined]>;
    /** 0 to 65535, usually two thirds of an untouched value. */
    setThres(pad: Pad, threshold: number): void;
    setTriggerMode(mode: 0 | 1): void;
    intrEnable(): void;
    intrDisable(): void;
  }

  /** @noSelf */
  interface Module {
    readonly TOUCH_HVOLT_KEEP: -1;
    readonly TOUCH_HVOLT_2V4: 0;
    readonly TOUCH_HVOLT_2V5: 1;
    readonly TOUCH_HVOLT_2V6: 2;
    readonly TOUCH_HVOLT_2V7: 3;
    readonly TOUCH_HVOLT_MAX: 4;
    readonly TOUCH_LVOLT_KEEP: -1;
    readonly TOUCH_LVOLT_0V5: 0;
    readonly TOUCH_LVOLT_0V6: 1;
    readonly TOUCH_LVOLT_0V7: 2;
    readonly TOUCH_LVOLT_0V8: 3;
    readonly TOUCH_LVOLT_MAX: 4;
    readonly TOUCH_HVOLT_ATTEN_KEEP: -1;
    readonly TOUCH_HVOLT_ATTEN_1V5: 0;
    readonly TOUCH_HVOLT_ATTEN_1V: 1;
    readonly TOUCH_HVOLT_ATTEN_0V5: 2;
    readonly TOUCH_HVOLT_ATTEN_0V: 3;
    readonly TOUCH_TRIGGER_BELOW: 0;
    readonly TOUCH_TRIGGER_ABOVE: 1;

    /**
     * One at a time: "Only 1 touch pad object allowed in touch library.", until the collector took it.
     * Raises "missing/bad 'pad' field", "The touch_pad_num allows 0 to 9".
     */
    create(config: Config): Pads;
  }
}

declare const touch: touch.Module | undefined;
