/** docs/package.md, followed to the letter in an empty folder with the program of docs/fields.md, and set up. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { ROOT } from "../../tools/fresh_folder.mjs";
import { blocksOf, commandsOf } from "./document_blocks.mjs";
import { installPacked, TOOLS, withFolders } from "./packed_project.mjs";
import { HOME, startDevice } from "./support.mjs";

const DOCUMENT = "docs/package.md";
const SIMULATOR = "npx nodemcu-sim --flash flash";
/** Seventeen seconds pass between Finish and the program. */
const SPEED = "5";
/** Room for what the program writes, and for the file system's own needs. */
const FLASH_BYTES = 300000;

const ofLanguage = (document, language) =>
  blocksOf(document).filter((block) => block.language === language);
const commands = ofLanguage(DOCUMENT, "sh").flatMap(commandsOf);
const [install, ...others] = commands;
const toRun = others.filter((line) => line !== SIMULATOR);

describe(DOCUMENT, () => {
  const folder = withFolders();
  let project;

  before(() => {
    ({ project } = installPacked(folder, ROOT));
    const [config] = ofLanguage(DOCUMENT, "json");
    const [program] = ofLanguage("docs/fields.md", "ts");
    writeFileSync(join(project, "tsconfig.json"), config.text);
    writeFileSync(join(project, "src/init.ts"), program.text);
    const env = { ...process.env, npm_config_offline: "true" };
    for (const line of toRun) execFileSync("bash", ["-c", line], { cwd: project, env });
  });

  it("installs what the compiler needs, which is there in this test", () => {
    assert.match(install, /^npm install --save-dev .* path\/to\/nodemcu-wifi-setup-\S+\.tgz$/);
    const named = install.split(" ").slice(3, -1);
    assert.deepEqual(named.sort(), [...TOOLS].sort());
    assert.ok(toRun.includes("npx tstl") && commands.at(-1) === SIMULATOR);
  });

  it("leaves room on the flash, and takes the languages that it names", () => {
    const flash = join(project, "flash");
    const names = readdirSync(flash);
    const bytes = names.reduce((sum, name) => sum + statSync(join(flash, name)).size, 0);
    assert.ok(bytes < FLASH_BYTES, `${bytes} bytes`);
    assert.deepEqual(
      names.filter((name) => name.startsWith("language-")),
      ["language-advanced-de.gz", "language-de.gz", "language-fields-de.gz"],
    );
  });

  it("sets a device up, whose program gets its fields", async (t) => {
    const program = join(project, "node_modules/.bin/nodemcu-sim");
    const argv = ["--speed", SPEED];
    const device = startDevice(t, { folder: project, networks: [HOME], program, argv });
    await device.output(/portal:open/);
    const url = await device.url();
    const post = (route, fields) =>
      fetch(`${url}api/${route}`, { method: "POST", body: new URLSearchParams(fields) });
    const { ssid, password } = HOME;
    const own = { "field.room": "Hall", "field.level": "75", "field.mode": "breathing" };
    const answer = await post("access-point", { ssid, password, ...own });
    assert.deepEqual([answer.status, await answer.json()], [200, { message: "192.168.1.50" }]);
    await post("alive", { done: "1" });
    await device.output(/Hall: breathing light at 75 %\n/);
  });
});
