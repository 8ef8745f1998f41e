/** Arguments of a function that knows its name: luaL_check* and luaL_opt*. The checks: arguments. */
import * as plain from "./arguments";
import type { Chip } from "./contract";
import { typeOf } from "./native";

/** The firmware function being called; for methods, arguments are counted without the receiver. */
export interface Arguments {
  readonly chip: Chip;
  readonly functionName: string;
}

export function argumentsOf(chip: Chip): (functionName: string) => Arguments {
  return (functionName) => ({ chip, functionName });
}

/** lua_isnumber: text that reads as a number counts. */
export function isNumberLike(value: unknown): boolean {
  const kind = typeOf(value);
  return kind === "number" || (kind === "string" && tonumber(value as string) !== undefined);
}

/** lua_isstring: numbers count. */
export function isStringLike(value: unknown): boolean {
  const kind = typeOf(value);
  return kind === "number" || kind === "string";
}

export function checkString(to: Arguments, position: number, value: unknown): string {
  return plain.checkString(value, position, to.functionName);
}

export function optionalString(
  to: Arguments,
  position: number,
  value: unknown,
  byDefault: string,
): string {
  return value === undefined ? byDefault : checkString(to, position, value);
}

/** A number, or text that reads as one. */
export function checkNumber(to: Arguments, position: number, value: unknown): number {
  return plain.checkNumber(value, position, to.functionName);
}

export function checkInteger(to: Arguments, position: number, value: unknown): number {
  return plain.checkInteger(value, position, to.functionName);
}

export function optionalInteger(
  to: Arguments,
  position: number,
  value: unknown,
  byDefault: number,
): number {
  return value === undefined ? byDefault : checkInteger(to, position, value);
}

export function checkTable(
  to: Arguments,
  position: number,
  value: unknown,
): Record<string, unknown> {
  plain.checkTable(value, position, to.functionName);
  return value as Record<string, unknown>;
}

export function checkFunction(to: Arguments, position: number, value: unknown): void {
  plain.checkFunction(value, position, to.functionName);
}

/** luaL_optbool: anything but a boolean is as good as nothing. */
export function optionalBoolean(value: unknown, byDefault: boolean): boolean {
  return typeOf(value) === "boolean" ? (value as boolean) : byDefault;
}

/** luaL_checkoption. */
export function checkOption<Option extends string>(
  to: Arguments,
  position: number,
  value: unknown,
  options: readonly Option[],
): Option {
  const text = checkString(to, position, value);
  for (const option of options) {
    if (option === text) return option;
  }
  return to.chip.argumentError(position, to.functionName, `invalid option '${text}'`);
}

/** What a C string keeps of it: at most `maxBytes`, and nothing from a NUL on. */
export function cutString(text: string, maxBytes: number): string {
  for (const index of $range(1, Math.min(text.length, maxBytes))) {
    if (string.byte(text, index) === 0) return string.sub(text, 1, index - 1);
  }
  return string.sub(text, 1, maxBytes);
}
