// WCAG 2.2 AA of every state: axe, sizes, zoom, keyboard and motion, in real Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/browser.mjs";
import { findings } from "./axe_findings.mjs";
import { openState, STATES } from "./page_states.mjs";
import { HOME, SimulatedDevice } from "./simulated_device.mjs";

const PATIENCE_MS = 30000;
const SMALL = { width: 320, height: 568 };
/** A small phone, the same at 200 %, and an ordinary one at 200 %. */
const WIDTHS = [320, 160, 180];
const MIN_TARGET_PX = 24;
/** The least that a person may set: WCAG 1.4.12. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`;

let browser;
before(async () => (browser = await chromium.launch(findBrowser())));
after(() => browser?.close());

async function newContext(t, options = {}) {
  const context = await browser.newContext({ viewport: SMALL, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  t.after(() => context.close());
  return context;
}

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
    const { page, close } = await openState(await newContext(t), name);
    t.after(close);
    await check(page);
  });
}

test("the pages without JavaScript have no findings", async (t) => {
  const device = new SimulatedDevice();
  t.after(() => device.remove());
  await device.start();
  await device.event("ap_start");
  const context = await newContext(t, { deviceScaleFactor: 2 });
  const page = await context.newPage();
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

/** What has the focus: its id or class, and whether it can be seen to have it. */
const focused = (page) =>
  page.evaluate(() => {
    const target = document.activeElement;
    const box = target.getBoundingClientRect();
    const style = getComputedStyle(target);
    return {
      what: target.id || target.className || target.localName,
      isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      isOnScreen: box.top >= 0 && box.bottom <= window.innerHeight,
      isBelow: box.top,
    };
  });

async function tabTo(page, what) {
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    assert.ok(now.isMarked, `${now.what} does not show its focus`);
    assert.ok(now.isOnScreen, `${now.what} is not on the screen`);
    if (now.what === what) return;
  }
  assert.fail(`Tab never comes to ${what}`);
}

test("a keyboard alone is enough, and the focus goes where reading goes on", async (t) => {
  const { page, close } = await openState(await newContext(t), "list");
  t.after(close);
  const status = page.getByRole("status");
  await status.getByText(/Networks found/).waitFor();
  assert.equal((await focused(page)).what, "title");
  await tabTo(page, "again");
  await tabTo(page, "row");
  await page.keyboard.press("Enter");
  await page.locator("#password").waitFor();
  assert.equal((await focused(page)).what, "password");
  await page.keyboard.type("short");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#password").getAttribute("aria-invalid"), "true");
  assert.equal((await focused(page)).what, "password");
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).what, /quiet/);
  await page.keyboard.press("Space");
  assert.equal(await page.locator("#password").getAttribute("type"), "text");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type(" but longer");
  await page.keyboard.press("Enter");
  await page.locator(".spinner").waitFor();
  assert.equal((await focused(page)).what, "title");
  await status.getByText("This can take half a minute.").waitFor();
  await page.locator(".result + button").waitFor();
  assert.equal((await focused(page)).what, "title");
  await status.getByText("The device has joined Harbour Street 12.").waitFor();
  await tabTo(page, "quiet wide");
  await tabTo(page, "main");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "All done" }).waitFor();
  assert.equal((await focused(page)).what, "title");
});

test("the order of Tab is the order on the screen", async (t) => {
  const { page, close } = await openState(await newContext(t), "code");
  t.after(close);
  const seen = [];
  await page.locator("#title").focus();
  for (let presses = 0; presses < 5; presses += 1) {
    await page.keyboard.press("Tab");
    seen.push(await focused(page));
  }
  assert.deepEqual(
    seen.map(({ what }) => what),
    ["password", "quiet", "code", "main", "quiet"],
  );
  const absolute = await page.evaluate(() =>
    [...document.querySelectorAll("input, button")]
      .filter((target) => target.getClientRects().length > 0)
      .map((target) => Math.round(target.getBoundingClientRect().top / 20)),
  );
  assert.deepEqual(
    absolute,
    [...absolute].sort((one, other) => one - other),
  );
});

test("an error is said with its field, and what is below stays reachable", async (t) => {
  const { page, close } = await openState(await newContext(t), "password-wrong");
  t.after(close);
  const field = page.locator("#password");
  const hint = await field.getAttribute("aria-describedby");
  assert.equal(await page.locator(`#${hint}`).innerText(), "At least 8 characters.");
  assert.equal(await page.locator(`#${hint}`).getAttribute("aria-live"), "polite");
  assert.equal((await focused(page)).what, "password");
});

test("nothing turns for who wants less motion, and it is said in words", async (t) => {
  const context = await newContext(t, { reducedMotion: "reduce" });
  const { page, close } = await openState(context, "joining");
  t.after(close);
  const spins = () =>
    page.locator(".spinner").evaluate((spinner) => getComputedStyle(spinner).animationName);
  assert.equal(await spins(), "none");
  assert.equal(await page.getByRole("status").innerText(), "This can take half a minute.");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  assert.notEqual(await spins(), "none");
});
