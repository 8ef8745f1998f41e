/** The chip's clock of seconds since 1970. It goes on over restarts and deep sleep. */
import { divide } from "./calendar";
import type { Clock } from "./contract";

const MS_PER_SECOND = 1000;

/** @noSelf */
export interface WallClock {
  now(): LuaMultiReturn<[seconds: number, milliseconds: number]>;
  set(seconds: number, milliseconds: number): void;
  /** Power comes: it begins at 0. */
  reset(): void;
}

export function createWallClock(clock: Clock): WallClock {
  let seconds = 0;
  let milliseconds = 0;
  let setAtMs = clock.nowMs();

  const wallClock: WallClock = {
    now: () => {
      const passedMs = clock.nowMs() - setAtMs;
      const passed = divide(passedMs, MS_PER_SECOND);
      const rest = milliseconds + passedMs - passed * MS_PER_SECOND;
      const carry = rest >= MS_PER_SECOND ? 1 : 0;
      return $multi(seconds + passed + carry, rest - carry * MS_PER_SECOND);
    },
    set: (newSeconds, newMilliseconds) => {
      seconds = newSeconds;
      milliseconds = newMilliseconds;
      setAtMs = clock.nowMs();
    },
    reset: () => {
      wallClock.set(0, 0);
    },
  };
  return wallClock;
}
