/**
 * The patterns of text fields: the part of regular expressions that Lua can match too, so that one
 * declaration counts in the browser and on the device. docs/fields.md. Pure.
 */

const LONGEST = 64;
const MOST_REPEATS = 32;
/** Each of these multiplies the ways that a match is looked for. */
const MOST_ENDLESS = 2;
const MOST_OPTIONAL = 2;

/** A class as Lua wants it, from what stands between the brackets; nothing when it can't be one. */
function classOf(inside: string): string | undefined {
  if (inside === "" || stringFind(inside, "[^ -~]")[0] !== undefined) return undefined;
  if (stringFind(inside, "[%^%[%]\\]")[0] !== undefined) return undefined;
  const [ranges] = string.gsub(inside, "%w%-%w", "");
  // Left over, it is itself at an end only.
  if (stringFind(ranges, ".%-.")[0] !== undefined) return undefined;
  for (const [first, last] of string.gmatch(inside, "(%w)%-(%w)")) {
    if (first! > last!) return undefined;
  }
  const parts: string[] = [];
  let at = 1;
  while (at <= inside.length) {
    const range = stringMatch(inside, "^%w%-%w", at);
    const character = string.sub(inside, at, at);
    if (range !== undefined) parts.push(range);
    else parts.push(stringFind(character, "%w")[0] === undefined ? "%" + character : character);
    at += range === undefined ? 1 : 3;
  }
  return `[${table.concat(parts)}]`;
}

/** One item of the pattern as Lua wants it, and where the next one begins. */
function itemAt(pattern: string, at: number): LuaMultiReturn<[string | undefined, number]> {
  const inside = stringMatch(pattern, "^%[([^%]]*)%]", at);
  if (inside !== undefined) return $multi(classOf(inside), at + inside.length + 2);
  const character = string.sub(pattern, at, at);
  if (stringFind(character, "[%w ]")[0] !== undefined) return $multi(character, at + 1);
  // What means something in one of the two languages, or is no text.
  if (stringFind(character, "[!-~]")[0] === undefined) return $multi(undefined, at);
  if (stringFind("[](){}|\\^$.*+?", character, 1, true)[0] !== undefined) {
    return $multi(undefined, at);
  }
  return $multi("%" + character, at + 1);
}

/**
 * The Lua pattern for a whole text.
 *
 * @param pattern characters, classes such as `[A-Z0-9-]`, and behind one of them `{3}`, `?`, `*` or `+`
 * @returns nothing where it holds anything else, or so much that a match could take long
 * @example require("field_pattern").toLua("[A-Z]{2}-[0-9]+") -- "^[A-Z][A-Z]%-[0-9]+$"
 */
export function toLua(pattern: string): string | undefined {
  if (pattern === "" || pattern.length > LONGEST) return undefined;
  const parts: string[] = [];
  let endless = 0;
  let optional = 0;
  let at = 1;
  while (at <= pattern.length) {
    const [item, next] = itemAt(pattern, at);
    if (item === undefined) return undefined;
    const sign = stringMatch(pattern, "^[*+?]", next);
    const digits = stringMatch(pattern, "^{(%d%d?)}", next);
    const count = tonumber(digits ?? "1", 10)!;
    if (count < 1 || count > MOST_REPEATS) return undefined;
    if (sign === "?") optional += 1;
    else if (sign !== undefined) endless += 1;
    parts.push(string.rep(item, count) + (sign ?? ""));
    at = next + (digits !== undefined ? digits.length + 2 : sign !== undefined ? 1 : 0);
  }
  if (endless > MOST_ENDLESS || optional > MOST_OPTIONAL) return undefined;
  return `^${table.concat(parts)}$`;
}
