/** string: the host's functions, with the C level of gsub's callback counted. lua-5.3/lstrlib.c. */
import type { Kernel } from "./chip";
import { workForCaller } from "./heap";
import { hostLibrary, pick, typeOf, type Library, type Multi } from "./native";

workForCaller();

const NAMES = [
  "byte",
  "char",
  "dump",
  "find",
  "format",
  "gmatch",
  "len",
  "lower",
  "match",
  "pack",
  "packsize",
  "rep",
  "reverse",
  "sub",
  "unpack",
  "upper",
];

export function createStringLibrary(kernel: Kernel): Library {
  const host = hostLibrary("string");
  const hostGsub = host["gsub"] as Multi;
  const library = pick(host, NAMES);

  const finish: Multi = (level, ...results) => {
    kernel.nesting.leave(level);
    return $multi(...results);
  };
  const gsub: Multi = (text, pattern, replacement, ...rest) => {
    if (typeOf(replacement) !== "function") return hostGsub(text, pattern, replacement, ...rest);
    return finish(kernel.nesting.enter(), ...hostGsub(text, pattern, replacement, ...rest));
  };
  library["gsub"] = gsub;
  return library;
}
