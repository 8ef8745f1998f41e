/** What the optional parts of a board are told: light, button, double reset; and what is wrong with it. */
import type { Options } from "./options";

/**
 * A light that tells how the setup is going.
 *
 * @noSelf
 */
export interface StatusLedOptions {
  /** A GPIO number that can be an output: on the ESP32 0 to 5, 12 to 23, 25 to 27, 32, 33. */
  readonly pin: number;
  /** It is on while the pin is low. Default false. */
  readonly activeLow?: boolean | undefined;
}

/**
 * A button that asks for the setup, or forgets the network.
 *
 * @noSelf
 */
export interface ButtonOptions {
  /** A GPIO number; on the ESP32 34 to 39 too, which need a resistor of their own. */
  readonly pin: number;
  /** It connects the pin to 3.3 V, not to ground. Default false. */
  readonly activeHigh?: boolean | undefined;
}

/**
 * The options of `wifi_setup`, and these.
 *
 * @noSelf
 */
export interface BoardOptions extends Options {
  readonly statusLed?: StatusLedOptions | undefined;
  readonly button?: ButtonOptions | undefined;
  /** Two resets within 5 s open the setup. One file is written and removed at each start. Default false. */
  readonly doubleReset?: boolean | undefined;
}

/** Pins that a chip has and its flash leaves free. ESP-IDF: soc_caps.h; the chips' data sheets. */
const INPUTS: Record<string, string> = {
  esp32: "0-5 12-23 25-27 32-39",
  esp32s2: "0-21 33-46",
  esp32s3: "0-21 33-48",
  esp32c3: "0-10 18-21",
  esp32c6: "0-23",
};
/** Where not all of those can be outputs. */
const OUTPUTS: Record<string, string> = {
  esp32: "0-5 12-23 25-27 32-33",
  esp32s2: "0-21 33-45",
};
/** Of a chip that is not known here: its firmware refuses those that it lacks. */
const ANY = "0-63";

function isAmong(pin: unknown, ranges: string): boolean {
  if (type(pin) !== "number") return false;
  for (const [first, last] of string.gmatch(ranges, "(%d+)-(%d+)")) {
    const offset = (pin as number) - tonumber(first)!;
    const isInRange = offset >= 0 && (pin as number) <= tonumber(last)!;
    if (isInRange && offset % 1 === 0) return true;
  }
  return false;
}

/** For a light and a button: a table with a pin and perhaps a switch. */
function partProblemOf(
  name: string,
  part: unknown,
  ranges: string,
  switchName: string,
): string | undefined {
  if (part === undefined) return undefined;
  if (type(part) !== "table") return `${name} has to be a table such as { pin = 4 }`;
  const fields = part as Record<string, unknown>;
  if (!isAmong(fields["pin"], ranges)) {
    return `${name}.pin has to be the number of a GPIO that is free on this chip: ${ranges}`;
  }
  for (const [field, value] of pairs(fields)) {
    const isKnown = field === "pin" || (field === switchName && type(value) === "boolean");
    if (!isKnown) return `${name} takes pin, and ${switchName}, which is true or false`;
  }
  return undefined;
}

/**
 * What is wrong with these options of a board.
 *
 * @returns one sentence for the first part that can't be used, which begins with the option's name;
 *   nothing when all are fine
 * @example print(require("board_parts").boardProblemOf({ button = { pin = 6 } }))
 */
export function boardProblemOf(options: BoardOptions): string | undefined {
  const { statusLed, button, doubleReset } = options;
  const model = node.chipmodel();
  const inputs = INPUTS[model] ?? ANY;
  const problem =
    partProblemOf("statusLed", statusLed, OUTPUTS[model] ?? inputs, "activeLow") ??
    partProblemOf("button", button, inputs, "activeHigh");
  if (problem !== undefined) return problem;
  if (statusLed !== undefined && button !== undefined && statusLed.pin === button.pin) {
    return "button.pin is that of statusLed";
  }
  if (doubleReset !== undefined && type(doubleReset) !== "boolean") {
    return "doubleReset has to be true or false";
  }
  return undefined;
}
