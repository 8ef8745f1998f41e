/** The WiFi driver's own store (its NVS namespace), in memory. */
import type { Store } from "./contract";

export function createMemoryStore(): Store {
  const values: Record<string, string | undefined> = {};
  return {
    get: (key) => values[key],
    set: (key, value) => {
      values[key] = value;
    },
  };
}
