/** Every command of ours says what it does, and tells a wrong option in one sentence. */
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { fold, forReader } from "../../tools/fold_text.mjs";
import { terminalText } from "../../tools/terminal_text.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LIMIT_MS = 60000;

/** What a header or the Makefile calls by "node PATH". */
function commands() {
  const texts = ["tools", "bench"]
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, name)),
    )
    .filter((path) => path.endsWith(".mjs"))
    .map((path) => readFileSync(join(ROOT, path), "utf8").split("*/")[0]);
  texts.push(readFileSync(join(ROOT, "Makefile"), "utf8"));
  const found = texts.join("\n").matchAll(/\bnode ((?:tools|bench)\/[\w/]+\.mjs)/g);
  return [...new Set([...found].map(([, path]) => path)), "bench/check.mjs", "bin/nodemcu-sim"];
}

/** Gives the exit status, and what it wrote. */
const run = (path, option) =>
  new Promise((resolve) => {
    const settings = { cwd: ROOT, timeout: LIMIT_MS };
    execFile(process.execPath, [path, option], settings, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : error.code, stdout, stderr }),
    );
  });

/** Of a usual terminal, without the last one: some break a line that fills it. */
const COLUMNS = 79;

function assertFits(text) {
  const tooLong = text.split("\n").filter((line) => line.length > COLUMNS);
  assert.deepEqual(tooLong, [], `longer than ${COLUMNS} columns`);
}

describe("a command", { concurrency: 2 }, () => {
  it("is found by its call", () => assert.ok(commands().length > 20));

  for (const path of commands()) {
    it(`${path} answers --help`, async () => {
      const { status, stdout, stderr } = await run(path, "--help");
      assert.equal(status, 0, stderr);
      assert.notEqual(stdout.trim(), "");
      assert.equal(stderr, "");
      assertFits(stdout);
    });

    it(`${path} tells a wrong option in one sentence`, async () => {
      const { status, stdout, stderr } = await run(path, "--nonsense");
      assert.equal(status, 2, stdout + stderr);
      assert.match(stderr.trim(), /^[^\n]+$/);
      assert.equal(stdout, "");
    });
  }
});

describe("what helps", () => {
  it("of make and of wifi-provision fits a terminal too", async () => {
    assertFits((await run("bin/wifi-provision", "--help")).stdout);
    const help = execFileSync("make", ["-s", "help"], { cwd: ROOT, encoding: "utf8" });
    assert.match(help, /^make help .*\n(?:make [a-z-]+ .+\n){20}/);
    assertFits(help);
  });

  it("is named as its user types it", async () => {
    const ways = [
      ["tools/label/main.mjs", "make label ARGS=--help"],
      ["tools/board/upload.mjs", "make upload ARGS=--help"],
      ["tools/flash/main.mjs", "make flash ARGS=--help"],
      ["tools/mutants.mjs", "make mutants ARGS=--help"],
      ["tools/sim.mjs", 'make sim ARGS="--help"'],
      ["bin/nodemcu-sim", "nodemcu-sim --help"],
    ];
    for (const [path, way] of ways) {
      const { stderr } = await run(path, "--nonsense");
      assert.ok(stderr.includes(way), stderr);
    }
  });
});

describe("a text for a terminal", () => {
  it("is broken between words, and never inside one", () => {
    assert.equal(fold("one two three", 7), "one two\nthree");
    assert.equal(fold("one two three", 8, "  "), "one two\n  three");
    assert.equal(fold("a/very/long/path b", 6), "a/very/long/path\nb");
    assert.equal(fold("to a/very/long/path", 6, "  "), "to\n  a/very/long/path");
    assert.equal(fold("  stays as it is\nfits", 6), "  stays as it is\nfits");
  });

  it("stays one line for programs", () => {
    const text = `${"word ".repeat(40)}end`;
    assert.equal(forReader({ isTTY: false }, text), text);
    assertFits(forReader({ isTTY: true, columns: 0 }, text));
    assert.equal(forReader({ isTTY: true, columns: 11 }, "some words here"), "some words\n  here");
  });

  it("has no marks of Markdown, and paths that lead somewhere from the project", () => {
    const markdown =
      "Look at `it` in\n[page/](page), or [here](https://a.b/).\n\n```sh\ncurl  a\n```\n\nSee [x](../../docs/x.md).\n";
    assert.equal(
      terminalText(markdown, "examples/demo"),
      "Look at it in examples/demo/page, or here (https://a.b/).\n\ncurl  a\n\nSee docs/x.md.",
    );
  });
});
