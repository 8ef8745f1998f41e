/** Animated PNGs: as the document has them, and as Chromium shows them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { chromium } from "playwright-core";
import { PNG } from "pngjs";
import { animate, decodeChunks } from "../../tools/animation.mjs";
import { findBrowser } from "../../tools/browser.mjs";

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];
const HELD_MS = 60000;

/** One colour all over. */
function plain(colour, width = 4) {
  const image = new PNG({ width, height: 4 });
  for (let at = 0; at < image.data.length; at += 4) image.data.set(colour, at);
  return PNG.sync.write(image);
}

/** The colour that a browser shows after a while. */
async function seenAfter(png, delayMs) {
  const browser = await chromium.launch(findBrowser());
  try {
    const page = await browser.newPage({ viewport: { width: 4, height: 4 } });
    const address = `data:image/png;base64,${png.toString("base64")}`;
    await page.setContent(`<style>body{margin:0}img{display:block}</style><img src="${address}">`);
    await page.waitForTimeout(delayMs);
    return [...PNG.sync.read(await page.screenshot()).data.subarray(0, 4)];
  } finally {
    await browser.close();
  }
}

describe("an animated PNG", () => {
  const two = [
    { png: plain(RED), shownMs: 200 },
    { png: plain(BLUE), shownMs: HELD_MS },
  ];

  it("is its first picture for who knows no animations", () => {
    const { width, data } = PNG.sync.read(animate(two));
    assert.deepEqual([width, ...data.subarray(0, 4)], [4, ...RED]);
  });

  it("numbers its frames and says how many there are", () => {
    const chunks = decodeChunks(animate(two));
    const types = chunks.map(({ type }) => type);
    assert.deepEqual(types, ["IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "IEND"]);
    assert.equal(chunks[1].data.readUInt32BE(0), 2);
    const numbers = [2, 4, 5].map((index) => chunks[index].data.readUInt32BE(0));
    assert.deepEqual(numbers, [0, 1, 2]);
  });

  it("shows one picture after the other in a browser", async () => {
    assert.deepEqual(await seenAfter(animate(two), 1500), BLUE);
    const held = [{ ...two[0], shownMs: HELD_MS }, two[1]];
    assert.deepEqual(await seenAfter(animate(held), 1500), RED);
  });

  it("is not made of pictures of two sizes", () => {
    const odd = [two[0], { png: plain(BLUE, 8), shownMs: 100 }];
    assert.throws(() => animate(odd), /of one size and kind/);
  });
});

describe("the animation in the README", () => {
  it("has as many frames as it says, all of a phone's size", () => {
    const file = readFileSync(new URL("../../docs/images/setup.png", import.meta.url));
    const chunks = decodeChunks(file);
    const frames = chunks.filter(({ type }) => type === "fcTL").map(({ data }) => data);
    assert.equal(chunks.find(({ type }) => type === "acTL").data.readUInt32BE(0), frames.length);
    assert.ok(frames.length >= 5);
    for (const data of frames) {
      assert.deepEqual([data.readUInt32BE(4), data.readUInt32BE(8)], [360, 740]);
    }
  });
});
