/** What can't be done, and the one sentence that is said: no port, no NodeMCU, not the one we need. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { firmwareProblem, parseAnswer, question } from "../../tools/board/firmware_check.mjs";
import { MAX_LINE_CHARACTERS } from "../../tools/board/line_codec.mjs";
import { openingFailure } from "../../tools/board/port.mjs";
import { portsHere } from "../../tools/flash/serial_ports.mjs";
import {
  runCommand,
  startBoard,
  startCommand,
  startStranger,
  TWO_AT_A_TIME,
} from "./board_line.mjs";
import { until } from "./support.mjs";

describe("what is no port", TWO_AT_A_TIME, () => {
  it("is told from what is: the ports found", async (t) => {
    const { status, err } = await runCommand(t, "upload");
    assert.equal(status, 2);
    assert.match(
      err,
      /^Which port\? make upload PORT=…; (no USB serial port is here|the ports here are)\b.*\n$/,
    );
    const none = await runCommand(t, "upload", "/dev/ttyNONE7");
    assert.equal(none.status, 1);
    assert.match(none.err, /^There is no port \/dev\/ttyNONE7: .*\n$/);
    assert.ok(none.err.includes(await portsHere()));
  });

  it("may be another program's", async (t) => {
    const board = await startBoard(t, {});
    const { child, said } = startCommand(t, "console", board.port);
    await until("the prompt", () => said.out.includes("> "));
    const { status, err } = await runCommand(t, "upload", board.port);
    child.kill("SIGKILL");
    assert.equal(status, 1);
    assert.match(err, /^Another program has \S+: close its console/);
  });

  it("may be one that you may not use", async () => {
    const denied = new Error("Error: Permission denied, cannot open /dev/ttyUSB0");
    const failure = await openingFailure("/dev/ttyUSB0", denied);
    assert.match(
      failure.message,
      /^You may not use \/dev\/ttyUSB0: join its group \(sudo usermod -aG dialout/,
    );
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
