/**
 * Lua as it lies on a board: without comments, indentation and the blanks that Lua does not need, and
 * with short names for the locals that only the compiler named. Everything stays on its line, so that
 * the line numbers of errors are those of the readable file, and the bytecode stays the same. Pure.
 * Lua 5.3 manual, section 3.1.
 */

/** One token or what stands between two; the order decides. */
const PIECE = new RegExp(
  [
    String.raw`(?<comment>--(?:\[(?<commentLevel>=*)\[[^]*?\]\k<commentLevel>\]|(?!\[=*\[)[^\r\n]*))`,
    String.raw`(?<blank>[ \t\v\f]+)`,
    String.raw`(?<line>\r\n|\n\r|[\r\n])`,
    String.raw`(?<text>\[(?<level>=*)\[[^]*?\]\k<level>\]|"(?:[^"\\\r\n]|\\(?:z\s*|\r\n|[^]))*"|'(?:[^'\\\r\n]|\\(?:z\s*|\r\n|[^]))*')`,
    String.raw`(?<number>0[xX](?:[pP][+-]?|[\da-fA-F.])*|\.?\d(?:[eE][+-]?|[\da-zA-Z_.])*)`,
    String.raw`(?<name>[A-Za-z_]\w*)`,
    String.raw`(?<sign>\.{1,3}|\/\/|<<|>>|[=~<>]=|::|-(?!-)|\[(?!=*\[)|[+*/%^#&~|<>=(){}\];:,])`,
  ].join("|"),
  "y",
);

const KINDS = ["comment", "blank", "line", "text", "number", "name", "sign"];
const LINE_END = /\r\n|\n\r|[\r\n]/g;

/** Pairs of characters that would be read as one token, or as the beginning of a comment or a text. */
const WOULD_MERGE = /^(?:[\w.][\w]|\w\.|\.\.|--|\[[[=]|[~<>=/:]=|\/\/|<<|>>|::)$/;

/** TypeScriptToLua gives such names to locals that the source does not have. */
const MADE_BY_COMPILER = /^____\w*$/;

/** The pieces in order, each with its kind. */
function* piecesOf(source) {
  const pattern = new RegExp(PIECE);
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(source);
    if (found === null) {
      const number = source.slice(0, at).split("\n").length;
      throw new Error(`line ${number} can't be read as Lua`);
    }
    const kind = KINDS.find((name) => found.groups[name] !== undefined);
    yield { kind, text: found[0] };
  }
}

/** Short names for those that the compiler made, the most frequent first. */
function shortNames(pieces) {
  const names = pieces.filter(({ kind }) => kind === "name").map(({ text }) => text);
  const taken = new Set(names);
  const counts = new Map();
  for (const name of names.filter((name) => MADE_BY_COMPILER.test(name))) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const short = new Map();
  let number = 0;
  for (const [name] of [...counts].sort(([, one], [, other]) => other - one)) {
    let candidate;
    do candidate = `_${(number++).toString(36)}`;
    while (taken.has(candidate));
    short.set(name, candidate);
  }
  return short;
}

/**
 * @param {string} source valid Lua, with each byte as one character where it is not ASCII
 * @returns {string} the same program; without a line's end at its end
 * @throws {Error} at what no Lua can hold, with the number of its line
 * @example compactLua("local a = 1 -- one\n") // "local a=1"
 */
export function compactLua(source) {
  const pieces = [...piecesOf(source)];
  const short = shortNames(pieces);
  let result = "";
  let isApart = false;
  for (const { kind, text } of pieces) {
    if (kind === "blank" || kind === "comment") {
      const lines = text.match(LINE_END)?.length ?? 0;
      result += "\n".repeat(lines);
      isApart = true;
      continue;
    }
    const piece = kind === "line" ? "\n" : (short.get(text) ?? text);
    if (isApart && WOULD_MERGE.test(result.slice(-1) + piece[0])) result += " ";
    result += piece;
    isApart = false;
  }
  return result.trimEnd();
}
