/**
 * Finds the firmware's ROM tables (LROT_BEGIN … LROT_END, and luaL_Reg of what is not yet one) in C
 * sources, with the conditions of the preprocessor around each entry.
 * Source: components/lua/lua-5.3/lnodemcu.h (dev-esp32).
 */

const ENTRY_KINDS = {
  FUNC: "function",
  NUM: "number",
  INT: "number",
  FLOAT: "number",
  LUD: "userdata",
  TAB: "table",
};

/** What a build for the chip with Lua 5.3 surely has and has not. */
const BUILD = {
  ESP_PLATFORM: true,
  CONFIG_LUA_VERSION_51: false,
  LUA_CROSS_COMPILER: false,
  LUA_USE_HOST: false,
  LUA_NODEMCU_NOCLOADERS: true,
  CONFIG_ETH_ENABLED: true,
  0: false,
};

/** Without the bodies of macros too, whose entries are no names. */
const withoutMacros = (text) =>
  withoutComments(text).replace(/^[ \t]*#[ \t]*define(?:.*\\\n)*.*/gm, "");

const withoutComments = (text) =>
  text.replace(/"(?:\\.|[^"\\\n])*"|\/\*[^]*?\*\/|\/\/.*/g, (match) =>
    match.startsWith('"') ? match : match.replace(/[^\n]/g, ""),
  );

/** True or false for what decides nothing here, null for what differs from build to build. */
function isKnown(name, defined) {
  if (name in BUILD) return BUILD[name];
  if (name.startsWith("LUA_COMPAT_")) return defined.has(name);
  // The module's own switch.
  return name.startsWith("CONFIG_NODEMCU_CMODULE_") ? true : null;
}

/** A condition as text; undefined when it always holds, false when it never does. */
function resolve(directive, defined) {
  const [, kind, rest] = /^#\s*(ifdef|ifndef|if|elif)\s+(.*)$/.exec(directive);
  const expression = rest.trim();
  const name = (/^!?\s*defined\s*\(?\s*(\w+)\s*\)?$/.exec(expression) ?? [])[1] ?? expression;
  const isNegated = kind === "ifndef" || expression.startsWith("!");
  const known = isKnown(name, defined);
  if (known !== null) return known === isNegated ? false : undefined;
  const text = /^\w+$/.test(expression) ? name : expression.replace(/^defined\((\w+)\)$/, "$1");
  return isNegated ? `!${name}` : text;
}

const opposite = (condition) => {
  if (condition === false) return undefined;
  return condition === undefined ? false : `!(${condition})`;
};

/** Each line with the conditions that it stands under, those that never hold left out. */
function conditionalLines(text, defined) {
  const stack = [];
  const lines = [];
  for (const line of text.split("\n")) {
    const directive = line.trim();
    if (/^#\s*if/.test(directive)) stack.push(resolve(directive, defined));
    else if (/^#\s*elif/.test(directive)) stack.push(resolve(directive, (stack.pop(), defined)));
    else if (/^#\s*else/.test(directive)) stack.push(opposite(stack.pop()));
    else if (/^#\s*endif/.test(directive)) stack.pop();
    else if (!stack.includes(false)) lines.push([line, stack.filter(Boolean).join(" && ")]);
  }
  return lines;
}

/** The names that a C function compares its key with: fields that no table lists. */
export function comparedNames(text, functionName) {
  const body = new RegExp(`\\b${functionName}\\s*\\([^;{]*\\)\\s*\\{([^]*?)\\n\\}`).exec(text);
  if (body === null) return [];
  return [...body[1].matchAll(/(?:KEY_IS\(|strcmp\(\s*\w+\s*,\s*)"(\w+)"/g)].map(
    ([, name]) => name,
  );
}

/**
 * @param {string} source one C file
 * @param {Set<string>} defined LUA_COMPAT_* that luaconf.h defines
 * @returns {Map<string, { name: string, kind: string, target: string, condition: string }[]>}
 */
export function romTables(source, defined) {
  const tables = new Map();
  let entries;
  for (const [line, condition] of conditionalLines(withoutMacros(source), defined)) {
    const begin = /^\s*(?:LROT_BEGIN|LROT_ENTRIES_IN_SECTION)\s*\(\s*(\w+)/.exec(line);
    const array = /\bluaL_Reg\s+(\w+)\[\]\s*=/.exec(line);
    if (begin ?? array) {
      entries = [];
      tables.set((begin ?? array)[1], entries);
    } else if (/^\s*(LROT_END|LROT_BREAK)/.test(line) || /^\};/.test(line)) entries = undefined;
    if (entries === undefined) continue;
    const [, macro, name, target] =
      /^\s*LROT_([A-Z]+)ENTRY\s*\(\s*(\w+)\s*,\s*(\w*)/.exec(line) ?? [];
    if (macro !== undefined) entries.push({ name, kind: ENTRY_KINDS[macro], target, condition });
    const register = /^\s*\{"(\w+)",\s*(\w+)\}/.exec(line);
    if (register !== null) {
      const kind = register[2] === "NULL" ? "table" : "function";
      entries.push({ name: register[1], kind, target: register[2], condition });
    }
  }
  return tables;
}
