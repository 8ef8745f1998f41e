/** SVG to PNG, by the Chromium that the tests use too. */
import { chromium } from "playwright-core";
import { findBrowser } from "../browser.mjs";

const DOTS_PER_MM = 300 / 25.4;
/** What CSS takes for a millimetre. */
const PIXELS_PER_MM = 96 / 25.4;

/** @param {(render: (drawing) => Promise<Buffer>) => Promise<void>} use gets a function that renders */
export async function withRenderer(use) {
  const browser = await chromium.launch(findBrowser());
  try {
    const page = await browser.newPage({ deviceScaleFactor: DOTS_PER_MM / PIXELS_PER_MM });
    await use(async ({ svg, widthMm, heightMm }) => {
      const size = { width: widthMm * PIXELS_PER_MM, height: heightMm * PIXELS_PER_MM };
      const viewport = { width: Math.ceil(size.width), height: Math.ceil(size.height) };
      await page.setViewportSize(viewport);
      await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
      return page.screenshot({ clip: { x: 0, y: 0, ...size } });
    });
  } finally {
    await browser.close();
  }
}
