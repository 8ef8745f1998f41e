/** The programs of tools/ and bin/ where something is missing, in a copy of the project's folder. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { saveNetwork } from "../../tools/saved_network.mjs";
import { HOME, makeFolder, startDevice, until } from "./support.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

function copyOf(t, ...paths) {
  const folder = makeFolder(t);
  for (const path of paths) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  return folder;
}

const run = (folder, program, argv, env = process.env) =>
  spawnSync(program, argv, { cwd: folder, env, encoding: "utf8" });

describe("a clone in which nothing was installed", () => {
  it("says so in one sentence", (t) => {
    const folder = copyOf(t, "bin", "tools", "sim", "www", "spec/journey.lua", "package.json");
    for (const program of ["bin/nodemcu-sim", "bin/wifi-provision", "tools/build_page.mjs"]) {
      const { status, stderr } = run(folder, process.execPath, [program]);
      assert.equal(status, 1);
      assert.match(
        stderr,
        /^[\w-]+: the npm packages are not installed: run "make setup" first\n$/,
      );
    }
    const { status, stderr } = run(folder, "lua5.3", ["spec/journey.lua"]);
    assert.equal(status, 1);
    assert.match(stderr, /^lua5\.3: run "make build" first[^\n]*\n$/);
  });
});

/** Stands in for a program of the system; the rest of PATH is what setup.sh itself needs. */
function fakePath(folder, programs) {
  const bin = join(folder, "fake");
  mkdirSync(bin);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const needed = ["bash", "sh", "dirname", "head", "grep", "tail", "mkdir", "uname", "env", "sed"];
  for (const name of needed) {
    const path = ["/bin", "/usr/bin"].map((place) => join(place, name)).find(existsSync);
    if (!programs[name]) symlinkSync(path, join(bin, name));
  }
  return bin;
}

const onDebian =
  existsSync("/etc/os-release") && /\bID(_LIKE)?=.*debian/.test(readFileSync("/etc/os-release"));

describe("setup.sh", { skip: !onDebian }, () => {
  const BROWSER = { chromium: "exit 0" };

  it("names what is missing where it can't become root", (t) => {
    const folder = copyOf(t, "tools");
    const PATH = fakePath(folder, { ...BROWSER, id: "echo 1000" });
    const { status, stderr } = run(folder, "/bin/bash", ["tools/setup.sh"], { PATH });
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^Not root, and there is no sudo: please install node npm lua5\.1 [^\n]+\n$/,
    );
    assert.doesNotMatch(stderr, /chromium/);
  });

  it("keeps the words of apt-get for its log, and shows their end when it fails", (t) => {
    const folder = copyOf(t, "tools");
    const apt = `seq="1 2 3"; for n in $seq; do echo "noise $n"; done; exit 100`;
    const PATH = fakePath(folder, { ...BROWSER, id: "echo 0", "apt-get": apt });
    const { status, stdout, stderr } = run(folder, "/bin/bash", ["tools/setup.sh"], { PATH });
    assert.equal(status, 1);
    assert.match(stdout, /^installing node npm lua5\.1 [^\n]+\n$/);
    assert.match(
      stderr,
      /^noise 1\nnoise 2\nnoise 3\napt-get update failed: .* build\/apt\.log\n$/,
    );
  });

  it("and the browser tests take the browser that CHROMIUM names", (t) => {
    const folder = copyOf(t, "tools");
    const PATH = fakePath(folder, { ...BROWSER, mine: "exit 0", id: "echo 1000" });
    const code =
      'import("./tools/browser.mjs").then((m) => console.log(m.findBrowser().executablePath))';
    const find = (env) => run(folder, process.execPath, ["-e", code], { PATH, ...env });
    assert.equal(find({}).stdout, `${join(PATH, "chromium")}\n`);
    assert.equal(find({ CHROMIUM: "mine" }).stdout, `${join(PATH, "mine")}\n`);
    assert.match(find({ CHROMIUM: "/no/such" }).stderr, /CHROMIUM=\/no\/such is no program/);
    const { stderr } = run(folder, "/bin/bash", ["tools/setup.sh"], { PATH, CHROMIUM: "/no/such" });
    assert.equal(stderr, "CHROMIUM=/no/such is no program\n");
  });
});

describe("make sim", () => {
  /** Without the sources it runs what is built. */
  function copyWithBuild(t) {
    const folder = copyOf(
      t,
      "tools",
      "sim/air.default.json",
      "sim/app.default.lua",
      "package.json",
    );
    mkdirSync(join(folder, "build"));
    for (const path of ["lua-out", "build/host", "build/sim", "build/page"]) {
      symlinkSync(join(ROOT, path), join(folder, path));
    }
    return folder;
  }

  async function hints(t, folder, ...argv) {
    const ports = ["--map", "80=0", "--map", "udp:53=0"];
    const child = spawn(process.execPath, ["tools/sim.mjs", ...ports, ...argv], { cwd: folder });
    t.after(() => child.kill("SIGKILL"));
    let said = "";
    let out = "";
    child.stderr.on("data", (bytes) => (said += bytes));
    child.stdout.on("data", (bytes) => (out += bytes));
    const closed = new Promise((resolve) => child.on("close", resolve));
    await until("the address", () => /^http:/.test(out));
    child.kill("SIGTERM");
    assert.equal(await closed, 0, said);
    return said;
  }

  it("hints at what is true: at first, later, and when all begins anew", async (t) => {
    const folder = copyWithBuild(t);
    const flash = join(folder, "build/flash");
    const air = join(folder, "build/air.json");
    assert.match(
      await hints(t, folder),
      /access point\.\nTry the network Home with the password home/,
    );
    saveNetwork(flash, HOME);
    writeFileSync(join(flash, "app.lua"), "");
    writeFileSync(air, '{"networks":[]}');
    const later = await hints(t, folder);
    assert.match(later, /^The device joins Home by itself/);
    assert.doesNotMatch(later, /you are a phone|Try the network|was put there/);
    assert.match(await hints(t, folder, "--fresh"), /you are a phone.*\nTry the network Home/);
    assert.equal(
      readFileSync(air, "utf8"),
      readFileSync(join(folder, "sim/air.default.json"), "utf8"),
    );
    assert.equal(readFileSync(join(folder, "build/air.old.json"), "utf8"), '{"networks":[]}');
  });

  it("FRESH=1 forgets what the setup kept, and leaves the user's files where they are", async (t) => {
    const folder = copyWithBuild(t);
    const flash = join(folder, "build/flash");
    await hints(t, folder);
    saveNetwork(flash, HOME);
    const yours = { "app.lua": "-- mine", "settings.lua": "return {}", "www/index.html": "hello" };
    mkdirSync(join(flash, "www"));
    for (const [name, text] of Object.entries(yours)) writeFileSync(join(flash, name), text);
    const ours = [
      "wifi_setup_fields.txt",
      "fieldkey_cloud_key.2",
      "networks.saved",
      "double_reset.flag",
    ];
    for (const name of [...ours, "portal.lua.new"]) writeFileSync(join(flash, name), "old");
    const said = await hints(t, folder, "--fresh");
    assert.match(
      said,
      /^All begins anew: no network is saved\.\nKept, as they are yours in build\/flash: app\.lua, portal\.lua\.new, settings\.lua, www\/index\.html\n/,
    );
    for (const [name, text] of Object.entries(yours)) {
      assert.equal(readFileSync(join(flash, name), "utf8"), text);
    }
    for (const name of [".nvs", ...ours]) {
      assert.ok(!existsSync(join(flash, name)), name);
    }
    assert.equal(readFileSync(join(flash, "init.lua"), "utf8"), 'dofile("wifi_setup.lua")\n');
    writeFileSync(join(flash, "init.lua"), 'print("mine")');
    assert.match(await hints(t, folder, "--fresh"), /yours in build\/flash: app\.lua, init\.lua,/);
    assert.equal(readFileSync(join(flash, "init.lua"), "utf8"), 'print("mine")');
  });

  it("FRESH=1 touches nothing for --help, and is refused with another flash", (t) => {
    const folder = copyWithBuild(t);
    const flash = join(folder, "build/flash");
    mkdirSync(flash);
    saveNetwork(flash, HOME);
    const sim = (...argv) => run(folder, process.execPath, ["tools/sim.mjs", "--fresh", ...argv]);
    const help = sim("--help");
    assert.deepEqual([help.status, help.stderr], [0, ""]);
    assert.match(help.stdout, /^make sim \[FRESH=1\].*\n\nUsage: nodemcu-sim/);
    const other = sim("--flash", "mine");
    assert.equal(other.status, 2);
    assert.match(other.stderr, /^FRESH=1 is about build\/flash and build\/air\.json: [^\n]+\n$/);
    assert.ok(existsSync(join(flash, ".nvs")) && !existsSync(join(folder, "mine")));
  });

  it("puts the program of the README where there is none, which answers once it is online", async (t) => {
    const folder = copyWithBuild(t);
    const flash = join(folder, "build/flash");
    const app = readFileSync(join(ROOT, "sim/app.default.lua"), "utf8");
    const program = app.split("\n").slice(1).join("\n");
    assert.equal(program.trimEnd().split("\n").length, 8);
    assert.ok(readFileSync(join(ROOT, "README.md"), "utf8").includes(`\n${program}\`\`\`\n`));
    assert.match(await hints(t, folder), /^build\/flash\/app\.lua was put there: /);
    assert.equal(readFileSync(join(flash, "app.lua"), "utf8"), app);
    saveNetwork(flash, HOME);
    const device = startDevice(t, { folder: join(folder, "build"), networks: [HOME] });
    const answer = await until("the page", async () =>
      (await run(folder, "curl", ["-s", "-m", "2", await device.url()])).stdout.match(/^Hello.*/),
    );
    assert.match(answer[0], /^Hello from [0-9a-f:]{17}$/);
    for (const [name, text] of [
      ["app.lc", "compiled"],
      ["init.lua", 'print("another program")'],
    ]) {
      rmSync(join(flash, "app.lua"));
      rmSync(join(flash, "app.lc"), { force: true });
      writeFileSync(join(flash, name), text);
      assert.doesNotMatch(await hints(t, folder), /was put there/);
      assert.ok(!existsSync(join(flash, "app.lua")), name);
      writeFileSync(join(flash, "app.lua"), "");
    }
  });

  it("speaks of make where it tells how to go on", () => {
    const { status, stderr } = run(ROOT, process.execPath, ["tools/sim.mjs", "--hlp"]);
    assert.equal(status, 2);
    assert.match(stderr, /^nodemcu-sim: Unknown option '--hlp' \(see make sim ARGS="--help"\)\n$/);
  });

  it("says how to choose another port", async (t) => {
    const server = createServer().listen(0, "127.0.0.1");
    t.after(() => server.close());
    await new Promise((resolve) => server.on("listening", resolve));
    const { port } = server.address();
    const argv = ["tools/sim.mjs", "--map", `80=${port}`, "--map", "udp:53=0"];
    const { status, stderr } = run(copyWithBuild(t), process.execPath, argv);
    assert.equal(status, 1);
    assert.match(stderr, /is taken: choose another with make sim ARGS="--map 80=PORT"\n$/);
  });
});
