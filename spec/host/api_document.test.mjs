/** docs/api.md: fresh, whole, and made of doc comments that tell what a reader needs. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { publicModules, readApi } from "../../tools/api/read.mjs";
import { faultsOfApi, writeApi } from "../../tools/api/write.mjs";
import { ROOT } from "../../tools/fresh_folder.mjs";

const api = readApi();
const written = writeApi(api);

/** The names that a module gives to programs, as its Lua has them. */
function exportedNames(name) {
  const lua = readFileSync(join(ROOT, "lua-out", `${name}.lua`), "utf8");
  return [...lua.matchAll(/^(?:function )?____exports\.(\w+)/gm)].map(([, field]) => field);
}

describe("docs/api.md", () => {
  it("is fresh", () => {
    const present = readFileSync(join(ROOT, "docs/api.md"), "utf8");
    assert.ok(present === written, "docs/api.md is stale: run `make api`");
  });

  it("tells of each public function what it takes, when it gives nothing, and shows its use", () => {
    assert.deepEqual(faultsOfApi(api), []);
  });

  it("has each name that the Lua of a public module exports", () => {
    const missing = publicModules().flatMap((name) =>
      exportedNames(name)
        .filter((field) => !new RegExp(`^### \`${name}\\.${field}[\`(]`, "m").test(written))
        .map((field) => `${name}.${field}`),
    );
    assert.deepEqual(missing, []);
    assert.ok(exportedNames("scheduler").includes("CancelJob"), "names are found");
  });

  it("shows how a function is called in Lua and in TypeScript", () => {
    for (const line of [
      "### `wifi_setup.connectOrSetup([options], [done])`",
      "- TypeScript: `connectOrSetup(options?: Options, done?: OnDone): void`",
      "#### `hub:broadcast(text)`",
      "#### `timer.restart(delayMs)`",
      "- Raises for any other count, and for a unit that there is not",
    ]) {
      assert.ok(written.includes(`\n${line}\n`), line);
    }
  });
});

describe("a doc comment that tells too little", () => {
  const entry = {
    kind: "function",
    name: "wait",
    text: "Waits. Raises when it can't.",
    parameters: [{ name: "delayMs", type: "number" }],
    params: new Map(),
    result: "number | undefined",
    returns: undefined,
    throws: [],
    examples: [],
  };
  const faultsOf = (changes) =>
    faultsOfApi({ modules: [{ name: "clock", entries: [{ ...entry, ...changes }] }], types: [] });

  it("is told by one sentence for each thing that it lacks", () => {
    assert.deepEqual(faultsOf({}), [
      "clock.wait has no example",
      "clock.wait does not tell what delayMs may be",
      "clock.wait does not tell when it returns nothing",
      "clock.wait raises without @throws",
    ]);
  });

  it("is no fault once it tells all of that", () => {
    const params = new Map([["delayMs", "10 to 1000"]]);
    const text = "Waits.";
    const returns = "the time, or nothing";
    assert.deepEqual(faultsOf({ params, text, returns, examples: ["clock.wait(10)"] }), []);
  });
});
