/** make upload against a simulated board on a pseudo terminal: what is sent, kept, removed, refused. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { checksumOf } from "../../tools/board/checksum.mjs";
import { ROOT } from "../../tools/fresh_folder.mjs";
import { MANIFEST_NAME } from "../../tools/board/manifest.mjs";
import { assertComplete, OURS, runCommand, startBoard, TWO_AT_A_TIME } from "./board_line.mjs";
import { makeFolder } from "./support.mjs";

const LIMIT_S = 20;
const PORTAL_OPEN =
  /The portal is open: join the network setup-\w+, then http:\/\/192\.168\.4\.1\/\n$/;

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
    assert.match(
      (await runCommand(t, "upload", board.port, "--init")).all,
      new RegExp(`${OURS.size} files sent`),
    );
    const before = board.read(MANIFEST_NAME);
    const second = await runCommand(t, "upload", board.port);
    assert.match(
      second.all,
      new RegExp(`\n0 files sent \\(0 bytes\\); ${OURS.size} were right already\\.\n`),
    );
    assert.match(second.all, PORTAL_OPEN);
    assert.equal(board.read(MANIFEST_NAME), before);
    await board.stop();
    const old = "-- of the last release\n";
    const again = await startBoard(t, {
      folder: board.folder,
      files: { "timer.lua": old, [MANIFEST_NAME]: before + claim("timer.lua", old) },
    });
    const third = await runCommand(t, "upload", again.port);
    assert.match(
      third.all,
      new RegExp(`\n1 file sent \\(\\d+ bytes\\); ${OURS.size - 1} were right already\\.\n`),
    );
    assertComplete(again);
  });

  it("sends the languages that are asked for, and keeps them fresh without being asked", async (t) => {
    const board = await startBoard(t, {});
    const asked = await runCommand(t, "upload", board.port, "--languages", "de,pt");
    assert.equal(asked.status, 0, asked.all);
    const names = ["advanced-de", "advanced-pt", "de", "fields-de", "fields-pt", "pt"];
    const files = names.map((name) => `language-${name}.gz`);
    const added = [...files, "language_codec.lua", "portal_language.lua"];
    assert.match(asked.all, new RegExp(`${OURS.size + added.length} files sent`));
    assert.deepEqual(
      board.names().filter((name) => /language/.test(name)),
      added,
    );
    const sent = readFileSync(join(ROOT, "build/page/language-de.gz"), "latin1");
    assert.equal(board.read("language-de.gz"), sent);
    const second = await runCommand(t, "upload", board.port);
    assert.match(second.all, new RegExp(`; ${OURS.size + added.length} were right already`));
  });

  it("knows which languages there are", async (t) => {
    const board = await startBoard(t, {});
    const { status, err } = await runCommand(t, "upload", board.port, "--languages", "de,xx");
    assert.equal(status, 2);
    assert.match(
      err,
      /^There is no language "xx"; there are ar, de, .*, zh, and en in the page\.\n/,
    );
    assert.deepEqual(
      board.names().filter((name) => /language/.test(name)),
      [],
    );
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
    assert.match(all, /files sent .*; 1 were right already; removed: timer\.lc, old_part\.lua\.\n/);
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
    const last = /\nThe setup will not start yet: init\.lua needs dofile\("wifi_setup\.lua"\)\n$/;
    assert.match(all, last, "a reader of the last line alone knows too");
    assert.equal(board.read("init.lua"), "print(42)\n");
    const empty = await startBoard(t, {});
    const second = await runCommand(t, "upload", empty.port);
    assert.match(second.all, /has no init\.lua: ARGS=--init writes/);
    assert.match(second.all, last);
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
