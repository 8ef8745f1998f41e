// WCAG 2.2 AA of every state: axe, sizes and zoom, in real Chromium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe_findings.mjs";
import { openState, STATES } from "./page_states.mjs";
import { usePhone } from "./phone.mjs";
import { HOME, SimulatedDevice } from "./simulated_device.mjs";

const SMALL = { width: 320, height: 568 };
/** A small phone, the same at 200 %, and an ordinary one at 200 %. */
const WIDTHS = [320, 160, 180];
const MIN_TARGET_PX = 24;
/** The least that a person may set: WCAG 1.4.12. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`;

const openPage = usePhone();

const tooWide = (page) =>
  page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);

/** What is smaller than a finger needs; links within a sentence are free. */
const smallTargets = (page) =>
  page.evaluate(
    (least) =>
      [...document.querySelectorAll("button, input, select, a")]
        .filter((target) => target.getClientRects().length > 0 && !target.closest("p"))
        .map((target) => target.closest("label") ?? target)
        .map((target) => ({ html: target.outerHTML, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width < least || box.height < least)
        .map(({ html }) => html),
    MIN_TARGET_PX,
  );

async function check(page) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await findings(page), [], colorScheme);
  }
  assert.deepEqual(await smallTargets(page), []);
  assert.doesNotMatch(await page.locator("body").innerText(), /\bundefined\b|\bNaN\b|\{\w+\}/);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: SMALL.height });
    const excess = await tooWide(page);
    assert.ok(excess <= 0, `${excess} pixels too wide at ${width}`);
  }
  await page.setViewportSize(SMALL);
  await page.addStyleTag({ content: SPACED });
  assert.ok((await tooWide(page)) <= 0, "too wide with more space between letters");
  assert.deepEqual(
    await page.evaluate(() =>
      [...document.querySelectorAll("button, .card, #live")]
        .filter((box) => box.scrollHeight > box.clientHeight + 1 && box.clientHeight > 0)
        .map((box) => box.outerHTML),
    ),
    [],
    "cut off with more space between letters",
  );
}

for (const name of Object.keys(STATES)) {
  test(`${name} has no findings, at 320 pixels and at 200 %, in the dark as well`, async (t) => {
    const { page, close } = await openState(await openPage({ viewport: SMALL }), name);
    t.after(close);
    await check(page);
  });
}

test("the pages without JavaScript have no findings", async (t) => {
  const device = new SimulatedDevice();
  t.after(() => device.remove());
  await device.start();
  await device.event("ap_start");
  const page = await openPage({ viewport: SMALL, deviceScaleFactor: 2 });
  for (const path of ["status", "plain?scan=1"]) {
    await page.goto(`${device.url}${path}`);
    await check(page);
  }
  await page.locator("#n").fill("Home & Garden");
  await page.locator("#p").fill("short");
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("alert").waitFor();
  await check(page);
  await page.getByRole("link", { name: "Choose a network" }).click();
  await page.locator("#n").fill(HOME.ssid);
  await page.locator("#p").fill(HOME.password);
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("heading", { name: "Connected" }).waitFor();
  await check(page);
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "All done" }).waitFor();
  await check(page);
});
