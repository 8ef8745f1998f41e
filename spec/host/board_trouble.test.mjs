/** Boards and ports with which something is wrong: what happens, and the one sentence that is said. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { firmwareProblem, parseAnswer, question } from "../../tools/board/firmware_check.mjs";
import { MAX_LINE_CHARACTERS } from "../../tools/board/line_codec.mjs";
import { openingFailure } from "../../tools/board/port.mjs";
import { describePorts } from "../../tools/board/port_list.mjs";
import { collectFiles } from "../../tools/board/shipped_files.mjs";
import { pipeInto, runCommand, startBoard, startCommand, startStranger } from "./board_line.mjs";
import { until } from "./support.mjs";

/** They wait for the line more than they work. */
const TWO_AT_A_TIME = { concurrency: 2 };
const OURS = collectFiles({});
const FLASH_BYTES = 404 * 1024;

function assertComplete(board) {
  for (const [name, { bytes }] of OURS) {
    assert.equal(board.read(name), bytes.toString("latin1"), name);
  }
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
    const { checksumOf } = await import("../../tools/board/checksum.mjs");
    const old = `-- ${"old ".repeat(2000)}\n`;
    const manifest = board.read("wifi_setup.files");
    const used = board.names().reduce((sum, name) => sum + board.read(name).length, 0);
    const again = await startBoard(t, {
      folder: board.folder,
      files: {
        "portal_api.lua": old,
        "wifi_setup.files": `${manifest}portal_api.lua ${checksumOf(Buffer.from(old))}\n`,
        "big.bin": "x".repeat(FLASH_BYTES - used - 22_000),
      },
    });
    const { status, all } = await runCommand(t, "upload", again.port);
    assert.equal(status, 0, all);
    assert.match(all, /\nLittle room: the old portal_api\.lua goes before the new one comes\.\n/);
    assertComplete(again);
  });
});

describe("what is no port", TWO_AT_A_TIME, () => {
  it("is told from what is: the ports found", async (t) => {
    const { status, err } = await runCommand(t, "upload");
    assert.equal(status, 2);
    assert.match(
      err,
      /^make upload PORT=…: which port\? (No port was found: .*|Ports found: .*)\n$/,
    );
    const none = await runCommand(t, "upload", "/dev/ttyNONE7");
    assert.equal(none.status, 1);
    assert.match(none.err, /^There is no port \/dev\/ttyNONE7\. .*\n$/);
    assert.ok(none.err.includes(await describePorts()));
  });

  it("may be another program's", async (t) => {
    const board = await startBoard(t, {});
    const { child, said } = startCommand(t, "console", board.port);
    await until("the prompt", () => said.out.includes("> "));
    const { status, err } = await runCommand(t, "upload", board.port);
    child.kill("SIGKILL");
    assert.equal(status, 1);
    assert.match(err, /is used by another program: close the terminal/);
  });

  it("may be one that you may not use", async () => {
    const denied = new Error("Error: Permission denied, cannot open /dev/ttyUSB0");
    const failure = await openingFailure("/dev/ttyUSB0", denied);
    assert.match(failure.message, /^You may not use \/dev\/ttyUSB0: run "sudo usermod -aG dialout/);
  });

  it("takes no odd options", async (t) => {
    for (const argv of [["--nope"], ["x", "y"], ["x", "--baud", "fast"]]) {
      const { status, err } = await runCommand(t, "upload", ...argv);
      assert.equal(status, 2);
      assert.match(err, /^[^\n]+\.\n$/);
    }
  });
});

describe("what is no NodeMCU for us", TWO_AT_A_TIME, () => {
  const PYTHON = (line) =>
    `${line}\r\nTraceback (most recent call last):\r\n  File "<stdin>", line 1, in <module>\r\nNameError: name '_VERSION' isn't defined\r\n>>> `;
  const lua = (fields) => (line) => {
    const [, key] = /print\("\\2(q\d+)"/.exec(line) ?? [];
    return key ? `${line}\r\n\x02${key}\t${fields.join("\t")}\t\x03\r\n> ` : `${line}\r\n> `;
  };
  const ALL = Array(8).fill("1");
  const CASES = [
    [
      "MicroPython",
      PYTHON,
      /^MicroPython runs on this board, not NodeMCU: put NodeMCU on it with make flash\.\n$/,
    ],
    ["nothing", () => "", /^No NodeMCU answers on \S+ at 115200 baud: check the port.*\n$/],
    [
      "the bootloader",
      () => "waiting for download\r\n",
      /^The board waits in its bootloader: let go of its BOOT/,
    ],
    [
      "another speed",
      () => "\xf8\x80\x1c\xe0\xfe\x00\x98\xf8\x80\n",
      /^The board sends what nobody can read at 115200 baud: try ARGS="--baud 9600"/,
    ],
    ["an ESP8266", lua(["Lua 5.1", "0", "0", "?", ...ALL]), /^This NodeMCU is one for the ESP8266/],
    [
      "an old dev-esp32",
      lua(["Lua 5.3", "0", "1", "esp32", ...ALL]),
      /too old, it lacks io: build today's \(docs\/firmware\.md/,
    ],
    [
      "Lua 5.1",
      lua(["Lua 5.1", "0", "1", "esp32", ...ALL]),
      /has Lua 5\.1, or is older than 2024, and lacks io/,
    ],
    [
      "missing modules",
      lua(["Lua 5.3", "1", "1", "esp32", "0", "1", "1", "0", "1", "1", "0", "1"]),
      /^The firmware lacks file, string, tmr: build it with CONFIG_NODEMCU_CMODULE_FILE=y CONFIG_LUA_BUILTIN_STRING=y CONFIG_NODEMCU_CMODULE_TMR=y/,
    ],
  ];
  for (const [what, answer, sentence] of CASES) {
    it(`is told: ${what}`, async (t) => {
      const port = await startStranger(t, answer);
      const { status, err } = await runCommand(t, "upload", port);
      assert.equal(status, 1);
      assert.match(err, sentence);
    });
  }

  it("is asked in one line of the console", () => {
    assert.ok(question("q999").length <= MAX_LINE_CHARACTERS);
  });

  it("is none of these with all that a default build has", () => {
    const answer = ["Lua 5.3", "1", "1", "esp32", ...ALL].join("\t");
    assert.equal(firmwareProblem(parseAnswer(`\t${answer}\t`)), undefined);
  });
});
