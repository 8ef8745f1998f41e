/** Tables out of JSON, in pieces. Source: components/modules/sjson.c. */
import type { Kernel } from "./chip";
import type { AnyFunction } from "./contract";
import { withMetatable } from "./native";
import { createLexer } from "./sjson_lexer";
import { unescape } from "./sjson_text";

export interface DecoderOptions {
  /** What stands for null. */
  readonly nothing: unknown;
  readonly metatable: Record<string, unknown> | undefined;
}

/** @noSelf */
export interface Decoder {
  /** Whether the outermost list or object has ended. */
  write(bytes: string): boolean;
  complete(): boolean;
  result(): unknown;
}

type Values = LuaTable<AnyNotNil, unknown>;

/** A list or object that is open. */
interface Open {
  readonly values: Values;
  count: number;
}

export function createDecoder(kernel: Kernel, options: DecoderOptions): Decoder {
  const { metatable, nothing } = options;
  const checkPath = metatable?.["checkpath"] as AnyFunction | undefined;
  const path = new LuaTable<number, unknown>();
  const open: Open[] = [];
  let key: string | undefined;
  let result: unknown;
  let complete = false;
  let failed = false;

  /** Where the next value goes. */
  function nextKey(parent: Open): AnyNotNil {
    const named = key;
    key = undefined;
    if (named !== undefined) return named;
    parent.count += 1;
    return parent.count;
  }

  function put(value: unknown): void {
    const parent = open[open.length - 1];
    // A value outside of any container: it is kept, and never complete.
    if (parent === undefined) result = value;
    else parent.values.set(nextKey(parent), value);
  }

  function numberOf(text: string): number {
    return tonumber(text) ?? kernel.raise("Invalid number");
  }

  function valueOf(text: string): unknown {
    if (text === "true") return true;
    if (text === "false") return false;
    return text === "null" ? nothing : numberOf(text);
  }

  function isWanted(values: Values): boolean {
    if (checkPath === undefined) return true;
    let wanted = true;
    kernel.call(() => {
      const answer: unknown = checkPath(values, path);
      wanted = answer !== undefined && answer !== false;
    });
    return wanted;
  }

  function openNew(level: number): void {
    const values = withMetatable(new LuaTable<AnyNotNil, unknown>(), metatable);
    const parent = open[open.length - 1];
    const place = parent === undefined ? undefined : nextKey(parent);
    if (checkPath !== undefined && level > 1) path.set(level - 1, place);
    if (isWanted(values)) {
      if (parent === undefined) result = values;
      else parent.values.set(place!, values);
    }
    open.push({ values, count: 0 });
  }

  const lexer = createLexer({
    onOpen: openNew,
    onClose: (level) => {
      table.remove(open);
      if (checkPath !== undefined) path.delete(level);
      if (level === 1) complete = true;
    },
    onKey: (raw) => {
      key = unescape(raw);
    },
    onString: (_level, raw) => {
      put(unescape(raw));
    },
    onSpecial: (_level, text) => {
      put(valueOf(text));
    },
  });

  return {
    write: (bytes) => {
      if (failed) kernel.raise("JSON parse error: previous call");
      if (!complete) {
        const problem = lexer.feed(bytes);
        // What comes after the end is not looked at.
        if (problem !== undefined && !complete) {
          failed = true;
          kernel.raise(`JSON parse error: ${problem}`);
        }
      }
      return complete;
    },
    complete: () => complete,
    result: () => result,
  };
}
