/** A flash folder as a first start finds it: the setup and what it keeps are gone, the user's files stay. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { listFiles, ROOT } from "./fresh_folder.mjs";
import { INIT_LUA } from "./init_lua.mjs";

/** What bin/nodemcu-sim puts there (sim/host/own_files.ts) besides init.lua; and the setup itself (src). */
const SHIPPED = ["lua-out", "build/lua-on-device", "build/page"];
const KEPT_BY_SETUP =
  /^(?:\.nvs|wifi_setup_fields\.txt|fieldkey_\w+\.[12]|networks\.saved|double_reset\.flag|setup_button\.flag)(?:\.new)?$/;

const namesIn = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

/** Whether an init.lua does something else than start the setup. */
export function hasOwnStart(flash) {
  const path = join(flash, "init.lua");
  return existsSync(path) && readFileSync(path, "utf8") !== INIT_LUA;
}

/** Removes what is ours; gives the names of what stays. */
export function beginAnew(flash) {
  const shipped = new Set(SHIPPED.flatMap((folder) => namesIn(join(ROOT, folder))));
  const keepsInit = hasOwnStart(flash);
  const isOurs = (name) =>
    shipped.has(name) || KEPT_BY_SETUP.test(name) || (name === "init.lua" && !keepsInit);
  for (const name of namesIn(flash).filter(isOurs)) rmSync(join(flash, name), { force: true });
  return listFiles(flash)
    .map((path) => relative(flash, path))
    .filter((name) => !name.startsWith("."));
}
