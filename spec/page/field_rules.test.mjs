// The browser's check of an application's fields. The device's twin reads the same rules: spec/field_rules_spec.lua.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { build } from "esbuild";
import { OLDEST_BROWSERS } from "../../tools/build_page.mjs";

const { outputFiles } = await build({
  entryPoints: ["www/extra/fields/rules.ts"],
  bundle: true,
  write: false,
  format: "esm",
  target: OLDEST_BROWSERS,
});
const code = Buffer.from(outputFiles[0].contents).toString("base64");
const { inWords, problemOf } = await import(`data:text/javascript;base64,${code}`);

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
      assert.equal(typeof problem?.says, "string", text);
      for (const [, name] of problem.says.matchAll(/\{(\w+)\}/g)) {
        assert.equal(typeof problem.values[name], "string", name);
      }
    }
  });
}

test("a label is in the phone's language where there is one", () => {
  const label = { fr: "Pièce", de: "Zimmer", en: "Room" };
  assert.equal(inWords("Raum", ["de"]), "Raum");
  assert.equal(inWords(label, ["de-AT", "fr"]), "Zimmer");
  assert.equal(inWords(label, ["ja", "fr"]), "Pièce");
  assert.equal(inWords(label, ["ja"]), "Room");
  assert.equal(inWords({ "pt-BR": "Sala", pt: "Divisão" }, ["pt-BR"]), "Sala");
  assert.equal(inWords({ fr: "Pièce" }, ["ja"]), "Pièce");
  assert.equal(inWords(label, ["constructor"]), "Room");
});
