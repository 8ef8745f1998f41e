/**
 * make conformance against a simulated board on a pseudo terminal: the same TAP as in the simulator,
 * resets, a board that says wrong things.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createTapReader } from "../../tools/board/tap_reader.mjs";
import { ROOT } from "../../tools/fresh_folder.mjs";
import { runCommand, startBoard } from "./board_line.mjs";

/** Bytes take no time on the simulated line: it is as fast as a line can be. */
const FAST = ["--baud", "921600"];
const PLACE = ["free pins", "empty flash", "stock build"].flatMap((one) => ["--with", one]);
/** Cases that the simulator plays a second host or the air for; on a serial line nobody does. */
const NEEDS_PARTNER = / # SKIP needs (radio|second host|a fault on request)$/;
const NEEDS_MODULE = / # SKIP needs module \w+$/;

const verdicts = (tap) => tap.split("\n").filter((line) => /^(not )?ok /.test(line));
const withoutReason = (line) => line.replace(/ # SKIP .*/, "");

/** What the simulator runs on. */
const LUA = existsSync(join(ROOT, "build/lua32/lua")) ? "build/lua32/lua" : "lua5.3";

function inTheSimulator() {
  const { stdout, status } = spawnSync(LUA, ["spec/firmware.lua"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout);
  return verdicts(stdout);
}

describe("make conformance", () => {
  it("gives the same TAP over the serial line as in the simulator", async (t) => {
    const board = await startBoard(t, {
      argv: ["--speed", "4"],
      files: { "init.lua": "print('the user')" },
    });
    const { status, out, all } = await runCommand(t, "conformance", board.port, ...FAST, ...PLACE);
    assert.equal(status, 0, all);
    const wanted = inTheSimulator();
    const got = verdicts(out);
    assert.equal(got.length, wanted.length);
    got.forEach((line, index) => {
      const here = wanted[index];
      if (NEEDS_PARTNER.test(line) || NEEDS_MODULE.test(line)) {
        assert.equal(withoutReason(line), withoutReason(here));
      } else {
        assert.equal(line, here);
      }
    });
    assert.match(
      out,
      new RegExp(`\n1\\.\\.${wanted.length}\n# \\d+ passed, 0 failed, \\d+ skipped\n$`),
    );
    assert.equal(board.read("init.lua"), "print('the user')");
    assert.deepEqual(
      board.names().filter((name) => !name.startsWith(".")),
      ["init.lua", "keep.txt"],
    );
  });

  it("runs the parts that are asked for, and fails when a case does", async (t) => {
    const board = await startBoard(t, { argv: ["--modules", "crypto"] });
    const { status, out } = await runCommand(
      t,
      "conformance",
      board.port,
      ...FAST,
      "--part",
      "5_0",
      "--with",
      "stock build",
    );
    assert.equal(status, 1);
    assert.match(
      out,
      /^not ok 3 - 5\.0 a stock build has no sjson.*\n# 5_0_modules\.lua:\d+: crypto: wanted nil/m,
    );
    assert.match(out, /\n1\.\.4\n# 3 passed, 1 failed, 0 skipped\n$/);
  });

  it("says that no part begins so", async (t) => {
    const { status, err } = await runCommand(
      t,
      "conformance",
      join(ROOT, "no-port"),
      "--part",
      "9_9",
    );
    assert.equal(status, 1);
    assert.equal(err, "No part of spec/firmware begins with 9_9.\n");
  });
});

describe("the reader of a device's TAP", () => {
  function read(...lines) {
    const seen = [];
    const reader = createTapReader({
      verdict: ({ ok, skipped, number, problem }) => seen.push({ ok, skipped, number, problem }),
      detail: (text) => seen.push(text),
      end: (part) => seen.push(`end ${part}`),
      busy: () => seen.push("busy"),
      lost: () => seen.push("lost"),
    });
    lines.forEach(reader);
    return seen;
  }

  it("takes verdicts from behind prompts, with their reasons", () => {
    const seen = read("> ok 1 - 1.1 a", "ok 2 - 1.1 b # SKIP needs radio", "# end of part.lua");
    assert.deepEqual(seen, [
      { ok: true, skipped: undefined, number: 1, problem: undefined },
      { ok: true, skipped: "needs radio", number: 2, problem: undefined },
      "end part.lua",
    ]);
  });

  it("fails a case whose text the console never showed, or showed against its will", () => {
    const seen = read(
      "a\tb",
      "# console: a\\tb\\n",
      "ok 1 - c",
      "# console: a",
      "ok 2 - d",
      "x",
      "# no console: x",
      "ok 3 - e",
    );
    assert.deepEqual(
      seen.map(({ ok, problem }) => [ok, problem]),
      [
        [true, undefined],
        [false, "the console never showed: a"],
        [false, "the console showed: x"],
      ],
    );
  });

  it("hands on what a device says about a failure, and nothing else", () => {
    const seen = read("not ok 1 - a", "# why", "# where", "other", "# later", "# busy");
    assert.deepEqual(seen.slice(1), ["why", "where", "busy"]);
  });
});
