// How long the portal stays for a page, and what the page does at the end: real Chromium, a pretended device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lookInEverySize } from "./every_size.mjs";
import { join, NETWORK, usePretendedDevice } from "./pretended_device.mjs";

/** Of the page, when it says that somebody is there. */
const PERIOD_MS = 20000;
const ANDROID_SHEET =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36";
const IPHONE_SHEET =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

const openDevice = usePretendedDevice();
let page;
let server;

async function open(mood, options) {
  ({ page, server } = await openDevice(mood, options));
}

const heading = (name) => page.getByRole("heading", { name }).waitFor();
const button = (name) => page.getByRole("button", { name, exact: true });
const alivePosts = () => server.posts.filter(({ path }) => path === "/api/alive");

test("the last minute is counted, and Stay makes it more", async () => {
  await open("closing");
  const closing = page.getByText(/The setup network goes off in \d+ seconds/).first();
  await closing.waitFor();
  const first = Number(/\d+/.exec(await closing.innerText())[0]);
  assert.ok(first <= 40 && first > 20, `${first}`);
  await lookInEverySize(page, "closing");
  await page.waitForFunction(
    (before) => Number(/off in (\d+)/.exec(document.body.innerText)?.[1]) < before,
    first,
  );
  await button("Stay").click();
  await closing.waitFor({ state: "hidden" });
  assert.equal(alivePosts().at(-1).form.timeout, "85");
});

test("nothing is counted where no end is in sight", async () => {
  let asked;
  const prepare = (empty) => void (asked = empty.waitForResponse("**/api/alive"));
  await open("fine", { prepare });
  assert.deepEqual(await (await asked).json(), { closesIn: null });
  // It counts once a second.
  await page.waitForTimeout(1500);
  assert.equal(await button("Stay").isVisible(), false);
});

for (const [name, userAgent] of Object.entries({ Android: ANDROID_SHEET, iPhone: IPHONE_SHEET })) {
  test(`the sheet of ${name} loads the page once more at the end, so that it looks`, async () => {
    await open("fine", { userAgent });
    await join(page);
    await button("Finish").click();
    await page.waitForURL("**/?done");
    await heading("All done");
    assert.ok(alivePosts().some(({ form }) => form.done === "1"));
    const loads = await page.evaluate(() => performance.getEntriesByType("navigation").length);
    assert.equal(loads, 1);
    await page.waitForTimeout(1500);
    assert.ok(page.url().endsWith("/?done"));
  });
}

test("a browser stays where it is at the end", async () => {
  await open("fine");
  await join(page);
  await button("Finish").click();
  await heading("All done");
  await page.waitForTimeout(1500);
  assert.equal(page.url(), server.url);
});

test("a page that nobody touches holds the portal for five minutes, a touch for five more", async () => {
  await open("fine", { prepare: (empty) => empty.clock.install() });
  await page.getByRole("button", { name: NETWORK }).waitFor();
  // One period after the other, as they come: a browser has six connections at a time.
  async function holds() {
    const before = alivePosts().length;
    for (let period = 0; period < 20; period += 1) {
      await page.clock.runFor(PERIOD_MS);
      await page.evaluate(() => fetch("/api/status"));
    }
    return alivePosts().length - before;
  }
  assert.equal(await holds(), 15);
  assert.ok(alivePosts().every(({ form }) => form.timeout === "85"));
  assert.equal(await holds(), 0);
  await page.getByRole("button", { name: NETWORK }).click();
  assert.equal(await holds(), 15);
});
