// A simulated device whose page real Chromium opens at 192.168.4.1, by a wire that keeps what is said.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach } from "node:test";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/browser.mjs";
import { PATIENCE_MS, PHONE } from "./phone.mjs";
import { SimulatedDevice } from "./simulated_device.mjs";
import { startWire } from "./wire.mjs";

/** As on the access point, not 127.0.0.1: only there a browser has no more than http offers. */
const ADDRESS = "http://192.168.4.1/";

/**
 * For a test file: what a test started ends after it, and an error in a page fails it.
 * @returns `start` gives the device of this air, in setup, with `files` (name to text) on its flash;
 * `show` opens its page with playwright's options for a context, and gives the page and its wire
 */
export function useTappedDevice() {
  const closers = [];
  const errors = [];
  let device;

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    assert.deepEqual(errors.splice(0), [], "errors in the page");
  });

  async function start(air, { files = {}, ...options }) {
    device = new SimulatedDevice(air, options);
    closers.push(() => device.remove());
    mkdirSync(device.flash, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(device.flash, name), text);
    await device.start();
    await device.event("ap_start");
    return device;
  }

  async function show(context = {}) {
    const wire = await startWire(Number(new URL(device.url).port));
    closers.push(wire.close);
    const { args, ...launch } = findBrowser();
    const rule = `--host-resolver-rules=MAP 192.168.4.1:80 127.0.0.1:${wire.port}`;
    const browser = await chromium.launch({ ...launch, args: [...args, rule] });
    closers.push(() => browser.close());
    const options = { viewport: PHONE, locale: "en-GB", ...context };
    const page = await (await browser.newContext(options)).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on("pageerror", (error) => errors.push(`${error}`));
    await page.goto(ADDRESS);
    return { page, wire };
  }

  return { start, show };
}
