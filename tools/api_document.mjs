/**
 * Writes docs/api.md: every public module's functions and types, as their doc comments tell.
 * Ends with 1, and a sentence for each, when a doc comment lacks what a reader needs.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readApi } from "./api/read.mjs";
import { faultsOfApi, writeApi } from "./api/write.mjs";
import { commandLine } from "./command_line.mjs";
import { ROOT } from "./fresh_folder.mjs";

commandLine("node tools/api_document.mjs    writes docs/api.md from the doc comments of src\n");
const api = readApi();
writeFileSync(join(ROOT, "docs/api.md"), writeApi(api));
const faults = faultsOfApi(api);
for (const fault of faults) console.error(`${fault}.`);
if (faults.length > 0) process.exit(1);
console.log(`docs/api.md: ${api.modules.length} modules.`);
