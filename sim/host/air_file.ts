/**
 * Watches the air file by reading it again and again, which sees every way in which editors save.
 * Says what is wrong only when it looks the same twice: a file may be seen half written.
 */
import { readFileSync } from "node:fs";
import { wordsOf } from "../../tools/system_words.mjs";
import { readPins, type PinLevels } from "./air_pins";
import { findJsonFault } from "./json_fault";
import { toLuaLiteral } from "./lua_literal";

export interface AirFile {
  close(): void;
}

const POLL_MS = 250;

type Reading =
  | { readonly text: string; readonly literal: string; readonly pins: PinLevels }
  | { readonly text: string; readonly wrong: string };

/** In Lua, and so on the other side, a list without entries and an object without fields are one. */
function hasOddNetworks(air: unknown): boolean {
  if (typeof air !== "object" || air === null || !("networks" in air)) return false;
  return !Array.isArray(air.networks);
}

function hasOddFaults(air: unknown): boolean {
  if (typeof air !== "object" || air === null || !("faults" in air)) return false;
  return Array.isArray(air.faults);
}

/** The pins are the simulator's own affair: the device's model of the air has none. */
function takePins(air: unknown): { rest: unknown; pins: PinLevels } {
  const isObject = typeof air === "object" && air !== null && !Array.isArray(air);
  if (!isObject || !("pins" in air)) return { rest: air, pins: readPins() };
  const { pins, ...rest } = air;
  return { rest, pins: readPins(pins) };
}

function read(path: string): Reading {
  let text = "";
  try {
    text = readFileSync(path, "utf8");
    const air: unknown = JSON.parse(text);
    if (hasOddNetworks(air)) return { text, wrong: "networks must be a list" };
    if (hasOddFaults(air)) return { text, wrong: "faults must be an object" };
    const { rest, pins } = takePins(air);
    return { text, literal: toLuaLiteral(rest), pins };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { text, wrong: code ? wordsOf(error) : (findJsonFault(text) ?? message) };
  }
}

/** `onAir` gets the description as Lua source, and levels of pins; `onWrong` why there is none. */
export function watchAirFile(
  path: string,
  onAir: (literal: string, pins: PinLevels) => void,
  onWrong: (reason: string) => void,
): AirFile {
  let told: string | undefined;
  let suspect: string | undefined;

  function look(first: boolean): void {
    const reading = read(path);
    const sight = "wrong" in reading ? `${reading.wrong}\n${reading.text}` : reading.text;
    if (sight === told) return;
    if ("literal" in reading) onAir(reading.literal, reading.pins);
    else if (first || sight === suspect) onWrong(reading.wrong);
    else {
      suspect = sight;
      return;
    }
    told = sight;
    suspect = undefined;
  }

  look(true);
  const timer = setInterval(() => look(false), POLL_MS);
  return { close: () => clearInterval(timer) };
}
