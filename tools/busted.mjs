/** How busted is started with a given Lua. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./fresh_folder.mjs";

/** busted is a Lua script that its Lua can run, or (from luarocks) one wrapper for each Lua. */
export function busted(lua) {
  const wrapper = join(ROOT, ".tools", lua, "bin/busted");
  if (existsSync(wrapper)) return [wrapper];
  // Debian's comes first: what luarocks puts beside it may belong to one Lua alone.
  const script = ["/usr/bin", ...process.env.PATH.split(":")]
    .map((folder) => join(folder, "busted"))
    .find((path) => existsSync(path) && /^#!.*lua/.test(readFileSync(path, "utf8")));
  return [lua, script ?? "busted"];
}
