/** JSON out of tables, all of it at once. Source: components/modules/sjson.c. */
import type { Kernel } from "./chip";
import type { AnyFunction } from "./contract";
import { typeOfValue } from "./kinds";
import { hostLibrary, nextOf } from "./native";
import { quote } from "./sjson_text";

/** The option `depth` is read from the wrong place, so it is always this. */
const LEVELS = 20;
const MAX_CALLS = 10;
/** A short integer counts both sides of each comma. */
const MAX_LIST = 16383;
const SHORT = 65536;
const TYPE_NUMBERS: Record<string, number> = { table: 5, function: 6, userdata: 7, thread: 8 };

const mathType = hostLibrary("math")["type"] as ((value: unknown) => string) | undefined;

export interface EncoderOptions {
  /** A string that stands for null. */
  readonly nothing: string | undefined;
  /** The value that the decoder makes of null. */
  readonly isNull: (value: unknown) => boolean;
}

function isInteger(value: number): boolean {
  return mathType === undefined ? Math.floor(value) === value : mathType(value) === "integer";
}

function encodeNumber(value: number): string {
  const isFinite = value === value && value - value === 0;
  if (!isFinite) return "null";
  return string.format(isInteger(value) ? "%d" : "%.9g", value);
}

/** The greatest index of a list, undefined for an object. */
function listSize(values: object): number | undefined {
  let greatest = 0;
  let [key] = nextOf(values, undefined);
  while (key !== undefined) {
    if (typeOfValue(key) !== "number") return undefined;
    const number = key as number;
    const index = Math.floor(number) === number ? Math.floor(number) : 0;
    if (index > greatest) greatest = index;
    else if (index <= 0) return undefined;
    const [following] = nextOf(values, key);
    key = following;
  }
  // Kept in 16 bits with a sign: what looks negative there is an object.
  return greatest % SHORT >= SHORT / 2 ? undefined : greatest % SHORT;
}

export function encode(kernel: Kernel, root: object, options: EncoderOptions): string {
  const parts: string[] = [];

  function encodeScalar(value: unknown): string {
    const kind = typeOfValue(value);
    if (value === undefined || options.isNull(value)) return "null";
    if (kind === "string") {
      return options.nothing === value ? "null" : quote(value as string);
    }
    if (kind === "boolean") return tostring(value);
    if (kind === "number") return encodeNumber(value as number);
    return kernel.raise(`Cannot encode type ${string.format("%d", TYPE_NUMBERS[kind] ?? 0)}`);
  }

  function encodeValue(given: unknown, level: number): void {
    let value = given;
    for (const _ of $range(1, MAX_CALLS)) {
      if (typeOfValue(value) === "function") value = (value as AnyFunction)();
    }
    if (typeOfValue(value) === "table") encodeTable(value as object, level + 1);
    else parts.push(encodeScalar(value));
  }

  function encodeList(values: object, size: number, level: number): void {
    if (size > MAX_LIST) {
      kernel.crash("panic", "sjson: a list of more than 16383 elements is encoded without end");
    }
    parts.push("[");
    for (const index of $range(1, size)) {
      if (index > 1) parts.push(",");
      encodeValue(rawget(values as Record<number, unknown>, index), level);
    }
    parts.push("]");
  }

  function encodeObject(values: object, level: number): void {
    let separator = "{";
    let [key, value] = nextOf(values, undefined);
    while (key !== undefined) {
      const name: unknown = typeOfValue(key) === "number" ? tostring(key) : key;
      parts.push(`${separator}${encodeScalar(name)}:`);
      separator = ",";
      encodeValue(value, level);
      const [followingKey, followingValue] = nextOf(values, key);
      key = followingKey;
      value = followingValue;
    }
    parts.push("}");
  }

  function encodeTable(values: object, level: number): void {
    if (level >= LEVELS) kernel.raise("encoder stack overflow");
    const size = listSize(values);
    if (size === undefined) encodeObject(values, level);
    else encodeList(values, size, level);
  }

  encodeTable(root, 0);
  return table.concat(parts);
}
