// The browser's check of an application's fields. The device's twin reads the same rules: spec/field_rules_spec.lua.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { build } from "esbuild";
import { OLDEST_BROWSERS } from "../../tools/build_page.mjs";

const { outputFiles } = await build({
  stdin: {
    contents: 'export * from "./extra/fields/rules.ts"; export { texts } from "./text.ts";',
    resolveDir: "www",
  },
  bundle: true,
  write: false,
  format: "esm",
  target: OLDEST_BROWSERS,
});
const code = Buffer.from(outputFiles[0].contents).toString("base64");
const { problemOf, texts, wordsFor } = await import(`data:text/javascript;base64,${code}`);

/** The page gets the options as pairs. */
function asTold(field) {
  const options = field.options?.map((value) => [value, value]);
  return { name: "x", label: "X", ...field, ...(options && { options }) };
}

for (const { field, right, wrong } of JSON.parse(readFileSync("spec/field_rules.json", "utf8"))) {
  test(`the browser checks ${JSON.stringify(field)} as the device does`, () => {
    for (const text of right) assert.equal(problemOf(asTold(field), text), undefined, text);
    for (const text of wrong) {
      const problem = problemOf(asTold(field), text);
      assert.ok(texts[problem?.says], text);
      for (const [, name] of texts[problem.says].matchAll(/\{(\w+)\}/g)) {
        assert.equal(typeof problem.values[name], "string", name);
      }
    }
  });
}

test("a label is in the phone's language where there is one", () => {
  const label = { fr: "Pièce", de: "Zimmer", en: "Room" };
  assert.equal(wordsFor("Raum", ["de"]), "Raum");
  assert.equal(wordsFor(label, ["de-AT", "fr"]), "Zimmer");
  assert.equal(wordsFor(label, ["ja", "fr"]), "Pièce");
  assert.equal(wordsFor(label, ["ja"]), "Room");
  assert.equal(wordsFor({ "pt-BR": "Sala", pt: "Divisão" }, ["pt-BR"]), "Sala");
  assert.equal(wordsFor({ fr: "Pièce" }, ["ja"]), "Pièce");
  assert.equal(wordsFor(label, ["constructor"]), "Room");
});
