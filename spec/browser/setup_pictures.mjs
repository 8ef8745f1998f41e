// The documents' pictures of a setup: with SCREENSHOTS=1 its test leaves them in docs/images.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { animate } from "../../tools/animation.mjs";
import { DEVICE_PORT } from "../../tools/browser.mjs";
import { PHONE } from "./phone.mjs";

const IMAGES = new URL("../../docs/images/", import.meta.url);
const KEPT = process.env.SCREENSHOTS === "1";
const JOURNEY = ["1-networks", "2-password", "3-joining", "4-connected"];

/** The address is in the pictures: at this port it is the device's own one. */
export const HOST_PORT = KEPT ? DEVICE_PORT : 0;

if (KEPT) mkdirSync(IMAGES, { recursive: true });

/** What the animation in the README shows, and for how long. */
const frames = [];

export async function keep(page, name, options = {}) {
  if (!KEPT) return;
  const path = new URL(`${name}.png`, IMAGES).pathname;
  await page.screenshot({ path, animations: "disabled", ...options });
}

export async function frame(page, shownMs) {
  if (KEPT) frames.push({ png: await page.screenshot({ animations: "disabled" }), shownMs });
}

/** The four pictures of a setup in a row, for the README where nothing may move; and the animation. */
export async function finish(openPage) {
  if (!KEPT) return;
  const sources = JOURNEY.map((name) => {
    const bytes = readFileSync(new URL(`${name}.png`, IMAGES));
    return `<img src="data:image/png;base64,${bytes.toString("base64")}">`;
  });
  const width = JOURNEY.length * (PHONE.width + 24) + 24;
  const strip = await openPage({ viewport: { width, height: PHONE.height + 48 } });
  await strip.setContent(
    `<style>body{margin:0;padding:24px;display:flex;gap:24px;background:#c3cad5}
     img{border-radius:24px;box-shadow:0 4px 16px #0005}</style>${sources.join("")}`,
  );
  await strip.screenshot({ path: new URL("journey.png", IMAGES).pathname });
  writeFileSync(new URL("setup.png", IMAGES), animate(frames));
}
