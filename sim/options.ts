/** Tables of options, as the firmware's newer modules check them. Source: modules/common.c. */
import type { Chip } from "./contract";
import { typeOfValue } from "./kinds";
import { typeOf } from "./native";

export interface Options {
  readonly chip: Chip;
  readonly functionName: string;
  /** Undefined: what was given is no table, and has no options. */
  readonly values: Record<string, unknown> | undefined;
}

export function optionsOf(chip: Chip, functionName: string, given: unknown): Options {
  const isTable = typeOfValue(given) === "table";
  const values = isTable ? (given as Record<string, unknown>) : undefined;
  return { chip, functionName, values };
}

/** opt_error. */
export function refuseOption(options: Options, name: string, why: string): never {
  return options.chip.raise(`bad option ${name} to '${options.functionName}' (${why})`);
}

/** opt_get: undefined when the option is not there; of another type it raises. */
export function option(options: Options, name: string, wantedType: string): unknown {
  const value = options.values?.[name];
  if (value === undefined) return undefined;
  const kind = typeOfValue(value);
  if (kind !== wantedType) refuseOption(options, name, `${wantedType} expected, got ${kind}`);
  return value;
}

/** opt_checkint: what is no whole number is 0. */
export function optionInteger(options: Options, name: string, byDefault: number): number {
  const value = option(options, name, "number") as number | undefined;
  if (value === undefined) return byDefault;
  return Math.floor(value) === value ? Math.floor(value) : 0;
}

/** opt_checkint_range. */
export function optionInRange(
  options: Options,
  name: string,
  byDefault: number,
  least: number,
  most: number,
): number {
  const value = optionInteger(options, name, byDefault);
  if (value < least || value > most) {
    const range = `${string.format("%d", least)}-${string.format("%d", most)}`;
    refuseOption(options, name, `must be in range ${range}`);
  }
  return value;
}

/** opt_checkbool. */
export function optionBoolean(options: Options, name: string, byDefault: boolean): boolean {
  const value = option(options, name, "boolean");
  return value === undefined ? byDefault : (value as boolean);
}

/** lua_tointeger, which knows no error: what is no whole number is 0. */
export function toInteger(value: unknown): number {
  const kind = typeOf(value);
  const number = kind === "number" || kind === "string" ? (tonumber(value) ?? 0) : 0;
  return Math.floor(number) === number ? Math.floor(number) : 0;
}
