/**
 * What lua-types 2.14 gets wrong or lacks for the Lua on the device, under names of our own.
 * The chip has no `os`; `io.open`, file:read, write, seek and close are usable as lua-types has them
 * (write, flush and close return nothing true on a full file system). `...` is $vararg.
 */

/**
 * string.find with a first value that may be undefined. Destructure it: `const [at] = stringFind(…)`.
 * @noSelf
 * @customName string.find
 */
declare function stringFind(
  text: string,
  pattern: string,
  init?: number,
  plain?: boolean,
): LuaMultiReturn<
  [start: number, end: number, ...captures: string[]] | [start: undefined, end: undefined]
>;

/**
 * string.match of a pattern without captures or with one: undefined when it does not match.
 * @noSelf
 * @customName string.match
 */
declare function stringMatch(text: string, pattern: string, init?: number): string | undefined;

/**
 * string.byte of one position (default 1): undefined outside of the text.
 * @noSelf
 * @customName string.byte
 */
declare function stringByte(text: string, position?: number): number | undefined;

/**
 * pcall whose second value is what was thrown, text or not.
 * @noSelf
 * @customName pcall
 */
declare function protectedCall<Args extends unknown[], Result>(
  run: (this: void, ...args: Args) => Result,
  ...args: Args
): LuaMultiReturn<[ok: true, result: Result] | [ok: false, error: unknown]>;

/**
 * error with a value that is no text, and with any level.
 * @noSelf
 * @customName error
 */
declare function throwValue(value: unknown, level?: number): never;

/**
 * load of text, as 5.3 has it; on 5.1 it is loadstring, which 5.3 firmware keeps as well.
 * @noSelf
 * @customName loadstring
 */
declare function loadText(
  text: string,
  chunkName?: string,
): LuaMultiReturn<
  [chunk: (this: void, ...args: unknown[]) => unknown] | [chunk: undefined, error: string]
>;

/**
 * The library `package`, a word that TypeScript reserves.
 * @customName package
 */
declare const luaPackage: {
  /** Modules by name; undefined forgets one. Firmware modules are not in it. */
  readonly loaded: Record<string, unknown>;
  /** "?.lc;?.lua" by default: a stale .lc wins over a newer .lua. */
  path: string;
  readonly preload: Record<string, ((this: void, ...args: unknown[]) => unknown) | undefined>;
  /** Lua 5.3: what require() asks in turn, firmware modules and LFS among it. */
  readonly searchers: ((this: void, name: string) => unknown)[];
  /** Lua 5.3: the file that a name stands for, else where it looked. */
  searchpath(
    this: void,
    name: string,
    path: string,
    separator?: string,
    replacement?: string,
  ): LuaMultiReturn<[path: string] | [path: undefined, problem: string]>;
};

/**
 * A list as several values: unpack, which 5.3 firmware keeps beside table.unpack.
 * @noSelf
 * @customName unpack
 */
declare function unpackList<Value>(
  list: readonly Value[],
  first?: number,
  last?: number,
): LuaMultiReturn<Value[]>;

/** All libraries and modules by name, also where a global of the program hides one. Read-only. */
declare const ROM: { readonly [name: string]: unknown };

/** @noSelf */
declare namespace debug {
  /** Texts that Lua holds in memory, sorted, or those of the LFS image. */
  function getstrings(where?: "RAM" | "ROM"): string[] | undefined;
}
