/** make upload to boards that restart, talk too much, or are full. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checksumOf } from "../../tools/board/checksum.mjs";
import { assertComplete, pipeInto, runCommand, startBoard, TWO_AT_A_TIME } from "./board_line.mjs";

const FLASH_BYTES = 404 * 1024;
/** As sim/spiffs.ts counts: the blocks of 448 KB but two, 15 pages of data in each. */
const FLASH_PAGES = (448 / 4 - 2) * 15;
const PAGE_BYTES = 251;
const pagesOf = (byteCount) => {
  const data = Math.ceil(byteCount / PAGE_BYTES);
  return 1 + data + Math.ceil(Math.max(0, data - 103) / 124);
};

/** A file that takes so many pages, or one less. */
function fileOfPages(count) {
  let byteCount = count * PAGE_BYTES;
  while (pagesOf(byteCount) > count) byteCount -= PAGE_BYTES;
  return "x".repeat(byteCount);
}

describe("make upload to a board that misbehaves", TWO_AT_A_TIME, () => {
  const LOOPS = {
    "with an uncaught error":
      'tmr.create():alarm(100, tmr.ALARM_SINGLE, function() error("boom") end)\n',
    "half a second after each start": "tmr.create():alarm(500, tmr.ALARM_SINGLE, node.restart)\n",
  };
  for (const [how, init] of Object.entries(LOOPS)) {
    it(`gets into one that restarts ${how}, and puts init.lua back`, async (t) => {
      const board = await startBoard(t, { baud: 115200, files: { "init.lua": init } });
      const { status, all } = await runCommand(t, "upload", board.port);
      assert.equal(status, 0, all);
      assert.match(all, /\nThe board keeps restarting: init\.lua is set aside for now\.\n/);
      assert.match(all, /\ninit\.lua is back in its place\.\n/);
      assert.equal(board.read("init.lua"), init);
      assert.equal(board.read("init.lua.aside"), undefined);
      assertComplete(board);
    });
  }

  it("survives one restart in the middle, and leaves init.lua where it is", async (t) => {
    const init = `if not file.exists("once") then
      io.open("once", "w"):close()
      tmr.create():alarm(1500, tmr.ALARM_SINGLE, function() error("boom") end)
    end\n`;
    const board = await startBoard(t, { baud: 115200, files: { "init.lua": init } });
    const { status, all } = await runCommand(t, "upload", board.port);
    assert.equal(status, 0, all);
    assert.match(all, /\nOnce more: the board restarted\.\n/);
    assert.doesNotMatch(all, /set aside/);
    assertComplete(board);
  });

  it("says nothing that the user's terminal would obey", async (t) => {
    const init = `print("WARNING:\\27]0;owned\\7\\155")\n`;
    const board = await startBoard(t, { files: { "init.lua": init } });
    const { all } = await runCommand(t, "upload", board.port);
    assert.match(all, /WARNING:\?\]0;owned\?\?/);
    assert.doesNotMatch(all.replaceAll("\n", ""), /[\u0000-\u001f\u007f-\u009f]/);
  });

  it("puts back what an interrupted upload had set aside", async (t) => {
    const files = { "init.lua.aside": 'dofile("wifi_setup.lua")\n' };
    const board = await startBoard(t, { files });
    assert.match((await runCommand(t, "upload", board.port)).all, /init\.lua is back in its place/);
    assert.equal(board.read("init.lua"), files["init.lua.aside"]);
  });

  it("is not confused by a program that prints prompts all the time", async (t) => {
    const init = `tmr.create():alarm(20, tmr.ALARM_AUTO, function() print("\\n> noise\\n>\\2q9 x") end)\n`;
    const board = await startBoard(t, { files: { "init.lua": init } });
    const { status, all } = await runCommand(t, "upload", board.port);
    assert.equal(status, 0, all);
    assertComplete(board);
  });

  it("ends what somebody left half typed", async (t) => {
    for (const typed of ["for i = 1, 3 do\n", "x = [[\nabc\n", "\x7f\x7fx ="]) {
      const board = await startBoard(t, {});
      await pipeInto(t, typed, "console", board.port);
      const { status, all } = await runCommand(t, "upload", board.port);
      assert.equal(status, 0, all);
      assertComplete(board);
      await board.stop();
    }
  });
});

describe("a full flash", TWO_AT_A_TIME, () => {
  it("stops before anything is written when the files can't fit", async (t) => {
    const board = await startBoard(t, { files: { "big.bin": "x".repeat(FLASH_BYTES - 60_000) } });
    const { status, all } = await runCommand(t, "upload", board.port);
    assert.equal(status, 1);
    assert.match(
      all,
      /\nThe flash is too full: \d+ bytes are needed and \d+ are free\. Remove files/,
    );
    assert.deepEqual(board.names(), ["big.bin", "keep.txt"]);
  });

  it("lets the old file go first where both do not fit, and says so", async (t) => {
    const board = await startBoard(t, {});
    await runCommand(t, "upload", board.port);
    await board.stop();
    const old = `-- ${"old ".repeat(2000)}\n`;
    const manifest = board.read("wifi_setup.files");
    const claims = `${manifest}portal.html.gz ${checksumOf(Buffer.from(old))}\n`;
    const texts = { "portal.html.gz": old, "wifi_setup.files": claims };
    const used = board.names().map((name) => pagesOf((texts[name] ?? board.read(name)).length));
    const usedPages = used.reduce((sum, pages) => sum + pages, 0);
    // Room for a new list beside the old one, and for the page's new file only without its old one.
    const free = Math.ceil(board.read("wifi_setup.files").length / PAGE_BYTES) + 6;
    const again = await startBoard(t, {
      folder: board.folder,
      files: {
        ...texts,
        "big.bin": fileOfPages(FLASH_PAGES - usedPages - free),
      },
    });
    const { status, all } = await runCommand(t, "upload", again.port);
    assert.equal(status, 0, all);
    assert.match(all, /\nLittle room: the old portal\.html\.gz goes before the new one comes\.\n/);
    assertComplete(again);
  });
});
