/** debug, complete in 5.3 builds. Hooks and the registry would reach the simulator: not modelled. */
import type { Kernel } from "./chip";
import { hostLibrary, pick, typeOf, type Library } from "./native";
import { traceback } from "./position";
import { unmodelled } from "./unmodelled";

const NAMES = [
  "getinfo",
  "getlocal",
  "getupvalue",
  "setlocal",
  "setupvalue",
  "upvalueid",
  "upvaluejoin",
];
const UNMODELLED = [
  "debug",
  "getregistry",
  "getstrings",
  "getuservalue",
  "sethook",
  "setuservalue",
];

export function createDebugLibrary(kernel: Kernel, base: Library): Library {
  const library = pick(hostLibrary("debug"), NAMES);
  for (const name of UNMODELLED) library[name] = unmodelled(kernel, `debug.${name}`);
  library["gethook"] = () => undefined;
  library["getmetatable"] = base["getmetatable"];
  library["setmetatable"] = base["setmetatable"];
  library["traceback"] = (first: unknown, second: unknown, third: unknown) => {
    const isThread = typeOf(first) === "thread";
    const message = isThread ? second : first;
    const kind = typeOf(message);
    // Anything but text comes back untouched: that is how thrown tables reach onerror.
    if (kind !== "nil" && kind !== "string" && kind !== "number") return message;
    const text = kind === "nil" ? "" : tostring(message);
    const level = (isThread ? third : second) as number | undefined;
    const trace = isThread ? traceback(text, first, level ?? 0) : traceback(text);
    return kind === "nil" ? string.sub(trace, 2) : trace;
  };
  return library;
}
