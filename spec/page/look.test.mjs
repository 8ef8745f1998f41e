// The colour of a program: whatever it is, what is drawn with it can be read.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FILE = join(dirname(fileURLToPath(import.meta.url)), "../../www/extra/look/colour.ts");
const { outputFiles } = await build({
  entryPoints: [FILE],
  bundle: true,
  format: "esm",
  write: false,
});
const { contrast, readable, styleOf, textOn } = await import(
  `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`
);

const LIGHT = ["#ffffff", "#f2f4f8"];
const DARK = ["#1a2029", "#0e1217"];
const PARTS = ["00", "33", "66", "99", "cc", "ff"];
const COLOURS = PARTS.flatMap((red) =>
  PARTS.flatMap((green) => PARTS.map((blue) => `#${red}${green}${blue}`)),
);

test("contrast is that of WCAG", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#777777", "#777777"), 1);
  // Known from its examples: the first grey that passes on white.
  assert.ok(contrast("#767676", "#ffffff") >= 4.5 && contrast("#777777", "#ffffff") < 4.5);
});

test("links of every colour can be read on all that stands behind them", () => {
  for (const backs of [LIGHT, DARK]) {
    for (const colour of COLOURS) {
      const shade = readable(colour, backs);
      for (const back of backs) assert.ok(contrast(shade, back) >= 4.5, `${colour} ${shade}`);
    }
  }
});

test("a colour that can be read stays as it is", () => {
  assert.equal(readable("#1257c9", LIGHT), "#1257c9");
  assert.equal(readable("#8ab6ff", DARK), "#8ab6ff");
  assert.notEqual(readable("#ffee58", LIGHT), "#ffee58");
});

test("words on a button of every colour can be read", () => {
  for (const colour of COLOURS) assert.ok(contrast(textOn(colour), colour) >= 4.5, colour);
});

test("a button of every colour stands out in both schemes", () => {
  for (const colour of COLOURS) {
    const fills = Array.from(styleOf(colour).matchAll(/background:(#\w+);color:(#\w+)/g));
    assert.equal(fills.length, 2);
    fills.forEach(([, fill, ink], scheme) => {
      for (const back of [LIGHT, DARK][scheme]) assert.ok(contrast(fill, back) >= 3, colour);
      assert.ok(contrast(fill, ink) >= 4.5, colour);
    });
  }
});

test("the backs are those of the page", async () => {
  const { readFileSync } = await import("node:fs");
  const css = readFileSync(new URL("../../www/page.css", import.meta.url), "utf8");
  const values = (name) =>
    Array.from(css.matchAll(new RegExp(`--${name}: (#\\w+)`, "g")), (m) => m[1]);
  assert.deepEqual(values("card"), ["#fff", DARK[0]]);
  assert.deepEqual(values("back"), [LIGHT[1], DARK[1]]);
});

test("nothing but a colour gets into a style", () => {
  for (const other of ["red", "#fff", "#12345g", "#123456;}", "url(x)", ""]) {
    assert.equal(styleOf(other), "", other);
  }
});
