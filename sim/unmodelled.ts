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

/** Modules that are on by default in dev-esp32, with their functions. */
const MODULES: Record<string, readonly string[]> = {
  i2c: ["address", "read", "setup", "start", "stop", "transfer", "write"],
  ow: [
    "check_crc16",
    "crc16",
    "crc8",
    "depower",
    "read",
    "read_bytes",
    "reset",
    "reset_search",
    "search",
    "select",
    "setup",
    "skip",
    "target_search",
    "write",
    "write_bytes",
  ],
};

/** Module names to their functions, each of which says that it is not modelled. */
export function createUnmodelledModules(chip: Chip): Record<string, object> {
  const modules: Record<string, object> = {};
  for (const [moduleName, functionNames] of pairs(MODULES)) {
    const content: Record<string, Unmodelled> = {};
    for (const name of functionNames) content[name] = unmodelled(chip, `${moduleName}.${name}`);
    modules[moduleName] = content;
  }
  return modules;
}
