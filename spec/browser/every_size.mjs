// A page in every size that has to do, light and dark: nothing is cut off. Pictures for people to look at.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";

export const SIZES = [
  { width: 360, height: 740 },
  { width: 320, height: 568 },
];
/** A folder for pictures of every state. */
const PICTURES = process.env.PICTURES;
if (PICTURES) mkdirSync(PICTURES, { recursive: true });

/** @param inScheme called once in each colour scheme, before the sizes */
export async function lookInEverySize(page, name, inScheme = async () => {}) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await inScheme();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const overflow = await page.evaluate(
        () => document.scrollingElement.scrollWidth - window.innerWidth,
      );
      assert.ok(overflow <= 0, `${name}: ${overflow} pixels too wide at ${size.width}`);
      if (!PICTURES) continue;
      const path = `${PICTURES}/${name}-${size.width}-${colorScheme}.png`;
      await page.screenshot({ path, animations: "disabled", fullPage: true });
    }
  }
}
