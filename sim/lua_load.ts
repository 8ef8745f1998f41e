/**
 * load, loadfile and dofile on the flash. Binary chunks are the host's own.
 * Source: components/lua/lua-5.3/lauxlib.c (luaL_loadfilex), lbaselib.c.
 */
import { checkString } from "./arguments";
import type { Kernel } from "./chip";
import { loadProgram, workForCaller } from "./heap";
import {
  countArguments,
  loadChunk,
  loadString,
  setEnvironment,
  throwError,
  typeOf,
  type Multi,
} from "./native";
import { readSource } from "./source_file";
import type { Spiffs } from "./spiffs";
import { KEEP_NAMES, stripped } from "./strip_debug";

workForCaller();

const BINARY_MARK = 27;
/** CONFIG_LUA_OPTIMIZE_DEBUG is 1, which the VM counts from 0: it is level 2 of 1 to 3. */
const DEFAULT_STRIP_LEVEL = 2;

/** @noSelf */
export interface Loader {
  /** How much debug information code from source gets, 1 (all) to 3 (none): node.stripdebug. */
  stripLevel: number;
  load: Multi;
  loadFile: Multi;
  doFile: Multi;
  /** The chunk in a file, or nothing and why not. */
  chunkOf(name: string): LuaMultiReturn<[chunk: Multi | undefined, problem: string]>;
}

export function createLoader(
  kernel: Kernel,
  spiffs: Spiffs,
  globals: Record<string, unknown>,
): Loader {
  const { nesting, checkDown } = kernel;

  function compile(
    code: unknown,
    name: string,
    mode: string,
    environment: unknown,
  ): LuaMultiReturn<any[]> {
    if (setEnvironment === undefined) {
      const [chunk, problem] = loadProgram(code, name, mode, environment);
      if (chunk === undefined) return $multi(undefined, problem);
      const isSource = typeOf(code) !== "string" || string.byte(code as string) !== BINARY_MARK;
      if (!isSource || loader.stripLevel === KEEP_NAMES) return $multi(chunk);
      return $multi(stripped(chunk as Multi, name, environment, loader.stripLevel));
    }
    if (typeOf(code) === "string") {
      const isBinary = string.byte(code as string) === BINARY_MARK;
      const [wantedAt] = stringFind(mode, isBinary ? "b" : "t", 1, true);
      if (wantedAt === undefined) {
        const kind = isBinary ? "binary" : "text";
        return $multi(undefined, `attempt to load a ${kind} chunk (mode is '${mode}')`);
      }
    }
    const compileIt = typeOf(code) === "string" ? loadString! : loadChunk;
    const [chunk, problem] = compileIt(code, name);
    if (chunk === undefined) return $multi(undefined, problem);
    setEnvironment(chunk, environment);
    return $multi(chunk);
  }

  const checked: Multi = (...results) => {
    // A reader function that took the chip down was caught by the host's load.
    checkDown();
    return $multi(...results);
  };

  const load: Multi = (code, name, mode, ...rest) => {
    const kind = typeOf(code);
    if (kind !== "string" && kind !== "number" && kind !== "function") {
      kernel.argumentError(
        1,
        "load",
        `function expected, got ${kind === "nil" ? "no value" : kind}`,
      );
    }
    const [given] = countArguments("#", ...rest);
    const [environment] = countArguments(1, ...rest);
    const source = kind === "function" ? code : tostring(code);
    const chunkName = name ?? (kind === "function" ? "=(load)" : source);
    return checked(
      ...compile(source, chunkName, mode ?? "bt", given === 0 ? globals : environment),
    );
  };

  const loadFile: Multi = (name, mode, ...rest) => {
    if (name === undefined) kernel.raise("filename is NULL");
    const fileName = checkString(name, 1, "loadfile");
    const [bytes, problem] = readSource(spiffs, fileName);
    if (bytes === undefined) return $multi(undefined, problem);
    return load(bytes, `@${fileName}`, mode, ...rest);
  };

  const finish: Multi = (level, ...results) => {
    nesting.leave(level);
    return $multi(...results);
  };

  const loader: Loader = {
    stripLevel: DEFAULT_STRIP_LEVEL,
    load,
    loadFile,
    doFile: (name) => {
      const [chunk, problem] = loadFile(name);
      if (chunk === undefined) throwError(problem, 0);
      return finish(nesting.enter(), ...(chunk as Multi)());
    },
    chunkOf: (name) => {
      const [chunk, problem] = loadFile(name);
      return $multi(chunk as Multi | undefined, problem as string);
    },
  };
  return loader;
}
