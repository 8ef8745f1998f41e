/** The module `rtcmem`: 128 words that outlast all but a power cut. Source: modules/rtcmem.c. */
import { checkInteger } from "./arguments";
import type { Kernel } from "./chip";
import { countArguments, unpackList, type Multi } from "./native";
import { toInteger } from "./options";

const WORDS = 128;
/** lua_checkstack: more values than this are no values. */
const MAX_VALUES = 15000;

const LAST_POSITIVE = 2147483647;
const HALF_RANGE = 65536;

/** A word as the chip's Lua has it: 32 bits with a sign. Other integers are wider on some hosts. */
function toWord(value: number): number {
  if (value >= -LAST_POSITIVE - 1 && value <= LAST_POSITIVE) return value;
  const low = value % HALF_RANGE;
  const high = Math.floor((value - low) / HALF_RANGE) % HALF_RANGE;
  const signed = high >= HALF_RANGE / 2 ? high - HALF_RANGE : high;
  return Math.floor(signed * HALF_RANGE + low);
}

export function createRtcmem(kernel: Kernel): Record<string, unknown> {
  const memory = kernel.world.rtcMemory;

  const read32: Multi = (indexValue, ...rest) => {
    const first = checkInteger(indexValue, 1, "read32");
    const [given] = countArguments("#", ...rest);
    const more: unknown[] = [...rest];
    const count = given === 0 ? 1 : toInteger(more[0]);
    if (count <= 0 || count > MAX_VALUES || first < 0) return $multi();
    const values: number[] = [];
    for (const index of $range(first, Math.min(first + count, WORDS) - 1)) {
      values.push(memory.read(index));
    }
    return $multi(...unpackList(values, 1, values.length));
  };

  const write32: Multi = (indexValue, ...rest) => {
    const first = checkInteger(indexValue, 1, "write32");
    const [count] = countArguments("#", ...rest);
    const values: unknown[] = [...rest];
    if (first + (count as number) > WORDS) {
      kernel.argumentError(1, "write32", "RTC mem would overrun");
    }
    if (first < 0 && count !== 0) {
      kernel.crash("panic", "Guru Meditation Error: rtcmem.write32 before the memory's begin");
    }
    for (const offset of $range(0, (count as number) - 1)) {
      memory.write(first + offset, toWord(toInteger(values[offset])));
    }
    return $multi();
  };

  return { read32, write32 };
}
