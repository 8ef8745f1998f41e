/** table: the host's functions, and 5.3's own where a 5.1 host lacks them. lua-5.3/ltablib.c. */
import type { Kernel } from "./chip";
import { workForCaller } from "./heap";
import { countArguments, hostLibrary, pick, unpackList, type Library, type Multi } from "./native";

workForCaller();

function packArguments(...args: any[]): Record<string, unknown> {
  const [count] = countArguments("#", ...args);
  const packed = [...args] as unknown as Record<string, unknown>;
  packed["n"] = count;
  return packed;
}

function move(
  from: LuaTable<number, unknown>,
  first: number,
  last: number,
  target: number,
  into: LuaTable<number, unknown> = from,
): unknown {
  const backwards = target > first && from === into;
  for (const step of $range(0, last - first)) {
    const offset = backwards ? last - first - step : step;
    into.set(target + offset, from.get(first + offset));
  }
  return into;
}

export function createTableLibrary(kernel: Kernel): Library {
  const host = hostLibrary("table");
  const hostSort = host["sort"] as Multi;
  const library = pick(host, ["concat", "insert", "remove", "pack", "unpack", "move"]);
  library["pack"] ??= packArguments;
  library["unpack"] ??= unpackList;
  library["move"] ??= move;
  library["sort"] = (list: unknown, isLess: unknown) => {
    if (isLess === undefined) {
      hostSort(list);
      return;
    }
    const level = kernel.nesting.enter();
    hostSort(list, isLess);
    kernel.nesting.leave(level);
  };
  return library;
}
