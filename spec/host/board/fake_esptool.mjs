/** Puts a program by the name of esptool into a folder: it records its arguments and plays lines. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} folder for a PATH
 * @param {{ name?: string, banner: string, lines?: string[], errorLines?: string[], code?: number,
 *   versionCode?: number }} what `banner` is what `esptool version` prints
 * @returns `calls()`: the arguments of each run but for `version`
 */
export function installFakeEsptool(folder, what) {
  const log = join(folder, "calls.jsonl");
  const script = join(folder, what.name ?? "esptool");
  writeFileSync(
    script,
    `#!${process.execPath}
const { appendFileSync } = require("node:fs");
const what = ${JSON.stringify(what)};
const argv = process.argv.slice(2);
if (argv[0] === "version") {
  console.log(what.banner);
  process.exit(what.versionCode ?? 0);
}
appendFileSync(${JSON.stringify(log)}, JSON.stringify(argv) + "\\n");
for (const line of what.lines ?? []) console.log(line);
for (const line of what.errorLines ?? []) console.error(line);
process.exitCode = what.code ?? 0;
`,
  );
  chmodSync(script, 0o755);
  return () =>
    existsSync(log)
      ? readFileSync(log, "utf8")
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line))
      : [];
}
