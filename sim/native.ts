/**
 * The host's own Lua under typed names: bare 5.1 or 5.3, or the firmware's VM. The rest of the
 * simulator takes from here what lua-types has wrongly or lacks.
 */

/** A Lua function of any arity, results included. */
export type Multi = (...args: any[]) => LuaMultiReturn<any[]>;

/** A library as the host has it: names to functions and constants. */
export type Library = Record<string, unknown>;

const globals = _G as unknown as Record<string, any>;

export function hostLibrary(name: string): Library {
  return (globals[name] ?? {}) as Library;
}

export function hostFunction(name: string): Multi | undefined {
  return globals[name] as Multi | undefined;
}

/** Only 5.1 has it, and there it is what `load` with an environment is made of. */
export const setEnvironment = hostFunction("setfenv");
/** Only 5.1 has it: an empty userdata with a metatable of its own. */
export const newProxy = hostFunction("newproxy");

/** A new table with these names of a library, those that the host has. */
export function pick(library: Library, names: readonly string[]): Library {
  const picked: Library = {};
  for (const name of names) picked[name] = library[name];
  return picked;
}

export const unpackList = (globals["unpack"] ?? globals["table"].unpack) as Multi;
export const call = hostFunction("pcall") as Multi;
export const callWithHandler = hostFunction("xpcall") as Multi;
export const loadChunk = hostFunction("load") as Multi;
export const loadString = hostFunction("loadstring");
export const nextOf = hostFunction("next") as Multi;
export const pairsOf = hostFunction("pairs") as Multi;
export const throwError = hostFunction("error") as (value: unknown, level?: number) => never;
export const typeOf = hostFunction("type") as unknown as (value: unknown) => string;
export const countArguments = hostFunction("select") as Multi;
export const metatableOf = hostFunction("getmetatable") as unknown as (
  value: unknown,
) => Record<string, unknown> | undefined;
export const withMetatable = hostFunction("setmetatable") as unknown as <T>(
  value: T,
  metatable: object | undefined,
) => T;

const debugLibrary = hostLibrary("debug");
export const getHook = debugLibrary["gethook"] as Multi;
/** Undefined where the VM was built without it: then there is no watchdog. */
export const setHook = debugLibrary["sethook"] as Multi | undefined;

/** A frame of the call stack; `what` is "C", "Lua", "main" or "tail". */
export interface Frame {
  readonly source: string;
  readonly short_src: string;
  readonly what: string;
  readonly currentline: number;
  readonly linedefined: number;
  readonly func: unknown;
  readonly name?: string;
  readonly namewhat?: string;
}
export type FrameOf = (...args: any[]) => Frame | undefined;
export const getFrame = debugLibrary["getinfo"] as FrameOf;

const gc = hostFunction("collectgarbage") as Multi;

export function heapBytes(): number {
  const [kilobytes] = gc("count");
  return Math.floor((kilobytes as number) * 1024);
}

export function collectAll(): void {
  gc("collect");
}

/** A function that calls `run` with these arguments, nils in the middle and at the end included. */
export function bind(run: Multi, ...args: any[]): Multi {
  const [count] = countArguments("#", ...args);
  const packed = [...args];
  return () => unpackedCall(run, packed, count as number);
}

function unpackedCall(run: Multi, packed: any[], count: number): LuaMultiReturn<any[]> {
  return $multi(...run(...unpackList(packed, 1, count)));
}

/** Tables with weak keys, for what is known about objects that others own. */
export function weakKeys<Value>(): LuaTable<AnyNotNil, Value> {
  return withMetatable(new LuaTable<AnyNotNil, Value>(), { __mode: "k" });
}
