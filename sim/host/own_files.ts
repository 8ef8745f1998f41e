/** The files that a new flash gets: the product's Lua, its page, and an init.lua that starts it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const INIT_LUA = 'dofile("wifi_setup.lua")\n';

function filesIn(folder: string, suffix: string): Map<string, Buffer> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => name.endsWith(suffix));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

/** As they lie on a board; readable where nobody has made that: then the flash is nearly full of them. */
function ownModules(root: string): Map<string, Buffer> {
  const compact = filesIn(join(root, "build/lua-on-device"), ".lua");
  return compact.size > 0 ? compact : filesIn(join(root, "lua-out"), ".lua");
}

/** Writes our files into `flash`; an init.lua that is there stays. */
export function writeOwnFiles(root: string, flash: string, note: (text: string) => void): void {
  const page = filesIn(join(root, "build/page"), ".gz");
  if (page.size === 0) note("the page is not built: the flash gets none (make build builds it)");
  const files = new Map([...ownModules(root), ...page]);
  for (const [name, bytes] of files) writeFileSync(join(flash, name), bytes);
  const init = join(flash, "init.lua");
  if (!existsSync(init)) writeFileSync(init, INIT_LUA);
}
