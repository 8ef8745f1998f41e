/** Levels that the air file puts on the device's pins while it runs: a button that somebody presses. */
import { isPin } from "../pin_numbers";
import type { PinLevel } from "./device_options";

export type PinLevels = ReadonlyMap<number, PinLevel["level"]>;

const WRONG =
  'pins must be an object of levels such as { "4": 0 }, with pins from 0 to 39 without 24 and 28 to 31, and levels 0 or 1';

function isLevel(value: unknown): value is PinLevel["level"] {
  return value === 0 || value === 1;
}

/** What stands under `pins` in the air file; none of it when it is missing. Throws an Error. */
export function readPins(pins: unknown = {}): PinLevels {
  if (typeof pins !== "object" || pins === null || Array.isArray(pins)) throw new Error(WRONG);
  const levels = new Map<number, PinLevel["level"]>();
  for (const [name, level] of Object.entries(pins)) {
    const pin = /^\d{1,2}$/.test(name) ? Number(name) : -1;
    if (!isPin(pin) || !isLevel(level)) throw new Error(WRONG);
    levels.set(pin, level);
  }
  return levels;
}

/**
 * Tells the device what has changed.
 *
 * @param held levels of the command line: what a pin goes back to that the file names no more
 * @param put puts a level on a pin; nothing: lets go of it
 * @returns takes the levels of the file, each time it has changed
 */
export function createPinHolder(
  held: readonly PinLevel[],
  put: (pin: number, level: PinLevel["level"] | undefined) => void,
): (levels: PinLevels) => void {
  const base = new Map(held.map(({ pin, level }) => [pin, level]));
  let present: PinLevels = new Map();
  for (const [pin, level] of base) put(pin, level);
  return (levels) => {
    for (const pin of new Set([...present.keys(), ...levels.keys()])) {
      const before = present.get(pin) ?? base.get(pin);
      const now = levels.get(pin) ?? base.get(pin);
      if (now !== before) put(pin, now);
    }
    present = levels;
  };
}
