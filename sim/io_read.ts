/** The read formats of file:read and io.lines. Source: components/lua/lua-5.3/liolib.c (g_read). */
import { handOver } from "./heap";
import { typeOf, type Multi } from "./native";
import type { OpenFile } from "./io_file";
import { raiseArgument } from "./position";

const NUMBER_PATTERN = "^%s*[+-]?[%w.]+[+-]?%d*";

function readLine(file: OpenFile, rest: string, keepEnd: boolean): string | undefined {
  if (rest === "") return undefined;
  const [at] = stringFind(rest, "\n", 1, true);
  const end = at ?? rest.length + 1;
  file.skip(Math.min(end, rest.length));
  return string.sub(rest, 1, keepEnd ? end : end - 1);
}

function readCount(file: OpenFile, rest: string, count: number): string | undefined {
  if (rest === "") return undefined;
  const bytes = string.sub(rest, 1, count);
  file.skip(bytes.length);
  return bytes;
}

function readNumber(file: OpenFile, rest: string): number | undefined {
  const text = stringMatch(rest, NUMBER_PATTERN);
  if (text === undefined) return undefined;
  file.skip(text.length);
  return tonumber(text);
}

function readAll(file: OpenFile, rest: string): string {
  file.skip(rest.length);
  return rest;
}

function readOne(file: OpenFile, rest: string, format: unknown, position: number): unknown {
  if (typeOf(format) === "number") return readCount(file, rest, format as number);
  const [letter] = string.gsub(tostring(format), "^%*", "");
  const first = string.sub(letter, 1, 1);
  if (first === "l") return readLine(file, rest, false);
  if (first === "L") return readLine(file, rest, true);
  if (first === "a") return readAll(file, rest);
  if (first === "n") return readNumber(file, rest);
  return raiseArgument(position, "read", "invalid format");
}

/** One value per format; nil ends it. Without formats: a line. */
export const readFormats = (
  file: OpenFile,
  formats: unknown[],
  unpack: Multi,
): LuaMultiReturn<any[]> => {
  if (formats.length === 0) formats = ["l"];
  const values: unknown[] = [];
  let position = 0;
  for (const format of formats) {
    const rest = file.peek();
    if (rest === undefined) return $multi(undefined, ...file.readProblem());
    position += 1;
    const value = readOne(file, rest, format, position);
    if (value === undefined) break;
    values[position - 1] = value;
  }
  return handOver(...unpack(values, 1, position));
};
