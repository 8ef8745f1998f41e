/** What `make sizes` prints. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { describeSizes, measureParts } from "../../tools/sizes.mjs";

const MODULES = new URL("../../types/package/modules.d.ts", import.meta.url);

it("measures every part, at work too", () => {
  for (const part of measureParts()) {
    const { name, fileCount, flashBytes, loadedBytes, servingBytes } = part;
    assert.ok(fileCount > 0 && flashBytes > 100, name);
    assert.ok(loadedBytes > 500 && servingBytes > 0, `${name}: ${loadedBytes}, ${servingBytes}`);
  }
});

it("leaves no public module out", () => {
  const text = readFileSync(MODULES, "utf8");
  const modules = [...text.matchAll(/^declare module "(\w+)"/gm)].map(([, name]) => name);
  const inParts = new Set(measureParts().flatMap((part) => part.allModules));
  assert.deepEqual(
    modules.filter((name) => !inParts.has(name)),
    [],
  );
});

it("says which Lua was measured, and what is uploaded", () => {
  const text = describeSizes();
  assert.match(text, /^part +files +flash B +loaded B +serving B/);
  assert.match(text, /\nHeap: .* Lua/);
  assert.match(text, /\nWiFi setup: Lua, page, init\.lua +\d+ +\d+\neverything +\d+ +\d+$/);
});
