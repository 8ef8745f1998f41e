/** The module `gpio`. Sources: components/modules/gpio.c, ESP-IDF's components/driver/gpio/gpio.c. */
import { checkFunction, checkInteger, checkTable, FIELD } from "./arguments";
import type { AnyFunction } from "./contract";
import type { Kernel } from "./chip";
import * as triggerType from "./gpio_triggers";
import { typeOfValue } from "./kinds";
import { countArguments, typeOf, type Multi } from "./native";
import type { WakingPins } from "./node_sleep";
import { toInteger } from "./options";
import { isOutputPin, isPin, PIN_COUNT } from "./pin_numbers";

const IN = 1;
const OUT = 2;
const PULL_UP = 1;
const PULL_DOWN = 2;
const STRONGEST = 3;
const BAD_STRENGTH = "pad strength must be between gpio.DRIVE_0 and gpio.DRIVE_3";
const FIRST_FLASH_PIN = 6;
const LAST_FLASH_PIN = 11;

function optionalInteger(value: unknown, position: number, name: string): number {
  return value === undefined ? 0 : checkInteger(value, position, name);
}

/** Whether `bits` has this power of two; negative numbers as in two's complement. */
const hasBit = (bits: number, power: number): boolean => bits % (2 * power) >= power;

export function createGpio(kernel: Kernel, wakingPins: WakingPins): typeof gpio {
  const { pins } = kernel.world;
  const triggers = triggerType.createTriggers(kernel);
  // A restart by software resets the processor, not its pins: outputs stay as they are. Source:
  // esp_restart_noos, ESP32 technical reference manual, 3.1 (CPU reset and core reset).
  kernel.onDown(() => {
    pins.onInput(undefined);
  });

  const invalid = (): never => kernel.raise("invalid argument");

  function pinsOf(field: unknown): number[] {
    if (typeOf(field) === "number") return [toInteger(field)];
    if (typeOfValue(field) !== "table") kernel.raise("missing/bad 'gpio' field");
    const list: number[] = [];
    for (const [, value] of pairs(field as Record<string, unknown>)) list.push(toInteger(value));
    return list;
  }

  function configure(given: Record<string, unknown>): void {
    const mode = checkInteger(given["dir"], FIELD, "config");
    const openDrain = optionalInteger(given["opendrain"], FIELD, "config") !== 0;
    const pull = optionalInteger(given["pull"], FIELD, "config");
    const list = pinsOf(given["gpio"]);
    const output = hasBit(mode, OUT);
    for (const pin of list) {
      if (!isPin(pin) || (output && !isOutputPin(pin))) invalid();
    }
    if (list.length === 0) invalid();
    for (const pin of list) {
      if (pin >= FIRST_FLASH_PIN && pin <= LAST_FLASH_PIN) {
        const name = string.format("%d", pin);
        kernel.world.note(`gpio.config: pin ${name} belongs to the flash, most boards crash here`);
      }
      triggers.disable(pin);
      triggers.setType(pin, triggerType.NONE);
      pins.configure(pin, {
        input: hasBit(mode, IN),
        output,
        openDrain,
        pullUp: hasBit(pull, PULL_UP),
        pullDown: hasBit(pull, PULL_DOWN),
      });
    }
  }

  const config: Multi = (...tables) => {
    const [count] = countArguments("#", ...tables);
    for (const index of $range(1, count as number)) {
      const [given] = countArguments(index, ...tables);
      checkTable(given, index, "config");
      configure(given as Record<string, unknown>);
    }
    return $multi();
  };

  function trig(pinValue: unknown, typeValue: unknown, callback: unknown): void {
    const pin = checkInteger(pinValue, 1, "trig");
    const type = optionalInteger(typeValue, 2, "trig");
    if (callback !== undefined) checkFunction(callback, 3, "trig");
    if (pin < 0 || pin >= PIN_COUNT) kernel.raise("invalid gpio");
    if (!isPin(pin)) invalid();
    // A wrong type is found only after the callback was taken over.
    triggers.setCallback(pin, type, callback as AnyFunction | undefined);
    triggers.disable(pin);
    if (type < triggerType.NONE || type > triggerType.HIGH_LEVEL) invalid();
    triggers.enable(pin, type);
  }

  const simulated: typeof gpio = {
    IN,
    OUT,
    IN_OUT: 3,
    FLOATING: 0,
    PULL_UP,
    PULL_DOWN,
    PULL_UP_DOWN: 3,
    INTR_NONE: triggerType.NONE,
    INTR_UP: triggerType.UP,
    INTR_DOWN: triggerType.DOWN,
    INTR_UP_DOWN: triggerType.UP_DOWN,
    INTR_LOW: triggerType.LOW_LEVEL,
    INTR_HIGH: triggerType.HIGH_LEVEL,
    DRIVE_0: 0,
    DRIVE_1: 1,
    DRIVE_2: 2,
    DRIVE_DEFAULT: 2,
    DRIVE_3: STRONGEST,

    config: config as typeof gpio.config,
    read: (pinValue) => {
      const pin = checkInteger(pinValue, 1, "read");
      if (!isPin(pin)) invalid();
      return pins.read(pin);
    },
    write: (pinValue, levelValue) => {
      const pin = checkInteger(pinValue, 1, "write");
      const level = checkInteger(levelValue, 2, "write");
      if (!isOutputPin(pin)) invalid();
      pins.write(pin, level === 0 ? 0 : 1);
    },
    trig: trig as typeof gpio.trig,
    // Overwrites the type of trig() too.
    wakeup: (pinValue, typeValue) => {
      const pin = checkInteger(pinValue, 1, "wakeup");
      const type = optionalInteger(typeValue, 2, "wakeup");
      if (!isPin(pin)) invalid();
      if (type === triggerType.NONE) {
        wakingPins.delete(pin);
        return;
      }
      if (type !== triggerType.LOW_LEVEL && type !== triggerType.HIGH_LEVEL) invalid();
      triggers.setType(pin, type);
      wakingPins.set(pin, type === triggerType.HIGH_LEVEL ? 1 : 0);
    },
    set_drive: (pinValue, strengthValue) => {
      const pin = checkInteger(pinValue, 1, "set_drive");
      const strength: number = checkInteger(strengthValue, 2, "set_drive");
      if (strength < 0 || strength > STRONGEST) kernel.argumentError(2, "set_drive", BAD_STRENGTH);
      if (!isOutputPin(pin)) invalid();
    },
  };
  return simulated;
}
