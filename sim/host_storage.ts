/** Flash and driver store whose contents live in a folder of the host; writes go through. */
import type { Flash, Store } from "./contract";
import { ask, say } from "./host_link";

export interface HostFlash {
  readonly flash: Flash;
  /** Reads the folder again: the user may have edited it. Asks in the middle of a turn. */
  reload(this: void): void;
}

export function createHostFlash(): HostFlash {
  let contents: Record<string, string | undefined> = {};

  function reload(): void {
    contents = {};
    for (const message of ask("files-ask", "file", "files-end")) {
      contents[message[1] ?? ""] = message[2] ?? "";
    }
  }

  const flash: Flash = {
    read: (name) => contents[name],
    write: (name, bytes) => {
      if (contents[name] === bytes) return;
      contents[name] = bytes;
      say("file-write", name, bytes);
    },
    remove: (name) => {
      contents[name] = undefined;
      say("file-remove", name);
    },
    names: () => {
      const names: string[] = [];
      for (const [name] of pairs(contents as Record<string, string>)) names.push(name);
      table.sort(names);
      return names;
    },
  };
  return { flash, reload };
}

export function createHostStore(): {
  store: Store;
  load: (this: void, key: string, value: string) => void;
} {
  const values: Record<string, string | undefined> = {};
  return {
    store: {
      get: (key) => values[key],
      set: (key, value) => {
        if (values[key] === value) return;
        values[key] = value;
        if (value === undefined) say("store-remove", key);
        else say("store-set", key, value);
      },
    },
    load: (key, value) => {
      values[key] = value;
    },
  };
}
