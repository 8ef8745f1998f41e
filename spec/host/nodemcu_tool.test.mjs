/** The command line of nodemcu-tool 3.2.1 at the simulated serial line, at 115200 baud. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { makeFolder, startDevice, until } from "./support.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const TOOL = join(HERE, "../../node_modules/nodemcu-tool/bin/nodemcu-tool.js");
const COMPAT = readFileSync(join(HERE, "nodemcu_tool_compat.lua"), "utf8");
const PATIENCE_MS = 60_000;

/** What a board needs for the plain command line. */
const PREPARED = { "init.lua": "dofile('compat.lua')\n", "compat.lua": COMPAT };
/** CR LF before the prompt, and nothing else. */
const PROMPT_ONLY = { "init.lua": "_PROMPT = '\\r\\n> '\n" };

/** A device with a folder for the tool; \`tool(...)\` runs it there, to its end. */
async function startBoard(t, files) {
  const folder = makeFolder(t);
  const path = join(folder, "tty");
  const log = join(folder, "log");
  const work = join(folder, "work");
  mkdirSync(work);
  const argv = ["--console", `pty:${path}`, "--console-log", log];
  const device = startDevice(t, { folder, files, argv });
  await device.note(/the console is at /);
  await until("the first prompt", () => /> $/m.test(readFileSync(log, "utf8")));

  function start(...command) {
    const child = spawn(process.execPath, [TOOL, "--port", path, ...command], { cwd: work });
    const said = { text: "" };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (said.text += text));
    }
    const limit = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
    const ended = new Promise((resolve) => {
      child.on("close", (code) => {
        clearTimeout(limit);
        resolve(code);
      });
    });
    t.after(() => child.kill("SIGKILL"));
    return { child, said, ended };
  }

  async function tool(...command) {
    const { said, ended } = start(...command);
    const code = await ended;
    return { code, text: said.text };
  }

  return {
    ...device,
    work,
    log,
    start,
    tool,
    local: (name) => join(work, name),
    remote: (name) => join(device.flash, name),
  };
}

/** A case with a board; all bytes of the line are printed when it fails. */
function onBoard(name, files, run) {
  it(name, async (t) => {
    const board = await startBoard(t, files);
    try {
      await run(board, t);
    } catch (error) {
      console.error(`the line of "${name}":\n${readFileSync(board.log, "utf8")}`);
      throw error;
    }
  });
}

describe("nodemcu-tool and a board that is prepared for it", () => {
  onBoard("fsinfo lists the files", PREPARED, async (board) => {
    const { code, text } = await board.tool("fsinfo");
    assert.equal(code, 0, text);
    assert.match(text, /Free Disk Space: 40\d KB \| Total: 404 KB \| 2 Files/);
    assert.match(text, /- init\.lua \(21 Bytes\)/);
  });

  onBoard("upload, download and remove carry any bytes", PREPARED, async (board) => {
    const bytes = Buffer.concat([Buffer.from([0, 10, 13, 62, 255]), randomBytes(3000)]);
    writeFileSync(board.local("all.bin"), bytes);
    const up = await board.tool("upload", "all.bin");
    assert.equal(up.code, 0, up.text);
    assert.match(up.text, /File Transfer complete/);
    assert.deepEqual(readFileSync(board.remote("all.bin")), bytes);

    rmSync(board.local("all.bin"));
    const down = await board.tool("download", "all.bin");
    assert.equal(down.code, 0, down.text);
    assert.deepEqual(readFileSync(board.local("all.bin")), bytes);

    const removed = await board.tool("remove", "all.bin");
    assert.equal(removed.code, 0, removed.text);
    assert.ok(!existsSync(board.remote("all.bin")));
  });

  onBoard("upload --compile leaves the compiled file alone", PREPARED, async (board) => {
    writeFileSync(board.local("part.lua"), "print('part')\n");
    const { code, text } = await board.tool("upload", "part.lua", "--compile");
    assert.equal(code, 0, text);
    assert.ok(existsSync(board.remote("part.lc")));
    assert.ok(!existsSync(board.remote("part.lua")));
  });

  onBoard("run shows what a file prints", PREPARED, async (board) => {
    writeFileSync(board.remote("prog.lua"), "print('ran', 6 * 7)\nprint('twice')\n");
    // The flash is read again at a restart.
    const reset = await board.tool("reset", "--softreset");
    assert.equal(reset.code, 0, reset.text);
    const { code, text } = await board.tool("run", "prog.lua");
    assert.equal(code, 0, text);
    assert.match(text, /\nran\t42\ntwice\n/);
  });

  onBoard("reset --softreset waits for the board to be back", PREPARED, async (board) => {
    const { code, text } = await board.tool("reset", "--softreset");
    assert.equal(code, 0, text);
    assert.equal(board.events().filter(({ event }) => event === "boot").length, 2);
    assert.equal(board.events().find(({ event }) => event === "restart").cause, "restart");
  });

  onBoard("reset by DTR and RTS is refused by a pseudo terminal", PREPARED, async (board) => {
    const { text } = await board.tool("reset");
    assert.match(text, /Inappropriate ioctl for device, cannot set/);
    assert.equal(board.events().filter(({ event }) => event === "boot").length, 1);
  });

  const greeting = { ...PREPARED, "greet.lua": "print('greeted')\n" };
  onBoard("terminal is the console", greeting, async (board) => {
    const { child, said, ended } = board.start("terminal", "--run", "greet.lua");
    await until("the greeting", () => /\ngreeted\n\r\n> $/.test(said.text));
    child.stdin.write("for i = 1, 2 do\n");
    await until("the other prompt", () => />> $/.test(said.text));
    child.stdin.write("print('row', i) end\n");
    await until("the rows", () => /\nrow\t1\nrow\t2\n\r\n> $/.test(said.text));
    child.stdin.write("\x03");
    assert.equal(await ended, 0);
  });

  onBoard("mkfs erases the flash, which takes its seconds", PREPARED, async (board) => {
    const startedAt = Date.now();
    const { code, text } = await board.tool("mkfs", "--noninteractive");
    assert.equal(code, 0, text);
    assert.match(text, /File System created \| format done\./);
    assert.ok(Date.now() - startedAt >= 3000, "it took less than 3 s");
    assert.deepEqual(
      readdirSync(board.flash).filter((name) => !name.startsWith(".")),
      [],
    );
  });
});

describe("nodemcu-tool and a board as the firmware leaves it", () => {
  onBoard("is not recognised: there is no CR LF before the prompt", {}, async (board) => {
    const { code, text } = await board.tool("fsinfo");
    assert.notEqual(code, 0);
    assert.match(text, /Timeout, no response detected - is NodeMCU online/);
  });

  onBoard("with that alone, uploads nothing and calls it complete", PROMPT_ONLY, async (board) => {
    writeFileSync(board.local("lost.lua"), "print('lost')\n");
    const { code, text } = await board.tool("upload", "lost.lua");
    assert.equal(code, 0, text);
    assert.match(text, /File Transfer complete/);
    assert.ok(!existsSync(board.remote("lost.lua")));
    assert.match(readFileSync(board.log, "utf8"), /< Lua error: .*\(field 'open'\)/);
  });
});
