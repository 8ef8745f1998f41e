/**
 * Builds what `npm pack` takes beside the committed files: the simulator, the page, wifi-provision and
 * declarations, lua-out where it is stale, and its files for a board. npm runs it by itself ("prepack").
 *
 *   node tools/build_package.mjs
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildDeclarations } from "./build_declarations.mjs";
import { buildProvision } from "./build_provision.mjs";
import { buildSimulator } from "./build_sim.mjs";
import { commandLine } from "./command_line.mjs";
import { writeForDevice } from "./device_lua.mjs";
import { ROOT, runTstl } from "./fresh_folder.mjs";

const SHIPPED = join(ROOT, "lua-out");

/** File by file, so that whoever reads lua-out meanwhile finds all that did not change. */
function refreshLua() {
  mkdirSync(join(ROOT, "build"), { recursive: true });
  const fresh = mkdtempSync(join(ROOT, "build/lua-out-"));
  try {
    runTstl("-p", "tstl.json", "--outDir", fresh);
    const names = readdirSync(fresh);
    for (const name of names) {
      const lua = readFileSync(join(fresh, name));
      const path = join(SHIPPED, name);
      if (!existsSync(path) || !readFileSync(path).equals(lua)) writeFileSync(path, lua);
    }
    for (const name of readdirSync(SHIPPED)) {
      if (!names.includes(name)) rmSync(join(SHIPPED, name));
    }
  } finally {
    rmSync(fresh, { recursive: true });
  }
}

commandLine("node tools/build_package.mjs    builds what npm pack takes\n");
refreshLua();
writeForDevice();
await buildSimulator();
await buildProvision();
buildDeclarations();
