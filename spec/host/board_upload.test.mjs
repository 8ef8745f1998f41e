/** make upload against a simulated board on a pseudo terminal: what is sent, kept, removed, refused. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { checksumOf } from "../../tools/board/checksum.mjs";
import { MANIFEST_NAME, parseManifest } from "../../tools/board/manifest.mjs";
import { collectFiles } from "../../tools/board/shipped_files.mjs";
import { runCommand, startBoard, startCommand } from "./board_line.mjs";
import { makeFolder, until } from "./support.mjs";

const LIMIT_S = 20;
/** They wait for the line more than they work. */
const TWO_AT_A_TIME = { concurrency: 2 };
const OURS = collectFiles({});
const PORTAL_OPEN =
  /The portal is open: join the network setup-\w+, then http:\/\/192\.168\.4\.1\/\n$/;

function assertComplete(board) {
  for (const [name, { bytes }] of OURS) {
    assert.equal(board.read(name), bytes.toString("latin1"), name);
  }
  const claims = parseManifest(board.read(MANIFEST_NAME));
  assert.deepEqual([...claims.keys()].sort(), [...OURS.keys()].sort());
  for (const [name, checksums] of claims) {
    assert.deepEqual([...checksums], [OURS.get(name).checksum]);
  }
  assert.equal(board.read("wifi_setup.part"), undefined);
}

const claim = (name, text) => `${name} ${checksumOf(Buffer.from(text))}\n`;

describe("make upload", TWO_AT_A_TIME, () => {
  it("puts the setup on an empty board in less than 20 s, and the portal opens", async (t) => {
    const board = await startBoard(t, { baud: 115200 });
    const { status, all } = await runCommand(t, "upload", board.port, "--init");
    assert.equal(status, 0, all);
    const [, computed, measured] =
      /: ([\d.]+) s of a line at 115200 baud, ([\d.]+) s measured/.exec(all);
    assert.ok(Number(computed) < LIMIT_S, all);
    assert.ok(Number(measured) < LIMIT_S, all);
    assert.match(all, PORTAL_OPEN);
    assertComplete(board);
    assert.equal(board.read("init.lua"), 'dofile("wifi_setup.lua")\n');
    assert.equal(board.read("keep.txt"), "mine");
  });

  it("sends nothing the second time, then only what changed", async (t) => {
    const board = await startBoard(t, {});
    assert.match((await runCommand(t, "upload", board.port, "--init")).all, /37 files sent/);
    const before = board.read(MANIFEST_NAME);
    const second = await runCommand(t, "upload", board.port);
    assert.match(second.all, /\n0 files sent \(0 bytes\); 37 were right already\.\n/);
    assert.match(second.all, PORTAL_OPEN);
    assert.equal(board.read(MANIFEST_NAME), before);
    await board.stop();
    const old = "-- of the last release\n";
    const again = await startBoard(t, {
      folder: board.folder,
      files: { "timer.lua": old, [MANIFEST_NAME]: before + claim("timer.lua", old) },
    });
    const third = await runCommand(t, "upload", again.port);
    assert.match(third.all, /\n1 files? sent \(\d+ bytes\); 36 were right already\.\n/);
    assertComplete(again);
  });

  it("removes what we wrote and no longer ship, and stale compiled modules; nothing else", async (t) => {
    const files = {
      "old_part.lua": "return 1\n",
      "changed.lua": "-- the user's now\n",
      "timer.lc": "stale",
      "timer.lua": OURS.get("timer.lua").bytes,
      "app.lua": "-- app\n",
      "app.lc": "compiled",
      "settings.lua": "return {}\n",
      [MANIFEST_NAME]: claim("old_part.lua", "return 1\n") + claim("changed.lua", "other"),
    };
    const board = await startBoard(t, { files });
    const { status, all } = await runCommand(t, "upload", board.port, "--init");
    assert.equal(status, 0, all);
    assert.match(
      all,
      /36 files sent .*; 1 were right already; removed: timer\.lc, old_part\.lua\.\n/,
    );
    for (const name of ["changed.lua", "app.lua", "app.lc", "settings.lua"]) {
      assert.equal(board.read(name), files[name], name);
    }
    for (const name of ["old_part.lua", "timer.lc"])
      assert.equal(board.read(name), undefined, name);
    assertComplete(board);
  });

  it("stops before it writes when a file with our name is not ours, unless told otherwise", async (t) => {
    const files = { "timer.lua": "-- my own timer\n", "guard.lc": "mine too" };
    const board = await startBoard(t, { files });
    const { status, all } = await runCommand(t, "upload", board.port);
    assert.equal(status, 1);
    assert.match(
      all,
      /\nguard\.lc, timer\.lua are on the board and not written by us.*nothing was sent/,
    );
    assert.deepEqual(board.names(), ["guard.lc", "keep.txt", "timer.lua"]);
    assert.equal(board.read("timer.lua"), "-- my own timer\n");
    const forced = await runCommand(t, "upload", board.port, "--overwrite", "--init");
    assert.equal(forced.status, 0, forced.all);
    assert.equal(board.read("guard.lc"), undefined);
    assertComplete(board);
  });

  it("adds the user's files and the modules that they require, and keeps those fresh", async (t) => {
    const folder = makeFolder(t);
    const app = join(folder, "app.lua");
    writeFileSync(app, 'local web = require("web_server")\nprint(web ~= nil)\n');
    const board = await startBoard(t, { files: { "app.lua": "-- old\n" } });
    const { status, all } = await runCommand(t, "upload", board.port, "--init", "--add", app);
    assert.equal(status, 0, all);
    assert.equal(board.read("app.lua"), readFileSync(app, "latin1"));
    assert.ok(board.read("web_request.lua"));
    assert.doesNotMatch(board.read(MANIFEST_NAME), /^app\.lua/m);
    const second = await runCommand(t, "upload", board.port);
    assert.match(second.all, /\n0 files sent/);
    assert.ok(board.read("web_request.lua"));
    const missing = await runCommand(t, "upload", board.port, "--add", join(folder, "no.lua"));
    assert.equal(missing.status, 2);
    assert.match(missing.err, /^There is no file .*no\.lua to add\.\n$/);
  });

  it("says which line is missing in init.lua, and leaves that file alone", async (t) => {
    const board = await startBoard(t, { files: { "init.lua": "print(42)\n" } });
    const { status, all } = await runCommand(t, "upload", board.port, "--init");
    assert.equal(status, 0, all);
    assert.match(
      all,
      /init\.lua does not start the setup: add this line .*dofile\("wifi_setup\.lua"\)\n/,
    );
    assert.equal(board.read("init.lua"), "print(42)\n");
    const empty = await startBoard(t, {});
    assert.match(
      (await runCommand(t, "upload", empty.port)).all,
      /has no init\.lua: ARGS=--init writes/,
    );
    assert.equal(empty.read("init.lua"), undefined);
  });
});

for (const chip of ["esp32", "esp32s2", "esp32s3", "esp32c3", "esp32c6"]) {
  const isUsb = chip !== "esp32";
  describe(`make upload to an ${chip}${isUsb ? " with its console on USB" : ""}`, () => {
    it("does it all", async (t) => {
      const argv = ["--chip", chip, ...(isUsb ? ["--usb-console"] : [])];
      const board = await startBoard(t, { argv });
      const { status, all } = await runCommand(t, "upload", board.port, "--init");
      assert.equal(status, 0, all);
      assert.match(all, new RegExp(`^NodeMCU on ${chip}, Lua 5\\.3\\.\n`));
      assert.match(all, PORTAL_OPEN);
      assertComplete(board);
    });
  });
}

describe("an interrupted upload", TWO_AT_A_TIME, () => {
  const NAMES = [...OURS.keys()];
  const MOMENTS = [1, Math.floor(NAMES.length / 2), NAMES.length];

  async function mend(t, board) {
    const { status, all } = await runCommand(t, "upload", board.port, "--init");
    assert.equal(status, 0, all);
    assertComplete(board);
    return all;
  }

  /** Every claim whose file is there is true, or is not counted by the next upload. */
  function assertHonest(board) {
    const claims = parseManifest(board.read(MANIFEST_NAME) ?? "");
    for (const [name, { bytes }] of OURS) {
      const text = board.read(name);
      if (text === undefined) continue;
      assert.equal(text, bytes.toString("latin1"), `${name} is whole`);
      assert.ok(claims.get(name)?.has(checksumOf(bytes)), `${name} is known as ours`);
    }
  }

  it("by Ctrl-C says what to do", async (t) => {
    const board = await startBoard(t, {});
    const { child, said, done } = startCommand(t, "upload", board.port);
    await until("a file", () => said.out.includes("\n1 of "));
    child.kill("SIGINT");
    const { status, err } = await done;
    assert.equal(status, 130);
    assert.match(err, /the same command again mends the board\.\n$/);
    assertHonest(board);
    await mend(t, board);
  });

  it("after each file goes on with the next", async (t) => {
    const board = await startBoard(t, { baud: 115200 });
    let missing = NAMES.length;
    for (let round = 0; missing > 1; round += 1) {
      assert.ok(round < NAMES.length, "each round sends a file");
      const { child, said, done } = startCommand(t, "upload", board.port);
      await until("a file", () => said.out.includes("\n1 of "));
      child.kill("SIGKILL");
      await done;
      assertHonest(board);
      const [, count] = /\n1 of (\d+)/.exec(said.out);
      assert.ok(Number(count) < missing || round === 0, said.out);
      missing = Number(count);
    }
    await mend(t, board);
  });

  for (const number of MOMENTS) {
    it(`by a power cut after file ${number} of ${NAMES.length}`, async (t) => {
      const board = await startBoard(t, {});
      const { said, done } = startCommand(t, "upload", board.port);
      await until(`file ${number}`, () => said.out.includes(`\n${number} of `));
      await board.stop("SIGKILL");
      const { status, err } = await done;
      assert.equal(status, 1);
      assert.match(err, /went away: plug the board in again/);
      assertHonest(board);
      const again = await startBoard(t, { folder: board.folder });
      assertHonest(again);
      await mend(t, again);
    });
  }

  for (const delayMs of [10, 200]) {
    it(`within a file, ${delayMs} ms after it began`, async (t) => {
      const board = await startBoard(t, { baud: 115200 });
      const { child, said, done } = startCommand(t, "upload", board.port);
      const part = join(board.flash, "wifi_setup.part");
      await until("some files", () => said.out.includes("\n11 of "));
      await until("a part of the next", () => existsSync(part) && statSync(part).size >= 0);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      child.kill("SIGKILL");
      await done;
      await board.stop("SIGKILL");
      const again = await startBoard(t, { folder: board.folder });
      assertHonest(again);
      assert.match(await mend(t, again), /2\d files sent/);
    });
  }

  it("while the list of what we wrote is replaced", async (t) => {
    const whole = [...OURS].map(([name, { checksum }]) => `${name} ${checksum}\n`).join("");
    const old = "-- an older timer\n";
    const files = {
      "timer.lua": old,
      "wifi_setup.part": whole.replace(/^timer\.lua .*\n/m, claim("timer.lua", old)),
    };
    const board = await startBoard(t, { files });
    await mend(t, board);
  });
});
