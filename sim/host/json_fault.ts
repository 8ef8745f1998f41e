/** Where a text stops being JSON, for people who edit it (RFC 8259). Pure. */

/** A token, or nothing where none begins; white space before it is left out. */
const TOKEN =
  /[\t\n\r ]*([{}[\]:,]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b)?/y;

class Fault extends Error {
  constructor(
    readonly index: number,
    expected: string,
  ) {
    super(`${expected} is expected`);
  }
}

interface Tokens {
  /** The next token: empty at the end, undefined where there is none. */
  next(): string | undefined;
  /** Gives the last token back. */
  back(): void;
  fail(expected: string): never;
}

function read(text: string): Tokens {
  let start = 0;
  let end = 0;
  return {
    next() {
      start = end;
      TOKEN.lastIndex = start;
      const [all = "", token] = TOKEN.exec(text) ?? [];
      end = start + all.length;
      return token ?? (end === text.length ? "" : undefined);
    },
    back: () => {
      end = start;
    },
    fail(expected) {
      end = start;
      const [space = ""] = /^[\t\n\r ]*/.exec(text.slice(start)) ?? [];
      throw new Fault(start + space.length, expected);
    },
  };
}

/** The rest of a list or an object, whose first token is there. */
function checkMembers(tokens: Tokens, close: "]" | "}", checkMember: () => void): void {
  if (tokens.next() === close) return;
  tokens.back();
  for (;;) {
    checkMember();
    const token = tokens.next();
    if (token === close) return;
    if (token !== ",") tokens.fail(`a comma or ${close}`);
  }
}

function checkValue(tokens: Tokens): void {
  const token = tokens.next();
  if (token === "[") checkMembers(tokens, "]", () => checkValue(tokens));
  else if (token === "{") {
    checkMembers(tokens, "}", () => {
      if (tokens.next()?.[0] !== '"') tokens.fail("a name between double quotes");
      if (tokens.next() !== ":") tokens.fail("a colon");
      checkValue(tokens);
    });
  } else if (token === undefined || token === "" || /[}\]:,]/.test(token[0] ?? "")) {
    tokens.fail("a value");
  }
}

/** `line 2, column 5: a colon is expected`, or undefined where the text is JSON. */
export function findJsonFault(text: string): string | undefined {
  const tokens = read(text);
  try {
    checkValue(tokens);
    if (tokens.next() !== "") tokens.fail("the end");
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.index).split("\n");
    const column = (before[before.length - 1] ?? "").length + 1;
    return `line ${before.length}, column ${column}: ${error.message}`;
  }
  return undefined;
}
