/** The flash file system's contents, in memory. Its limits are spiffs.ts's business. */
import type { Flash } from "./contract";

/** A copy of `files`, names to bytes. */
export function createMemoryFlash(files?: Record<string, string>): Flash {
  const contents: Record<string, string | undefined> = {};
  if (files !== undefined) {
    for (const [name, bytes] of pairs(files)) contents[name] = bytes;
  }
  return {
    read: (name) => contents[name],
    write: (name, bytes) => {
      contents[name] = bytes;
    },
    remove: (name) => {
      contents[name] = undefined;
    },
    names: () => {
      const names: string[] = [];
      for (const [name] of pairs(contents as Record<string, string>)) names.push(name);
      table.sort(names);
      return names;
    },
  };
}
