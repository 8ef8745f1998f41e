/**
 * require and package: package.loaded, then ROM (base functions included), then preload and files by
 * package.path, in which a stale .lc wins over a newer .lua. Source: components/lua/lua-5.3/loadlib.c.
 */
import { checkString } from "./arguments";
import type { Kernel } from "./chip";
import { workForCaller } from "./heap";
import type { Loader } from "./lua_load";
import { typeOf, type Multi } from "./native";
import type { Spiffs } from "./spiffs";

workForCaller();

const DEFAULT_PATH = "?.lc;?.lua";
const CONFIG = "/\n;\n?\n!\n-\n";

/** @noSelf */
export interface Package {
  library: Record<string, unknown>;
  require: Multi;
}

export function createPackage(
  kernel: Kernel,
  spiffs: Spiffs,
  loader: Loader,
  globals: Record<string, unknown>,
  rom: object,
  io: object,
): Package {
  const loaded: Record<string, unknown> = { _G: globals, io };
  const preload: Record<string, unknown> = {};
  const searchers: Multi[] = [];

  function searchPath(
    name: string,
    path: string,
    separator = ".",
    replacement = "/",
  ): LuaMultiReturn<[found: string | undefined, tried: string]> {
    const [escaped] = string.gsub(separator, "%p", "%%%0");
    let fileName = name;
    if (separator !== "") [fileName] = string.gsub(name, escaped, replacement);
    let tried = "";
    const [escapedName] = string.gsub(fileName, "%%", "%%%%");
    for (const [template] of string.gmatch(path, "[^;]+")) {
      const [candidate] = string.gsub(template!, "%?", escapedName);
      if (spiffs.canOpen(candidate)) return $multi(candidate, "");
      tried += `\n\tno file '${candidate}'`;
    }
    return $multi(undefined, tried);
  }

  const searchPreload: Multi = (name: string) => {
    const found = (library["preload"] as Record<string, unknown>)[name];
    return $multi(found ?? `\n\tno field package.preload['${name}']`);
  };

  const searchFiles: Multi = (name: string) => {
    const path = library["path"];
    if (typeOf(path) !== "string") kernel.raise("'package.path' must be a string");
    const [fileName, tried] = searchPath(name, path as string);
    if (fileName === undefined) return $multi(tried);
    const [chunk, problem] = loader.chunkOf(fileName);
    if (chunk === undefined) {
      kernel.raise(`error loading module '${name}' from file '${fileName}':\n\t${problem}`);
    }
    return $multi(chunk, fileName);
  };

  searchers.push(searchPreload);
  searchers.push(searchFiles);

  const library: Record<string, unknown> = {
    config: CONFIG,
    loaded,
    loaders: searchers,
    path: DEFAULT_PATH,
    preload,
    searchers,
    searchpath: (name: string, path: string, separator?: string, replacement?: string) => {
      const [found, tried] = searchPath(name, path, separator, replacement);
      if (found === undefined) return $multi(undefined, tried);
      return $multi(found);
    },
  };
  loaded["package"] = library;

  function findLoader(name: string): LuaMultiReturn<[run: Multi, extra: unknown]> {
    let tried = "";
    const list = library["searchers"];
    if (typeOf(list) !== "table") kernel.raise("'package.searchers' must be a table");
    for (const search of list as Multi[]) {
      const [found, extra] = search(name);
      if (typeOf(found) === "function") return $multi(found as Multi, extra);
      if (typeOf(found) === "string") tried += found as string;
    }
    return kernel.raise(`module '${name}' not found:${tried}`);
  }

  return {
    library,
    require: (given) => {
      const name = checkString(given, 1, "require");
      const present = loaded[name];
      if (present !== undefined && present !== false) return $multi(present);
      const builtIn = (rom as Record<string, unknown>)[name];
      if (builtIn !== undefined) return $multi(builtIn);
      const [run, extra] = findLoader(name);
      const level = kernel.nesting.enter();
      const [result] = run(name, extra);
      kernel.nesting.leave(level);
      if (result !== undefined) loaded[name] = result;
      if (loaded[name] === undefined) loaded[name] = true;
      return $multi(loaded[name]);
    },
  };
}
