/**
 * The base functions of the firmware's Lua 5.3, in ROM. Those that can tell userdata and ROTables
 * from tables, catch errors, or load code are the simulator's; the rest are the host's.
 * Source: components/lua/lua-5.3/lbaselib.c.
 */
import { checkInteger, checkTable } from "./arguments";
import type { Kernel } from "./chip";
import type { Console } from "./console";
import { typeOfValue } from "./kinds";
import type { Loader } from "./lua_load";
import { createProtectedCalls } from "./lua_protected";
import {
  countArguments,
  hostFunction,
  metatableOf,
  nextOf,
  pairsOf,
  setEnvironment,
  typeOf,
  unpackList,
  withMetatable,
  type Library,
  type Multi,
} from "./native";
import { raiseArgument } from "./position";
import type { Rom } from "./rom";
import { collectWaiting } from "./userdata";

const HOST_NAMES = ["assert", "error", "rawequal", "select", "tonumber", "tostring"];
const hostIpairs = hostFunction("ipairs") as Multi;
const hostGc = hostFunction("collectgarbage") as Multi;
/** components/lua/lua-5.3/luaconf.h: what the two setters answer first. */
const GC_OPTIONS = "stop restart collect step ";
const GC_PAUSE_PERCENT = 110;
const GC_STEP_PERCENT = 200;
const BYTES_PER_KILOBYTE = 1024;

export function createBase(
  kernel: Kernel,
  rom: Rom,
  loader: Loader,
  console: Console,
  stringMetatable: object,
  globals: Record<string, unknown>,
): Library {
  const base: Library = {};
  for (const name of HOST_NAMES) base[name] = hostFunction(name);

  base["type"] = (...args: any[]) => {
    const [count] = countArguments("#", ...args);
    if (count === 0) kernel.argumentError(1, "type", "value expected");
    const [value] = countArguments(1, ...args);
    return typeOfValue(value);
  };

  const romNext: Multi = (value, key) => {
    const content = rom.contentOf(value);
    if (content !== undefined) return nextOf(content, key);
    checkTable(value, 1, "next");
    return nextOf(value, key);
  };
  base["next"] = romNext;
  // No __ipairs: a host with 5.2's compatibility asks for it.
  const nextItem: Multi = (list, index) => {
    const value = list[index + 1];
    if (value === undefined) return $multi(undefined);
    return $multi(index + 1, value);
  };
  base["ipairs"] = (...args: any[]) => {
    const [count] = countArguments("#", ...args);
    if (count === 0) kernel.argumentError(1, "ipairs", "value expected");
    const [value] = countArguments(1, ...args);
    const kind = typeOf(value);
    const metatable: unknown = metatableOf(value);
    const own = typeOf(metatable) === "table" && (metatable as Library)["__ipairs"] !== undefined;
    if (kind === "table" && !own) return hostIpairs(value);
    if (metatable === undefined) kernel.raise(`attempt to index a ${kind} value`);
    return $multi(nextItem, value, 0);
  };
  base["pairs"] = (...args: any[]) => {
    const [count] = countArguments("#", ...args);
    if (count === 0) kernel.argumentError(1, "pairs", "value expected");
    const [value] = countArguments(1, ...args);
    if (value === undefined) kernel.argumentError(1, "for iterator", "table expected, got nil");
    if (rom.contentOf(value) !== undefined) return $multi(romNext, value, undefined);
    const metatable = metatableOf(value);
    const own = metatable === undefined ? undefined : metatable["__pairs"];
    if (own === undefined) checkTable(value, 1, "for iterator");
    else if (setEnvironment !== undefined) return (own as Multi)(value);
    return pairsOf(value);
  };

  base["rawget"] = (value: any, key: any) => {
    const content = rom.contentOf(value);
    if (content !== undefined) return content[key];
    checkTable(value, 1, "rawget");
    return rawget(value, key);
  };
  base["rawset"] = (value: any, key: any, to: any) => {
    if (rom.contentOf(value) !== undefined) kernel.raise("table is readonly");
    checkTable(value, 1, "rawset");
    return rawset(value, key, to);
  };
  base["rawlen"] = (value: any) => {
    if (typeOf(value) !== "string") checkTable(value, 1, "rawlen");
    return setEnvironment !== undefined ? value.length : rawlen(value);
  };

  base["getmetatable"] = (value: any) => {
    if (typeOf(value) === "string") return stringMetatable;
    return rom.contentOf(value) !== undefined ? undefined : metatableOf(value);
  };
  base["setmetatable"] = (value: any, metatable: any) => {
    if (rom.contentOf(value) !== undefined) rom.overwrite("the table given to setmetatable");
    checkTable(value, 1, "setmetatable");
    return withMetatable(value, metatable);
  };

  const tuning: Record<string, number> = {
    setpause: GC_PAUSE_PERCENT,
    setstepmul: GC_STEP_PERCENT,
  };
  const collect: Multi = (given: any, argument: any) => {
    const option = given ?? "collect";
    if (option === "count") return $multi(kernel.luaBytes() / BYTES_PER_KILOBYTE);
    // The name table is one longer than the table of operations: it answers "isrunning".
    if (option === "setmemlimit" || option === "isrunning") return $multi(true);
    const before = tuning[option];
    if (before !== undefined) {
      tuning[option] = argument === undefined ? 0 : checkInteger(argument, 2, "collectgarbage");
      return $multi(before);
    }
    const [known] = stringFind(GC_OPTIONS, `${tostring(option)} `, 1, true);
    if (known === undefined) {
      raiseArgument(1, "collectgarbage", `invalid option '${tostring(option)}'`);
    }
    collectWaiting();
    return hostGc(option, argument);
  };
  base["collectgarbage"] = collect;
  kernel.onDown(() => {
    hostGc("restart");
  });

  base["print"] = (...args: any[]) => {
    const texts: string[] = [];
    const [count] = countArguments("#", ...args);
    for (const position of $range(1, count as number)) {
      const [value] = countArguments(position, ...args);
      const [text] = (globals["tostring"] as Multi)(value);
      if (typeOf(text) !== "string" && typeOf(text) !== "number") {
        kernel.raise("'tostring' must return a string to 'print'");
      }
      texts.push(text as string);
    }
    console.write(`${table.concat(texts, "\t")}\n`);
  };

  base["unpack"] = unpackList;
  base["load"] = loader.load;
  base["loadstring"] = loader.load;
  base["loadfile"] = loader.loadFile;
  base["dofile"] = loader.doFile;
  const { pcall, xpcall } = createProtectedCalls(kernel);
  base["pcall"] = pcall;
  base["xpcall"] = xpcall;
  return base;
}
