/**
 * The 8 KB C stack of the task that runs Lua: calls through C (pcall in pcall, gsub callbacks, sort
 * comparators, coroutines, require) overflow it long before Lua's own limit of 200, and that resets
 * the chip. A count of levels stands for the bytes.
 */

/** The real number is not known; firmware code is told to stay in single digits. */
const MAX_C_LEVELS = 10;

/** @noSelf */
export interface Nesting {
  /** One level deeper; returns what `leave` wants. */
  enter(): number;
  /** Back to a level, from any depth: errors skip the levels between. */
  leave(level: number): void;
}

export function createNesting(overflow: () => void): Nesting {
  let depth = 0;
  return {
    enter: () => {
      const before = depth;
      depth = before + 1;
      if (depth > MAX_C_LEVELS) overflow();
      return before;
    },
    leave: (level) => {
      depth = level;
    },
  };
}
