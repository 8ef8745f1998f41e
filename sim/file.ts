/** The module `file` on SPIFFS. Source: components/modules/file.c. */
import { checkString } from "./arguments";
import type { Kernel } from "./chip";
import type { Console } from "./console";
import type { Spiffs } from "./spiffs";
import { unmodelled } from "./unmodelled";

/** Estimate: erasing 448 KB of flash. */
const FORMAT_MS = 3000;
const NO_DIRECTORIES = 134;

export function createFile(kernel: Kernel, spiffs: Spiffs, console: Console): typeof file {
  const listDirectory = unmodelled(kernel, "file.list of a directory");

  function listSizes(): LuaMap<string, number> {
    const sizes = new LuaMap<string, number>();
    for (const name of spiffs.names()) {
      const [bare, slashes] = string.gsub(name, "^/", "");
      // A name with a leading slash is listed without it, and what is listed can't be found.
      sizes.set(bare, slashes > 0 ? 0 : (spiffs.read(name) ?? "").length);
    }
    return sizes;
  }

  const simulated: typeof file = {
    list: (directory) => {
      if (directory !== undefined && directory !== "/" && directory !== "") listDirectory();
      return listSizes();
    },
    exists: (name) => spiffs.canOpen(checkString(name, 1, "exists")),
    remove: (name) => {
      const fileName = checkString(name, 1, "remove");
      if (spiffs.canOpen(fileName)) spiffs.remove(fileName);
    },
    rename: (oldName, newName) => {
      const from = checkString(oldName, 1, "rename");
      const to = checkString(newName, 2, "rename");
      if (!spiffs.canOpen(from) || spiffs.read(to) !== undefined) return false;
      const [problem] = spiffs.refusal(to, false);
      if (problem !== undefined || to === "") return false;
      spiffs.rename(from, to);
      return true;
    },
    fsinfo: () => {
      const total = spiffs.totalBytes();
      const used = spiffs.usedBytes();
      return $multi(total - used, used, total);
    },
    format: () => {
      for (const name of spiffs.names()) spiffs.remove(name);
      kernel.block(FORMAT_MS);
      console.write("format done.\n");
    },
    mkdir: (name) =>
      kernel.raise(
        `failed to create directory '${checkString(name, 1, "mkdir")}'; code ${NO_DIRECTORIES}`,
      ),
    rmdir: (name) =>
      kernel.raise(
        `failed to remove directory '${checkString(name, 1, "rmdir")}'; code ${NO_DIRECTORIES}`,
      ),
  };
  return simulated;
}
