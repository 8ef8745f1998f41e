/**
 * JSON text to Lua values and back. Pure. RFC 8259. For builds with or without the module sjson,
 * which leaves backslashes unescaped.
 */
import { encodeString } from "./json_codec";

/** Stands for null, which a Lua table can't hold. */
export const NULL = {};
/** An empty table is written as `[]`; this one as `{}`. */
export const EMPTY_OBJECT = {};

const MAX_DEPTH = 20;

const ESCAPES: Record<string, string> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

const LITERALS: Record<string, unknown> = { true: true, false: false, null: NULL };

/** What is read, and how far. */
interface Source {
  readonly text: string;
  at: number;
}

type LuaObject = Record<string | number, unknown>;

function fail(source: Source, what: string): never {
  throw string.format("%s at %d", what, source.at);
}

function skipSpace(source: Source): string {
  const [, end] = stringFind(source.text, "^[ \t\r\n]*", source.at);
  source.at = (end ?? source.at - 1) + 1;
  return string.sub(source.text, source.at, source.at);
}

function take(source: Source, pattern: string): string | undefined {
  const found = stringMatch(source.text, pattern, source.at);
  if (found !== undefined) source.at += found.length;
  return found;
}

/** UTF-8 of a code point. */
function encodePoint(point: number): string {
  if (point < 128) return string.char(point);
  const low = 128 + (point % 64);
  const rest = Math.floor(point / 64);
  if (point < 2048) return string.char(192 + rest, low);
  const middle = 128 + (rest % 64);
  const high = Math.floor(rest / 64);
  if (point < 65536) return string.char(224 + high, middle, low);
  return string.char(240 + Math.floor(high / 64), 128 + (high % 64), middle, low);
}

function readUnit(source: Source): number {
  const digits = take(source, "^%x%x%x%x");
  if (digits === undefined) fail(source, "four hexadecimal digits expected");
  return tonumber(digits, 16)!;
}

function readEscape(source: Source): string {
  const letter = string.sub(source.text, source.at, source.at);
  source.at += 1;
  if (letter !== "u") return ESCAPES[letter] ?? fail(source, "unknown escape");
  const unit = readUnit(source);
  if (unit < 55296 || unit > 57343) return encodePoint(unit);
  if (unit > 56319 || take(source, "^\\u") === undefined) fail(source, "lone surrogate");
  const second = readUnit(source);
  if (second < 56320 || second > 57343) fail(source, "lone surrogate");
  return encodePoint(65536 + (unit - 55296) * 1024 + (second - 56320));
}

function readString(source: Source): string {
  const parts: string[] = [];
  source.at += 1;
  while (true) {
    const plain = take(source, '^[^"\\%c]+');
    if (plain !== undefined) parts.push(plain);
    const next = string.sub(source.text, source.at, source.at);
    source.at += 1;
    if (next === '"') return table.concat(parts);
    if (next === string.char(127)) parts.push(next);
    else if (next === "\\") parts.push(readEscape(source));
    else fail(source, "string without end");
  }
}

function readNumber(source: Source): number {
  const text = take(source, "^-?%d+%.?%d*[eE]?[+-]?%d*");
  const number = text === undefined ? undefined : tonumber(text);
  if (number === undefined || stringMatch(text!, "^-?0%d") !== undefined) {
    fail(source, "unexpected character");
  }
  if (stringMatch(text!, "%.$") !== undefined || stringMatch(text!, "%.[eE]") !== undefined) {
    fail(source, "digits expected");
  }
  return number;
}

function readArray(source: Source, depth: number): unknown {
  const values: unknown[] = [];
  source.at += 1;
  if (skipSpace(source) === "]") {
    source.at += 1;
    return values;
  }
  while (true) {
    values.push(readValue(source, depth));
    const next = skipSpace(source);
    source.at += 1;
    if (next === "]") return values;
    if (next !== ",") fail(source, "comma expected");
  }
}

function readObject(source: Source, depth: number): unknown {
  const fields: Record<string, unknown> = {};
  source.at += 1;
  if (skipSpace(source) === "}") {
    source.at += 1;
    return fields;
  }
  while (true) {
    if (skipSpace(source) !== '"') fail(source, "name expected");
    const name = readString(source);
    if (skipSpace(source) !== ":") fail(source, "colon expected");
    source.at += 1;
    fields[name] = readValue(source, depth);
    const next = skipSpace(source);
    source.at += 1;
    if (next === "}") return fields;
    if (next !== ",") fail(source, "comma expected");
  }
}

function readValue(source: Source, depth: number): unknown {
  if (depth > MAX_DEPTH) fail(source, "nested too deeply");
  const first = skipSpace(source);
  if (first === "{") return readObject(source, depth + 1);
  if (first === "[") return readArray(source, depth + 1);
  if (first === '"') return readString(source);
  const word = take(source, "^%a+");
  if (word === undefined) return readNumber(source);
  const value = LITERALS[word];
  if (value === undefined) fail(source, "unexpected word");
  return value;
}

function readAll(text: string): unknown {
  const source: Source = { text, at: 1 };
  const value = readValue(source, 1);
  if (skipSpace(source) !== "") fail(source, "unexpected text");
  return value;
}

/**
 * The value of a JSON text. Objects and arrays become tables, null becomes `NULL`. Of a name that
 * comes twice the later value counts. Numbers are the firmware's: 32-bit integers, single-precision
 * floats.
 *
 * @param text one JSON value, with blanks around it or without
 * @returns the value; nothing and what is wrong, with its place, when it is no JSON or nested more
 *   than 20 deep
 * @example
 * local value, problem = require("json_value_codec").decode('{"level": 7}')
 * print(value and value.level or problem) --> 7
 */
export function decode(text: string): LuaMultiReturn<[unknown, string | undefined]> {
  const [ok, value] = pcall(readAll, text);
  if (ok) return $multi(value, undefined);
  return $multi(undefined, tostring(value));
}

function isArray(value: LuaObject): boolean {
  const length = (value as unknown as unknown[]).length;
  let count = 0;
  for (const [_] of pairs(value)) count += 1;
  return count === length && value !== EMPTY_OBJECT;
}

function writeNumber(value: number): string {
  if (value !== value || value === math.huge || value === -math.huge) return "null";
  if (value % 1 === 0 && value >= -2147483648 && value < 2147483648) {
    return string.format("%d", value);
  }
  return string.format("%.9g", value);
}

function writeTable(value: LuaObject, depth: number): string {
  if (value === NULL) return "null";
  if (depth > MAX_DEPTH) throw "nested too deeply";
  const parts: string[] = [];
  if (isArray(value)) {
    for (const item of value as unknown as unknown[]) parts.push(write(item, depth + 1));
    return `[${table.concat(parts, ",")}]`;
  }
  for (const [name, item] of pairs(value)) {
    parts.push(`${encodeString(tostring(name))}:${write(item, depth + 1)}`);
  }
  table.sort(parts);
  return `{${table.concat(parts, ",")}}`;
}

function write(value: unknown, depth: number): string {
  const kind = type(value);
  if (kind === "string") return encodeString(value as string);
  if (kind === "number") return writeNumber(value as number);
  if (kind === "boolean") return tostring(value);
  if (kind === "table") return writeTable(value as LuaObject, depth);
  if (value === undefined) return "null";
  throw `a ${kind} can't be written as JSON`;
}

/**
 * The JSON text of a value: tables with the keys 1 to n as arrays (also empty ones), others as
 * objects with their names in order. Floats have up to 9 digits; NaN and infinity become null.
 *
 * @param value text, a number, true or false, nothing, `NULL`, or a table of such
 * @throws for functions and userdata, and for what is nested more than 20 deep: these are mistakes
 *   of the program
 * @example
 * require("json_value_codec").encode({ on = true, at = { 1, 2 } }) -- '{"at":[1,2],"on":true}'
 */
export function encode(value: unknown): string {
  return write(value, 1);
}
