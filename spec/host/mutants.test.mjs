/** spec/mutants.json keeps up with lua-out: `make mutants` takes minutes, this takes none. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const mutants = JSON.parse(readFileSync(join(ROOT, "spec/mutants.json"), "utf8"));

describe("each mutant", () => {
  it("has its text once in its file, changes it, and has a spec", () => {
    for (const { promise, file, text, replacement, spec } of mutants) {
      const lua = readFileSync(join(ROOT, "lua-out", `${file}.lua`), "utf8");
      assert.equal(lua.split(text).length, 2, `${file}: ${promise}: mend spec/mutants.json`);
      assert.notEqual(text, replacement, promise);
      assert.ok(existsSync(join(ROOT, "spec", `${spec}.lua`)), `${spec} is no spec`);
    }
  });

  it("has a name of its own", () => {
    const names = mutants.map(({ file, promise }) => `${file}: ${promise}`);
    assert.equal(new Set(names).size, names.length);
  });
});
