/** What the firmware has and this simulator does not: it says so loudly, and raises. */
import type { Chip } from "./contract";

export type Unmodelled = (...args: any[]) => never;

export function unmodelled(chip: Chip, what: string): Unmodelled {
  return () => {
    const sentence = `${what} is not modelled by this simulator`;
    chip.world.note(sentence);
    return chip.raise(sentence);
  };
}
