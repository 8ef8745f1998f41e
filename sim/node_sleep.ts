/**
 * node.sleep and node.dsleep: what wakes the chip, and how it was set. Sources:
 * components/modules/node.c, ESP-IDF v5.1.3 esp_hw_support/sleep_modes.c.
 */
import { checkTable } from "./arguments";
import type { Kernel } from "./chip";
import type { Level, Run } from "./contract";
import { typeOfValue } from "./kinds";
import { typeOf } from "./native";
import {
  option,
  optionBoolean,
  optionInRange,
  optionInteger,
  optionsOf,
  refuseOption,
  toInteger,
  type Options,
} from "./options";

export const WAKEUP: typeof node.wakeup = { GPIO: 7, TIMER: 4, TOUCHPAD: 5, UART: 8, ULP: 6 };
const INVALID_ARGUMENT = 0x102;
const INVALID_STATE = 0x103;
const LAST_UART = 1;
const MICROSECONDS_PER_MS = 1000;
const MS_PER_SECOND = 1000;
/** Milliseconds are whole numbers of 32 bits here: 24 days. */
const MAX_SLEEP_SECONDS = 2000000;
/** Estimate: what the chip needs to fall asleep. A shorter light sleep is refused. */
const LEAST_SLEEP_MS = 1;
const RTC_PINS = [0, 2, 4, 12, 13, 14, 15, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39];

/** What ends a deep sleep. */
export interface Wake {
  /** Undefined: no timer. */
  readonly afterMs: number | undefined;
  /** It wakes when all these have the level, or one has it. */
  readonly pins: readonly number[];
  readonly level: Level;
  readonly all: boolean;
  readonly keepsPulls: boolean;
}

/** Nothing but a power cut. */
const NEVER: Wake = { afterMs: undefined, pins: [], level: 0, all: true, keepsPulls: false };

/** Pins and the level that ends a light sleep, by gpio.wakeup. */
export type WakingPins = LuaTable<number, Level>;

/** @noSelf */
export interface Sleeping {
  sleep(options: unknown): number;
  dsleep(given: unknown): never;
}

function isRtcPin(pin: number): boolean {
  for (const known of RTC_PINS) if (known === pin) return true;
  return false;
}

export function createSleeping(
  kernel: Kernel,
  wakingPins: WakingPins,
  wifiStarted: (this: void) => boolean,
): Sleeping {
  const { world } = kernel;

  function failed(code: number, what: string): never {
    return kernel.raise(`Error ${string.format("%d", code)} returned from ${what}`);
  }

  /** Undefined when neither option is there. */
  function timeOf(options: Options): number | undefined {
    if (options.values?.["us"] === undefined && options.values?.["secs"] === undefined) {
      return undefined;
    }
    const microseconds = optionInteger(options, "us", 0);
    const seconds = optionInteger(options, "secs", 0);
    // Less than nothing is nearly for ever.
    if (microseconds < 0 || seconds < 0) return MAX_SLEEP_SECONDS * MS_PER_SECOND;
    const wholeMs = Math.floor(
      (microseconds - (microseconds % MICROSECONDS_PER_MS)) / MICROSECONDS_PER_MS,
    );
    return Math.min(seconds, MAX_SLEEP_SECONDS) * MS_PER_SECOND + wholeMs;
  }

  function checkUarts(options: Options): boolean {
    const given = options.values?.["uart"];
    if (given === undefined) return false;
    const uarts: unknown[] = [];
    if (typeOf(given) === "number") uarts.push(given);
    else if (typeOfValue(given) === "table") {
      for (const uart of given as unknown[]) uarts.push(uart);
    } else refuseOption(options, "uart", "must be integer or table");
    for (const uart of uarts) {
      const number = toInteger(uart);
      if (number < 0 || number > LAST_UART) {
        failed(INVALID_ARGUMENT, `esp_sleep_enable_uart_wakeup(${string.format("%d", number)})`);
      }
    }
    return uarts.length > 0;
  }

  /** Whether a pin of gpio.wakeup has its level now. */
  function pinWakes(): boolean {
    for (const [pin, level] of wakingPins) if (world.pins.level(pin) === level) return true;
    return false;
  }

  /** Sleeps until one of the two happens; the cause. */
  function rest(afterMs: number | undefined, byPins: boolean): number {
    let cause: number | undefined;
    const endings: Run[] = [];
    if (afterMs !== undefined) {
      const alarm = world.clock.after(afterMs, () => {
        cause = cause ?? WAKEUP.TIMER;
      });
      endings.push(alarm.cancel);
    }
    if (byPins) {
      for (const [pin] of wakingPins) {
        const stop = world.pins.watch(pin, () => {
          if (pinWakes()) cause = cause ?? WAKEUP.GPIO;
        });
        endings.push(stop);
      }
    }
    kernel.rest(() => cause !== undefined);
    for (const end of endings) end();
    return cause ?? WAKEUP.TIMER;
  }

  function sleep(given: unknown): number {
    checkTable(given, 1, "sleep");
    const options = optionsOf(kernel, "sleep", given);
    const byUart = checkUarts(options);
    const byPins = optionBoolean(options, "gpio", false);
    const afterMs = timeOf(options);
    const byTouch = optionBoolean(options, "touch", false);
    if (optionBoolean(options, "ulp", false)) {
      failed(INVALID_STATE, "esp_sleep_enable_ulp_wakeup()");
    }
    if (byUart || byTouch) {
      world.note("node.sleep: neither a UART nor a touch pad wakes this simulated chip");
    }
    if (wifiStarted()) {
      world.note("node.sleep: with WiFi on a chip loses its connections, here they stay");
    }
    if (afterMs !== undefined && afterMs < LEAST_SLEEP_MS) {
      failed(INVALID_ARGUMENT, "esp_light_sleep_start()");
    }
    // What should wake it is there already: the sleep is refused, with the words for something else.
    if (byPins && pinWakes()) kernel.raise("WiFi and BT must be stopped before sleeping");
    let wakes = afterMs !== undefined;
    for (const [] of wakingPins) wakes = wakes || byPins;
    return wakes ? rest(afterMs, byPins) : kernel.sleep(NEVER);
  }

  function wakingPinsOf(options: Options): number[] {
    const given = options.values?.["gpio"];
    const pins: number[] = [];
    if (typeOf(given) === "number") pins.push(toInteger(given));
    else if (typeOfValue(given) === "table") {
      // Pin 0 ends the list.
      for (const value of given as unknown[]) {
        const pin = toInteger(value);
        if (pin === 0) break;
        pins.push(pin);
      }
    }
    table.sort(pins);
    for (const pin of pins) {
      if (isRtcPin(pin)) continue;
      const name = string.format("%d", pin);
      kernel.raise(`Pin ${name} is not an RTC GPIO and cannot be used for wakeup`);
    }
    return pins;
  }

  function checkIsolated(options: Options): void {
    const given = option(options, "isolate", "table") as unknown[] | undefined;
    for (const value of given ?? []) {
      const pin = toInteger(value);
      if (isRtcPin(pin)) continue;
      failed(INVALID_ARGUMENT, `rtc_gpio_isolate(${string.format("%d", pin)})`);
    }
  }

  function wakeOf(options: Options): Wake {
    const afterMs = timeOf(options);
    const pins = wakingPinsOf(options);
    const keepsPulls = optionBoolean(options, "pull", false);
    checkIsolated(options);
    const wanted: Level = optionInRange(options, "level", 1, 0, 1) === 1 ? 1 : 0;
    // IDF v5.1.3 forgets the mode that it was asked for.
    const level = world.firmware === "snapshot" ? 0 : wanted;
    if (pins.length > 0 && level !== wanted) {
      world.note("node.dsleep: this firmware wakes when all pins are low, whatever level says");
    }
    if (optionBoolean(options, "touch", false)) {
      world.note("node.dsleep: nobody touches the pads of this simulated chip");
    }
    return { afterMs, pins, level, all: level === 0, keepsPulls };
  }

  return {
    sleep,
    dsleep: (given) => {
      if (typeOf(given) === "number") {
        const options = optionsOf(kernel, "dsleep", { us: toInteger(given) });
        return kernel.sleep(wakeOf(options));
      }
      if (typeOfValue(given) !== "table") {
        kernel.argumentError(1, "dsleep", "Expected integer or table");
      }
      return kernel.sleep(wakeOf(optionsOf(kernel, "dsleep", given)));
    },
  };
}
