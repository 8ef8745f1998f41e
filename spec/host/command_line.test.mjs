/** Every command of ours says what it does, and tells a wrong option in one sentence. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

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

describe("a command", { concurrency: 2 }, () => {
  it("is found by its call", () => assert.ok(commands().length > 20));

  for (const path of commands()) {
    it(`${path} answers --help`, async () => {
      const { status, stdout, stderr } = await run(path, "--help");
      assert.equal(status, 0, stderr);
      assert.notEqual(stdout.trim(), "");
      assert.equal(stderr, "");
    });

    it(`${path} tells a wrong option in one sentence`, async () => {
      const { status, stdout, stderr } = await run(path, "--nonsense");
      assert.equal(status, 2, stdout + stderr);
      assert.match(stderr.trim(), /^[^\n]+$/);
      assert.equal(stdout, "");
    });
  }
});
