/**
 * The program's world: _G is an ordinary table whose metatable leads to ROM, which holds the
 * libraries and modules and, behind them, the base functions. Code runs with the host's number
 * model (64-bit on an ordinary Lua 5.3; doubles on 5.1, where utf8 and string.pack are missing too). Sources: components/lua/lua-5.3/lbaselib.c,
 * components/lua/common/linit.c.
 */
import type { Kernel } from "./chip";
import type { Console } from "./console";
import { handOver } from "./heap";
import { createBase } from "./lua_base";
import { createCoroutineLibrary } from "./lua_coroutine";
import { createDebugLibrary } from "./lua_debug";
import { createLoader, type Loader } from "./lua_load";
import { createMathLibrary } from "./lua_math";
import { createPackage } from "./lua_package";
import { createStringLibrary } from "./lua_string";
import { createTableLibrary } from "./lua_table";
import { hostLibrary, metatableOf, pick, withMetatable, type Library } from "./native";
import { createRom, type Rom } from "./rom";
import type { Spiffs } from "./spiffs";

const UTF8_NAMES = ["char", "charpattern", "codepoint", "codes", "len", "offset"];

/** @noSelf */
export interface LuaEnvironment {
  readonly globals: Record<string, unknown>;
  readonly rom: Rom;
  readonly loader: Loader;
  /** Adds a firmware module to ROM. */
  addModule(name: string, module: object): void;
}

export function createLuaEnvironment(
  kernel: Kernel,
  spiffs: Spiffs,
  console: Console,
  io: object,
): LuaEnvironment {
  const rom = createRom(kernel);
  const globals: Record<string, unknown> = {};
  handOver(globals);
  const loader = createLoader(kernel, spiffs, globals);

  const libraries: Library = {};
  const strings = createStringLibrary(kernel);
  const stringMetatable = rom.table("string.meta", {
    __index: rom.table("string", strings),
    __mod: strings["format"],
  });
  const base = createBase(kernel, rom, loader, console, stringMetatable, globals);
  const romTable = rom.table("ROM", libraries, rom.table("base", base));
  libraries["string"] = (stringMetatable as Library)["__index"];

  function addModule(name: string, module: object): void {
    libraries[name] = rom.table(name, module);
  }
  addModule("table", createTableLibrary(kernel));
  addModule("math", createMathLibrary(kernel));
  addModule("coroutine", createCoroutineLibrary(kernel));
  addModule("debug", createDebugLibrary(kernel, base));
  const utf8 = hostLibrary("utf8");
  if (utf8["char"] !== undefined) addModule("utf8", pick(utf8, UTF8_NAMES));
  libraries["ROM"] = romTable;

  withMetatable(globals, { __index: romTable });
  const { library, require } = createPackage(kernel, spiffs, loader, globals, romTable, io);
  globals["_G"] = globals;
  globals["_VERSION"] = "Lua 5.3";
  globals["io"] = io;
  globals["package"] = library;
  globals["require"] = require;
  kernel.errors.useGlobals(globals);

  // ("x"):upper() reaches the host's string metatable: it is the program's while the program runs.
  // The firmware's own VM has it in ROM, with the format operator.
  const hostMetatable = metatableOf("")!;
  if (hostMetatable["__mod"] !== undefined) return { globals, rom, loader, addModule };
  const format = strings["format"];
  kernel.onEntry(() => {
    const hostIndex = hostMetatable["__index"];
    const hostModulo = hostMetatable["__mod"];
    hostMetatable["__index"] = strings;
    hostMetatable["__mod"] = format;
    return () => {
      hostMetatable["__index"] = hostIndex;
      hostMetatable["__mod"] = hostModulo;
    };
  });

  return { globals, rom, loader, addModule };
}
