/** The npm package and the archive, made and used in empty folders, and run on a simulated device. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { LANGUAGES } from "../../tools/page_languages.mjs";
import { saveNetwork } from "../../tools/saved_network.mjs";
import { installPacked, run, withFolders } from "./packed_project.mjs";
import { launch, startDevice } from "./support.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const HOME = { ssid: "Home", password: "homesweethome", joinDelayMs: 10 };
/** SPIFFS names, the folder included. */
const MAX_NAME_BYTES = 31;

const TSCONFIG = {
  compilerOptions: {
    target: "esnext",
    lib: ["esnext"],
    module: "esnext",
    moduleResolution: "bundler",
    types: ["lua-types/5.1", "@typescript-to-lua/language-extensions", "nodemcu-wifi-setup"],
    strict: true,
    rootDir: "src",
    outDir: "out",
  },
  include: ["src"],
  tstl: { luaTarget: "universal", luaLibImport: "require-minimal" },
};

const PROGRAM = `
import { connectOrSetup, type ConnectionInfo } from "wifi_setup";
import { create } from "web_server";
import * as webRoutes from "web_routes";
import * as staticFiles from "static_files";

const routes = webRoutes.create([
  ["GET", "/hello/:name", (request, response) => response.json({ hello: request.params.name })],
]);

function serve(info: ConnectionInfo): void {
  create({ handlers: [routes, staticFiles.create({ root: "www/" })], serverName: "typed" });
  print(\`serving at \${info.ip}\`);
}

connectOrSetup({ id: "typed", keepConnected: false }, (info, reason) => {
  if (info !== undefined) serve(info);
  else print(reason);
});
`;

/** The compiler fails where one of these is no mistake. */
const WRONG = `
import { connectOrSetup } from "wifi_setup";
import { create } from "web_server";
import * as webRoutes from "web_routes";
import { connectOrSetup as withLight } from "board_parts";
withLight({ id: "typed", statusLed: { pin: 2 }, button: { pin: 4 }, doubleReset: true });
// @ts-expect-error a light without a pin
withLight({ statusLed: {} });
// @ts-expect-error an unknown option
connectOrSetup({ identifier: "typed" });
// @ts-expect-error no such reason
connectOrSetup({}, (info, reason) => print(reason === "wrong-pasword"));
// @ts-expect-error a number as text
create({ handlers: [], port: "80" });
// @ts-expect-error no such field
webRoutes.create([["GET", "/", (request) => print(request.parameters)]]);
// @ts-expect-error no such function
import { connectAndSetup } from "wifi_setup";
// @ts-expect-error no such event of the firmware
wifi.sta.on("got_address", () => {});
connectAndSetup();
`;

/** The TypeScript examples of the documents about the parts and the fields, by file name. */
function documentedExamples() {
  const documents = ["docs/parts.md", "docs/fields.md"];
  const text = documents.map((name) => readFileSync(join(ROOT, name), "utf8")).join("\n");
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)];
  return new Map(blocks.map(([, code], index) => [`example${index + 1}`, code]));
}

/** All files below a folder with their bytes. */
function filesBelow(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return new Map(names.map((name) => [name, readFileSync(name)]));
}

describe("the npm package", () => {
  const folder = withFolders();
  let project;
  let installed;

  before(() => {
    const made = installPacked(folder, ROOT);
    assert.match(made.tarball, /^nodemcu-wifi-setup-\d+\.\d+\.\d+\.tgz$/);
    project = made.project;
    installed = join(project, "node_modules/nodemcu-wifi-setup");
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(TSCONFIG));
  });

  it("holds what is needed, and no address of a registry", () => {
    const lua = readdirSync(join(ROOT, "lua-out"));
    assert.deepEqual(readdirSync(join(installed, "lua-out")), lua);
    for (const name of ["LICENSE", "README.md", "CREDITS.md", "build/page/portal.html.gz"]) {
      assert.ok(existsSync(join(installed, name)), name);
    }
    for (const [name, bytes] of filesBelow(installed)) {
      assert.doesNotMatch(bytes.toString("latin1"), /registry\.[a-z]+\.[a-z]+|_authToken/, name);
    }
  });

  it("is the newest version in the list of changes", () => {
    const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    const [, newest] = /^## (\d\S*)/m.exec(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"));
    assert.equal(newest, version);
  });

  it("declares each public module that it has, and all types of the firmware", () => {
    const text = readFileSync(join(installed, "types/package/modules.d.ts"), "utf8");
    const names = [...text.matchAll(/^declare module "(\w+)"/gm)].map(([, name]) => name);
    assert.ok(names.length > 5);
    for (const name of names) {
      assert.ok(existsSync(join(installed, "lua-out", `${name}.lua`)), name);
      const pattern = new RegExp(
        `/\\*\\* @noResolution \\*/\ndeclare module "${name}" \\{\n` +
          `  export \\* from "nodemcu-wifi-setup/build/declarations/${name}";\n\\}\n`,
      );
      assert.match(text, pattern);
    }
    assert.match(text, /^\/\/\/ <reference path="\.\/index\.d\.ts" \/>$/m);
    const index = readFileSync(join(installed, "types/package/index.d.ts"), "utf8");
    const referenced = [...index.matchAll(/path="\.\.\/(\w+\.d\.ts)"/g)].map(([, name]) => name);
    const all = readdirSync(join(installed, "types")).filter((name) => name.endsWith(".d.ts"));
    assert.deepEqual(referenced, all.sort());
  });

  it("is imported with types, as plain requires, and runs on its own simulator", async (t) => {
    const sources = new Map([["init", PROGRAM], ["wrong", WRONG], ...documentedExamples()]);
    for (const [name, text] of sources) writeFileSync(join(project, "src", `${name}.ts`), text);
    const tstl = join(project, "node_modules/typescript-to-lua/dist/tstl.js");
    const { status, stdout } = spawnSync(process.execPath, [tstl], {
      cwd: project,
      encoding: "utf8",
    });
    assert.equal(`${stdout}${status}`, "0");
    const emitted = [...sources.keys()].map((name) => `${name}.lua`);
    assert.deepEqual(readdirSync(join(project, "out")).sort(), emitted.sort());
    const lua = readFileSync(join(project, "out/init.lua"), "utf8");
    const required = [...lua.matchAll(/require\("([^"]*)"\)/g)].map(([, name]) => name);
    assert.deepEqual(required.sort(), ["static_files", "web_routes", "web_server", "wifi_setup"]);

    const flash = join(project, "flash");
    mkdirSync(join(flash, "www"), { recursive: true });
    writeFileSync(join(flash, "www/index.html"), "<h1>Typed</h1>");
    saveNetwork(flash, HOME);
    copyFileSync(join(project, "out/init.lua"), join(flash, "init.lua"));
    for (const name of readdirSync(join(installed, "lua-out"))) {
      copyFileSync(join(installed, "lua-out", name), join(flash, name));
    }
    const program = join(installed, "bin/nodemcu-sim");
    const device = startDevice(t, { folder: project, networks: [HOME], program });
    await device.output(/serving at 192\.168\.1\.50\n/);
    const url = await device.url();
    const hello = await fetch(`${url}hello/world`);
    assert.deepEqual(
      [hello.headers.get("server"), await hello.json()],
      ["typed", { hello: "world" }],
    );
    assert.equal(await (await fetch(url)).text(), "<h1>Typed</h1>");
  });

  it("sets a device up by its own client, with a sealed password", async (t) => {
    const argv = ["--modules", "sodium", "--refresh"];
    const device = startDevice(t, { networks: [HOME], argv });
    await device.output(/portal:open/);
    const program = join(installed, "bin/wifi-provision");
    const where = ["--device", await device.url(), "--ssid", "Home", "--sealed-only"];
    const client = launch(t, { program }, ...where, "--password-stdin", "--json");
    client.child.stdin.end(HOME.password);
    assert.equal(await client.ended, 0, client.said.err);
    const { ok, sealed } = JSON.parse(client.said.out);
    assert.deepEqual([ok, sealed], [true, true]);
  });
});

describe("the archive", () => {
  const folder = withFolders();
  const make = () => {
    const path = join(ROOT, run(ROOT, process.execPath, "tools/release.mjs").trim());
    return { name: basename(path), bytes: readFileSync(path) };
  };

  it("has its version in its name, and the same bytes each time", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const [first, second] = [make(), make()];
    assert.equal(first.name, `nodemcu-wifi-setup-${version}.zip`);
    const [sum, again] = [first, second].map(({ bytes }) =>
      createHash("sha256").update(bytes).digest("hex"),
    );
    assert.equal(sum, again);
  });

  it("unpacks to a flash that opens the portal", async (t) => {
    const unpacked = folder();
    for (const [name, bytes] of Object.entries(unzipSync(make().bytes))) {
      mkdirSync(dirname(join(unpacked, name)), { recursive: true });
      writeFileSync(join(unpacked, name), bytes);
    }
    assert.deepEqual(readdirSync(unpacked), ["LICENSE.txt", "README.txt", "flash", "languages"]);
    const shipped = readdirSync(join(unpacked, "languages"));
    assert.ok(LANGUAGES.every((tag) => shipped.includes(`language-${tag}.gz`)));
    const names = readdirSync(join(unpacked, "flash"));
    assert.deepEqual(
      names.filter((name) => Buffer.byteLength(name) > MAX_NAME_BYTES),
      [],
    );
    const device = startDevice(t, { folder: unpacked, networks: [HOME] });
    await device.output(/portal:open/);
    const page = await fetch(await device.url());
    assert.equal(page.headers.get("content-encoding"), "gzip");
    assert.match(await page.text(), /<html/);
  });
});
