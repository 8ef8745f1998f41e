/**
 * Errors that a callback of the program leaves uncaught: a HIGH task hands them to the onerror
 * function, by default print and a restart 2000 ms later. Sources: components/lua/lua-5.3/lauxlib.c
 * (errhandler), components/modules/node.c (default_onerror).
 */
import type { AnyFunction } from "./contract";
import type { Kernel } from "./chip";
import { call, typeOf, type Multi } from "./native";
import { traceback } from "./position";

const HIGH = 2;
/** The firmware's own words; the program's pcall gets "not enough memory". */
const OUT_OF_MEMORY = "out of memory";
const RESTART_DELAY_MS = 2000;

/** @noSelf */
export interface ErrorReport {
  /** The message handler of luaL_pcallx: takes what was thrown. */
  handle(this: void, thrown: unknown): unknown;
  /** No memory was left to call the message handler. */
  reportMemory(this: void): void;
  /** Undefined: the default. */
  setHandler(handler: AnyFunction | undefined): void;
  /** The globals in which `print` and `debug.traceback` are looked up when they are needed. */
  useGlobals(globals: Record<string, unknown>): void;
}

export function createErrorReport(kernel: Kernel): ErrorReport {
  let handler: AnyFunction | undefined;
  let globals: Record<string, unknown> = {};
  let restartArmed = false;

  function byDefault(error: unknown): void {
    kernel.world.trace.emit("panic", { message: tostring(error) });
    call(globals["print"] as Multi, error);
    kernel.checkDown();
    // One timer, never cancelled: a handler that comes later does not stop it.
    if (restartArmed) return;
    restartArmed = true;
    kernel.clock.after(RESTART_DELAY_MS, () => {
      kernel.end("error");
    });
  }

  /** What debug.traceback makes of the error; undefined when the program shadowed `debug`. */
  function described(thrown: unknown): LuaMultiReturn<[known: boolean, error: unknown]> {
    const library = globals["debug"];
    if (typeOf(library) !== "table" && typeOf(library) !== "userdata") return $multi(false, thrown);
    const describe = (library as Record<string, unknown>)["traceback"];
    if (typeOf(describe) !== "function") return $multi(false, thrown);
    if (typeOf(thrown) !== "string" && typeOf(thrown) !== "number") return $multi(true, thrown);
    return $multi(true, traceback(tostring(thrown)));
  }

  function report(error: unknown): void {
    kernel.tasks.post(HIGH, () => {
      if (handler === undefined) byDefault(error);
      else kernel.call(handler, error);
    });
  }

  return {
    handle: (thrown) => {
      if (kernel.isDown()) return thrown;
      const [known, error] = described(thrown);
      if (!known) return thrown;
      report(error);
      return error;
    },
    reportMemory: () => {
      if (!kernel.isDown()) report(OUT_OF_MEMORY);
    },
    setHandler: (newHandler) => {
      handler = newHandler;
    },
    useGlobals: (table) => {
      globals = table;
    },
  };
}
