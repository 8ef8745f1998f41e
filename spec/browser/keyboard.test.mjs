// A keyboard alone is enough: where the focus goes, what is said of it, and what moves; real Chromium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openState } from "./page_states.mjs";
import { usePhone } from "./phone.mjs";

const SMALL = { width: 320, height: 568 };

const openPage = usePhone();

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
  const { page, close } = await openState(await openPage({ viewport: SMALL }), "list");
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
  const { page, close } = await openState(await openPage({ viewport: SMALL }), "code");
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
  const { page, close } = await openState(await openPage({ viewport: SMALL }), "password-wrong");
  t.after(close);
  const field = page.locator("#password");
  const hint = await field.getAttribute("aria-describedby");
  assert.equal(await page.locator(`#${hint}`).innerText(), "At least 8 characters.");
  assert.equal(await page.locator(`#${hint}`).getAttribute("aria-live"), "polite");
  assert.equal((await focused(page)).what, "password");
});

test("nothing turns for who wants less motion, and it is said in words", async (t) => {
  const empty = await openPage({ viewport: SMALL, reducedMotion: "reduce" });
  const { page, close } = await openState(empty, "joining");
  t.after(close);
  const spins = () =>
    page.locator(".spinner").evaluate((spinner) => getComputedStyle(spinner).animationName);
  assert.equal(await spins(), "none");
  assert.equal(await page.getByRole("status").innerText(), "This can take half a minute.");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  assert.notEqual(await spins(), "none");
});
