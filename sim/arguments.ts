/** luaL_check*: what the firmware's C functions accept, and their complaints otherwise. */
import { typeOfValue } from "./kinds";
import { typeOf } from "./native";
import { raiseArgument } from "./position";

/** The position that luaL_argerror names when the value came out of a table. */
export const FIELD = -1;

function mistyped(value: unknown, position: number, name: string, wanted: string): never {
  const nothing = position === FIELD ? "nil" : "no value";
  const got = value === undefined ? nothing : typeOfValue(value);
  return raiseArgument(position, name, `${wanted} expected, got ${got}`);
}

/** luaL_checknumber: a number, or text that reads as one. */
export function checkNumber(value: unknown, position: number, name: string): number {
  const kind = typeOf(value);
  const number = kind === "number" || kind === "string" ? tonumber(value) : undefined;
  if (number === undefined) return mistyped(value, position, name, "number");
  return number;
}

/** luaL_checkinteger. */
export function checkInteger(value: unknown, position: number, name: string): number {
  const number = checkNumber(value, position, name);
  const whole = Math.floor(number);
  if (whole !== number) {
    return raiseArgument(position, name, "number has no integer representation");
  }
  return whole;
}

export function checkString(value: unknown, position: number, name: string): string {
  const kind = typeOf(value);
  if (kind === "string") return value as string;
  if (kind === "number") return tostring(value);
  return mistyped(value, position, name, "string");
}

export function checkFunction(value: unknown, position: number, name: string): void {
  if (typeOf(value) !== "function") mistyped(value, position, name, "function");
}

export function checkTable(value: unknown, position: number, name: string): void {
  if (typeOfValue(value) !== "table") mistyped(value, position, name, "table");
}
