/** Makes the flash of an example: its program, its files, and of our modules only what they need. */
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLES, luaOf, mainOf } from "./build_examples.mjs";
import { PAGE_NAMES } from "./board/shipped_files.mjs";
import { inlinePage } from "./build_page.mjs";
import { ROOT } from "./fresh_folder.mjs";
import { INIT_LUA } from "./init_lua.mjs";
import { saveNetwork } from "./saved_network.mjs";

const MODULES = join(ROOT, "lua-out");
const PAGE = join(ROOT, "build/page");
const STORE = ".nvs";

/** All other examples begin on the network at home. */
const BEGIN_WITHOUT_NETWORK = ["custom-page", "demo", "fine-grained", "idle-timeout", "own-fields"];

const requiredBy = (lua) => [...lua.matchAll(/\brequire\("(\w+)"[,)]/g)].map(([, name]) => name);

/** Names of our modules that these programs load, at once or later. */
export function neededModules(programs) {
  const needed = new Set();
  const waiting = programs.flatMap(requiredBy);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    waiting.push(...requiredBy(readFileSync(join(MODULES, `${name}.lua`), "utf8")));
  }
  return [...needed].sort();
}

function homeNetwork() {
  const { networks } = JSON.parse(readFileSync(join(ROOT, "sim/air.default.json"), "utf8"));
  return networks.find(({ ssid }) => ssid === "Home");
}

/** Everything but the driver's store, so that a network that was joined stays saved. */
function empty(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== STORE) rmSync(join(folder, name), { recursive: true });
  }
}

async function writePages(name, folder) {
  const pages = join(EXAMPLES, name, "page");
  if (!existsSync(pages)) return;
  for (const page of readdirSync(pages).filter((file) => file.endsWith(".html"))) {
    const { gzip } = await inlinePage(join(pages, page));
    writeFileSync(join(folder, `${page}.gz`), gzip);
  }
}

/** Fills `folder`; a saved network in it stays. The examples have to be built. */
export async function makeFlash(name, folder) {
  empty(folder);
  const main = `${mainOf(name)}.lua`;
  const programs = [readFileSync(luaOf(name), "utf8")];
  if (main !== "init.lua") {
    writeFileSync(join(folder, "init.lua"), INIT_LUA);
    programs.push('require("wifi_setup")');
  }
  const modules = neededModules(programs);
  for (const module of modules) {
    copyFileSync(join(MODULES, `${module}.lua`), join(folder, `${module}.lua`));
  }
  if (modules.includes("portal")) {
    for (const file of PAGE_NAMES) copyFileSync(join(PAGE, file), join(folder, file));
  }
  copyFileSync(luaOf(name), join(folder, main));
  const files = join(EXAMPLES, name, "flash");
  if (existsSync(files)) cpSync(files, folder, { recursive: true });
  await writePages(name, folder);
  if (!existsSync(join(folder, STORE)) && !BEGIN_WITHOUT_NETWORK.includes(name)) {
    saveNetwork(folder, homeNetwork());
  }
}
