/**
 * JSON byte by byte, with what the firmware's parser lets pass and its names for what it does not.
 * Source: components/sjson/jsonsl.c (jsonsl_feed).
 */

import { isDigit, newJsonNumber, type JsonNumber } from "./sjson_number";

type Kind = "root" | "object" | "list" | "string" | "key" | "special";

/** @noSelf */
export interface LexerEvents {
  /** A list or object begins or ends; the outermost one has level 1. */
  onOpen(level: number): void;
  onClose(level: number): void;
  onKey(raw: string): void;
  onString(level: number, raw: string): void;
  /** A number, true, false or null. */
  onSpecial(level: number, text: string): void;
}

/** @noSelf */
export interface Lexer {
  /** The name of the error that ended it, undefined when all is well. */
  feed(bytes: string): string | undefined;
}

interface State {
  kind: Kind;
  /** Keys and values so far. */
  elements: number;
}

/** The option `depth` is read from the wrong place, so it is always this. */
const LEVELS = 20;
const FIRST_SIMPLE_CODE = 0x14;
const FIRST_PRINTABLE_CODE = 0x20;
const WORDS: Record<string, string> = { t: "true", f: "false", n: "null" };

const isOneOf = (character: string, set: string): boolean => {
  const [at] = stringFind(set, character, 1, true);
  return at !== undefined;
};
const isSpace = (character: string): boolean => isOneOf(character, " \t\r\n");
const endsSpecial = (character: string): boolean => isOneOf(character, ' \t\r\n",:[\\]{}');

export function createLexer(events: LexerEvents): Lexer {
  const stack: State[] = [{ kind: "root", elements: 0 }];
  let lastToken = "";
  let expecting = "";
  let canInsert = true;
  let escaping = false;
  let text = "";
  let number: JsonNumber = newJsonNumber("");

  const top = (): State => stack[stack.length - 1]!;

  function push(kind: Kind): string | undefined {
    if (stack.length >= LEVELS) return "LEVELS_EXCEEDED";
    stack.push({ kind, elements: 0 });
    return undefined;
  }

  function pop(): number {
    table.remove(stack);
    return stack.length;
  }

  const isWanting = (state: State): boolean => state.kind === "object" && state.elements % 2 === 0;

  function takeQuote(): string | undefined {
    const state = top();
    canInsert = false;
    if (state.kind === "list") {
      state.elements += 1;
      expecting = ",";
    } else if (state.kind === "object") {
      state.elements += 1;
      const isValue = state.elements % 2 === 0;
      if (isValue && lastToken !== ":") return "MISSING_TOKEN";
      if (!isValue && expecting !== '"') return "STRAY_TOKEN";
      expecting = isValue ? "," : ":";
      lastToken = "";
      text = "";
      return push(isValue ? "string" : "key");
    } else return "STRING_OUTSIDE_CONTAINER";
    lastToken = "";
    text = "";
    return push("string");
  }

  function takeInString(character: string): string | undefined {
    if (escaping) {
      escaping = false;
      if (!isOneOf(character, '"/\\bfnrtu')) return "ESCAPE_INVALID";
      text += character;
    } else if (character === '"') {
      canInsert = false;
      const level = stack.length - 1;
      const { kind } = top();
      if (kind === "key") events.onKey(text);
      else events.onString(level, text);
      pop();
    } else if (character === "\\") {
      escaping = true;
      text += character;
    } else if (string.byte(character, 1) < FIRST_SIMPLE_CODE) return "WEIRD_WHITESPACE";
    else text += character;
    return undefined;
  }

  function takeOpening(character: string): string | undefined {
    if (!canInsert) return "CANT_INSERT";
    const state = top();
    if (isWanting(state)) return "HKEY_EXPECTED";
    state.elements += 1;
    const problem = push(character === "{" ? "object" : "list");
    if (problem !== undefined) return problem;
    canInsert = true;
    if (character === "{") expecting = '"';
    events.onOpen(stack.length - 1);
    lastToken = "";
    return undefined;
  }

  function takeClosing(character: string): string | undefined {
    if (lastToken === ",") return "TRAILING_COMMA";
    canInsert = false;
    expecting = ",";
    lastToken = "";
    const state = top();
    if (state.kind !== (character === "]" ? "list" : "object")) return "BRACKET_MISMATCH";
    if (character === "}" && state.elements % 2 !== 0) return "VALUE_EXPECTED";
    events.onClose(stack.length - 1);
    pop();
    return undefined;
  }

  function beginSpecial(character: string): string | undefined {
    if (WORDS[character] === undefined && character !== "-" && !isDigit(character)) {
      const code = string.byte(character, 1);
      if (code === 0) return "FOUND_NULL_BYTE";
      return code < FIRST_PRINTABLE_CODE ? "WEIRD_WHITESPACE" : "SPECIAL_EXPECTED";
    }
    const state = top();
    if (isWanting(state)) return "HKEY_EXPECTED";
    state.elements += 1;
    if (!canInsert) return "CANT_INSERT";
    const problem = push("special");
    text = character;
    number = newJsonNumber(character);
    return problem;
  }

  function takeStructural(character: string): string | undefined {
    if (character === ":" || character === ",") {
      if (expecting !== character) return "STRAY_TOKEN";
      if (character === ":" || top().kind !== "object") canInsert = true;
      lastToken = character;
      expecting = '"';
      return undefined;
    }
    if (character === "{" || character === "[") return takeOpening(character);
    if (character === "}" || character === "]") return takeClosing(character);
    return beginSpecial(character);
  }

  function endSpecial(character: string): string | undefined {
    canInsert = false;
    const word = WORDS[string.sub(text, 1, 1)];
    if (word !== undefined && text !== word) return "SPECIAL_INCOMPLETE";
    if (word === undefined && !number.isWhole()) return "INVALID_NUMBER";
    events.onSpecial(stack.length - 1, text);
    pop();
    lastToken = "";
    expecting = ",";
    return isSpace(character) ? undefined : takeStructural(character);
  }

  function takeInSpecial(character: string): string | undefined {
    const word = WORDS[string.sub(text, 1, 1)];
    if (word === undefined && !number.take(character, endsSpecial(character))) {
      return "INVALID_NUMBER";
    }
    if (endsSpecial(character)) return endSpecial(character);
    text += character;
    if (word === undefined) return undefined;
    const at = text.length;
    return string.sub(word, at, at) === character ? undefined : "SPECIAL_EXPECTED";
  }

  function take(character: string): string | undefined {
    const { kind } = top();
    if (kind === "string" || kind === "key") return takeInString(character);
    if (kind === "special") return takeInSpecial(character);
    if (isSpace(character)) return undefined;
    if (character === '"') return takeQuote();
    if (character === "\\") return "ESCAPE_OUTSIDE_STRING";
    return takeStructural(character);
  }

  return {
    feed: (bytes) => {
      for (const index of $range(1, bytes.length)) {
        const problem = take(string.sub(bytes, index, index));
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  };
}
