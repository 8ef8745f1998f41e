/**
 * Declarations of all modules of src, for programs in TypeScript: `web_server.d.ts` beside
 * `web_server.lua`. They name the types of the firmware's modules, which are in types/.
 *
 *   node tools/build_declarations.mjs    writes build/declarations
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine } from "./command_line.mjs";
import { refreshFolder, runTstl } from "./fresh_folder.mjs";

const SOURCES = ["src", "types", "tsconfig.json", "tstl.json", "tools/build_declarations.mjs"];

/** Gives the folder in which they are. */
export function buildDeclarations() {
  return refreshFolder("build/declarations", SOURCES, (folder) => {
    // The compiler writes the Lua too. Comments stay: @noSelf in them decides how a call is emitted.
    const lua = join(folder, "lua");
    const options = ["--declaration", "--declarationDir", folder, "--removeComments", "false"];
    runTstl("-p", "tstl.json", ...options, "--outDir", lua);
    rmSync(lua, { recursive: true });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  commandLine("node tools/build_declarations.mjs    writes build/declarations\n");
  buildDeclarations();
}
