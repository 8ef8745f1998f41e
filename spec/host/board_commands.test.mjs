/** console, erase-credentials and compat on a simulated board, and every command of docs/board.md. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { saveNetwork } from "../../tools/saved_network.mjs";
import { ROOT } from "../../tools/fresh_folder.mjs";
import { pipeInto, runCommand, startBoard, startCommand } from "./board_line.mjs";
import { HOME, makeFolder, until } from "./support.mjs";

const SETUP = join(ROOT, "lua-out");

/** A board with the setup on it. */
async function startSetUp(t, { saved, files = {}, ...rest } = {}) {
  const folder = makeFolder(t);
  const flash = join(folder, "flash");
  cpSync(SETUP, flash, { recursive: true });
  cpSync(join(ROOT, "build/page/portal.html.gz"), join(flash, "portal.html.gz"));
  if (saved) saveNetwork(flash, saved);
  const all = { "init.lua": 'dofile("wifi_setup.lua")\n', ...files };
  return startBoard(t, { folder, files: all, ...rest });
}

const hex = (text) => Buffer.from(text).toString("hex");

describe("make console", () => {
  it("feeds lines that are piped in, one after the other", async (t) => {
    const board = await startBoard(t, {});
    const input =
      "print(6 * 7)\nfor i = 1, 2 do\nprint('round', i)\nend\n=node.chipmodel()\nnope()\n";
    const { status, out } = await pipeInto(t, input, "console", board.port);
    assert.equal(status, 0);
    assert.match(out, /\n42\n/);
    assert.match(out, /\nround\t1\nround\t2\n/);
    assert.match(out, /\nesp32\n/);
    assert.match(out, /\nLua error: \t.*attempt to call a nil value/);
  });

  it("passes keys on in a terminal, raw, until Ctrl-]", async (t) => {
    const board = await startBoard(t, {});
    const program = `${process.execPath} ${join(ROOT, "tools/board/console.mjs")} ${board.port}`;
    const child = spawn("socat", ["-", `EXEC:"${program}",pty,setsid,ctty,rawer`]);
    t.after(() => child.kill("SIGKILL"));
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (bytes) => (said += bytes));
    const ended = new Promise((resolve) => child.on("close", resolve));
    await until("the hint", () => said.includes("Ctrl-] leaves."));
    child.stdin.write("print(2\x03\x08 + 3)\r");
    await until("the answer", () => /\n5\r?\n> /.test(said));
    child.stdin.write("\x1d");
    await ended;
  });

  it("ends when the board goes away", async (t) => {
    const board = await startBoard(t, {});
    const { child, said, done } = startCommand(t, "console", board.port);
    child.stdin.write("print(6 * 7)\n");
    await until("the answer", () => said.out.includes("\n42\n"));
    await board.stop("SIGKILL");
    const { err, status } = await done;
    assert.equal(status, 1);
    assert.match(err, /went away: plug the board in again/);
  });
});

describe("make erase-credentials", () => {
  it("forgets the network of a board that is online, and the portal opens", async (t) => {
    const board = await startSetUp(t, { saved: HOME, networks: [HOME] });
    await board.event("sta_got_ip");
    const { status, all } = await runCommand(t, "erase_credentials", board.port);
    assert.equal(status, 0, all);
    assert.match(all, /^The network Home and its password were removed; the board restarts\.\n/);
    assert.match(all, /The portal is open: join the network setup-/);
    assert.doesNotMatch(all, /homesweethome/);
    const again = await runCommand(t, "erase_credentials", board.port);
    assert.match(again.all, /^No network was saved; the board restarts\.\n/);
  });

  it("forgets all of several, and their passwords", async (t) => {
    const line = (ssid) => `${hex(ssid)} :${hex("secret")} - - 3 0 - - - - - -\n`;
    const files = { "networks.saved": `${line("Work")}${line("Attic")}\nend\n` };
    const board = await startSetUp(t, { saved: HOME, networks: [HOME], files });
    await board.event("sta_got_ip");
    const { status, all } = await runCommand(t, "erase_credentials", board.port);
    assert.equal(status, 0, all);
    assert.match(
      all,
      /^All saved networks and their passwords were removed; the board restarts\.\n/,
    );
    assert.equal(board.read("networks.saved"), undefined);
  });

  it("does so while the board is joining a network that is not there", async (t) => {
    const board = await startSetUp(t, { saved: HOME });
    const { status, all } = await runCommand(t, "erase_credentials", board.port);
    assert.equal(status, 0, all);
    assert.match(all, /^The network Home and its password were removed/);
  });
});

describe("make compat", () => {
  it("gives the board file.open and what it costs, and stays away from a file that is not ours", async (t) => {
    const board = await startBoard(t, {});
    const { status, all } = await runCommand(t, "compat", board.port);
    assert.equal(status, 0, all);
    assert.match(all, /\nIt takes \d+ bytes of the flash/);
    assert.match(all, /dofile\("nodemcu_tool_compat\.lua"\)\n$/);
    const { out } = await pipeInto(t, "print(file.open, U)\n", "console", board.port);
    assert.match(out, /\nfunction: \S+\tnil\r?\n/);
    const other = await startBoard(t, { files: { "nodemcu_tool_compat.lua": "-- mine\n" } });
    const refused = await runCommand(t, "compat", other.port);
    assert.equal(refused.status, 1);
    assert.match(refused.all, /nodemcu_tool_compat\.lua is on the board and not written by us/);
  });
});

describe("docs/board.md", () => {
  const TEXT = readFileSync(join(ROOT, "docs/board.md"), "utf8");
  const COMMANDS = [...TEXT.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block]) =>
    block.trim().split("\n"),
  );
  /** The one of the system, for what others have built and installed: a test changes nothing of it. */
  const MAKE = spawnSync("sh", ["-c", "command -v make"], { encoding: "utf8" }).stdout.trim();
  /** Its own tests run it, against a simulated ROM loader. */
  const FLASH = /^make flash /;

  /** A folder in which the commands find what they name, the user's two files, and what is built. */
  function workplace(t) {
    const folder = makeFolder(t);
    for (const name of ["Makefile", "lua-out", "build", "tools", "node_modules", "package.json"]) {
      symlinkSync(join(ROOT, name), join(folder, name));
    }
    writeFileSync(join(folder, "app.lua"), 'print("app")\n');
    writeFileSync(join(folder, "settings.lua"), 'return { id = "lamp-7f3a" }\n');
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/make"), `#!/bin/sh\nexec ${MAKE} -o setup -o build "$@"\n`);
    chmodSync(join(folder, "bin/make"), 0o755);
    return folder;
  }

  function runLine(t, folder, line) {
    const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}` };
    const child = spawn("sh", ["-c", line], { cwd: folder, env });
    t.after(() => child.kill("SIGKILL"));
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (bytes) => (said += bytes));
    child.stdin.end();
    return new Promise((resolve) => child.on("close", (status) => resolve({ status, said })));
  }

  it("has commands that work, in their order, on a board", async (t) => {
    const board = await startBoard(t, { baud: 115200 });
    const folder = workplace(t);
    const expected = [
      [/^make upload$/, 2, /Which port\? /],
      [/--init/, 0, /\n\d\d files sent[^]*The portal is open/],
      [/--add app\.lua/, 0, /\n2 files sent[^]*join the network lamp-7f3a/],
      [/^make upload PORT=\S+$/, 0, /\n0 files sent/],
      [/^make console/, 0, /> /],
      [/node\.heap/, 0, /\n\d+\n/],
      [/erase-credentials/, 0, /No network was saved[^]*The portal is open/],
      [/^make compat/, 0, /nodemcu-tool works until the next restart/],
      [/ fsinfo$/, 0, /wifi_setup\.lua \(\d+ Bytes\)/],
      [/ upload lua-out/, 0, /File Transfer complete!/],
      [/ download /, 0, /created/],
      [/ remove /, 0, /removed!/],
    ];
    const seen = new Set();
    assert.ok(COMMANDS.some((line) => FLASH.test(line)));
    for (const line of COMMANDS.filter((one) => !FLASH.test(one))) {
      const [pattern, wanted, words] = expected.find(([one]) => one.test(line)) ?? [];
      assert.ok(pattern, `no expectation for ${line}`);
      seen.add(pattern);
      const { status, said } = await runLine(
        t,
        folder,
        line.replaceAll("/dev/ttyUSB0", board.port),
      );
      assert.equal(status, wanted, `${line}\n${said}`);
      assert.match(said, words, line);
    }
    assert.equal(seen.size, expected.length);
    const download = readFileSync(join(folder, "wifi_setup.lua"), "latin1");
    assert.equal(download, readFileSync(join(ROOT, "lua-out/wifi_setup.lua"), "latin1"));
    assert.equal(board.read("wifi_setup.lua"), undefined);
  });
});
