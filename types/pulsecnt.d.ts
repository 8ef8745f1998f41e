/**
 * NodeMCU module `pulsecnt`: counters in hardware. On the ESP32, S2, S3 and C6.
 * CONFIG_NODEMCU_CMODULE_PULSECNT, off by default: `if (pulsecnt !== undefined)` first.
 * Source: components/modules/pulsecnt.c (dev-esp32).
 */

declare namespace pulsecnt {
  /** Several may be true at once. */
  type OnEvent = (
    this: void,
    unit: number,
    threshold0: boolean,
    threshold1: boolean,
    lowLimit: boolean,
    highLimit: boolean,
    zero: boolean,
  ) => void;
  /** PCNT_COUNT_DIS, PCNT_COUNT_INC, PCNT_COUNT_DEC. */
  type Count = 0 | 1 | 2;
  /** PCNT_MODE_KEEP, PCNT_MODE_REVERSE, PCNT_MODE_DISABLE. */
  type Control = 0 | 1 | 2;

  /** Called with a colon, as methods are. */
  type Configure = (
    this: Counter,
    pulsePin: number,
    controlPin: number,
    onRising: Count,
    onFalling: Count,
    whileControlLow: Control,
    whileControlHigh: Control,
    lowLimit: number,
    highLimit: number,
  ) => void;

  /** Values and limits are -32768 to 32767, others raise. */
  interface Counter {
    /** Sets the counter to 0 and starts it; at a limit it goes on from 0. */
    readonly chan0Config: Configure;
    /** A second pair of pins for the same counter. */
    readonly chan1Config: Configure;
    /** Always raises: it takes the counter itself for a table of settings. */
    config(...settings: object[]): never;
    /** After the configuration. Clears the counter. */
    setThres(threshold0: number, threshold1: number): void;
    /** Pulses shorter than so many cycles of 80 MHz do not count: 0 to 1023. */
    setFilter(cycles: number): void;
    getCnt(): number;
    /** Returns the count afterwards: 0. */
    clear(): number;
    /** Calls back once with made-up values. Raises "Callback not registered". */
    testCb(): void;
    /** event: one of PCNT_EVT_*. */
    rawSetEventVal(event: number, value: number): void;
    rawGetEventVal(event: number): number;
  }

  /** @noSelf */
  interface Module {
    readonly PCNT_MODE_KEEP: 0;
    readonly PCNT_MODE_REVERSE: 1;
    readonly PCNT_MODE_DISABLE: 2;
    readonly PCNT_COUNT_DIS: 0;
    readonly PCNT_COUNT_INC: 1;
    readonly PCNT_COUNT_DEC: 2;
    readonly PCNT_H_LIM_VAL: 32767;
    readonly PCNT_L_LIM_VAL: -32768;
    readonly PCNT_EVT_L_LIM: 0;
    readonly PCNT_EVT_H_LIM: 1;
    readonly PCNT_EVT_THRES_0: 2;
    readonly PCNT_EVT_THRES_1: 3;
    readonly PCNT_EVT_ZERO: 4;
    readonly PCNT_PIN_NOT_USED: -1;

    /**
     * unit: 0 to 7 on the ESP32, 0 to 3 on the others. debug: log on the console.
     */
    create(unit: number, callback?: OnEvent, debug?: boolean): Counter;
  }
}

declare const pulsecnt: pulsecnt.Module | undefined;
