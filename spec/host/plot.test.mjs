/** The plots of lines: everything is inside the frame, with room above the highest line. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plotLines } from "../../tools/plot.mjs";

/** Below the frame's upper edge, in the picture's own units. */
const ROOM = 5;

/** How far below the upper edge each line's highest point is. */
const topsOf = (svg) =>
  [...svg.matchAll(/<path aria-label="x: [^>]*? d="([^"]*)"/g)].map(([, d]) =>
    Math.min(...[...d.matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y))),
  );

describe("a plot of lines", () => {
  for (const highest of [79.58, 80, 81.5, 100]) {
    it(`leaves room above ${highest}`, async () => {
      const rows = [1, 2, 3].flatMap((x) => [
        { x, y: highest, series: "high" },
        { x, y: 42, series: "low" },
      ]);
      const tops = topsOf(await plotLines(rows, { x: "x", y: "y" }));
      assert.equal(tops.length, 2);
      assert.ok(Math.min(...tops) > ROOM, String(tops));
    });
  }
});
