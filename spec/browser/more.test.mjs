// What more.js and look.js add to the page, in real Chromium; a pretended device.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/browser.mjs";
import { startPageServer } from "../../tools/page_server.mjs";
import { lookInEverySize, SIZES } from "./every_size.mjs";

const PATIENCE_MS = 30000;
const NETWORK = "Harbour Street 12";
const PASSWORD = "correct horse";
/** Of the page, when it says that somebody is there. */
const PERIOD_MS = 20000;
const ANDROID_SHEET =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36";
const IPHONE_SHEET =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

let browser;
let server;
let page;

before(async () => {
  browser = await chromium.launch(findBrowser());
});
after(() => browser?.close());
afterEach(async () => {
  await page?.context().close();
  server?.close();
});

async function open(mood, options = {}) {
  server = await startPageServer({ mood });
  page = await (await browser.newContext({ viewport: SIZES[0], ...options })).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on("pageerror", (error) => assert.fail(`${error}`));
  await page.goto(server.url);
}

async function join() {
  await page.getByRole("button", { name: NETWORK }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Join", exact: true }).click();
}

const look = (name) => lookInEverySize(page, name);

const heading = (name) => page.getByRole("heading", { name }).waitFor();
const button = (name) => page.getByRole("button", { name, exact: true });
const alivePosts = () => server.posts.filter(({ path }) => path === "/api/alive");

test("the result is a link, can be copied, and says where to go next", async () => {
  await open("named", { permissions: ["clipboard-read"] });
  await join();
  await heading("Connected");
  const address = page.getByRole("link", { name: "http://192.168.1.50/" });
  assert.equal(await address.getAttribute("href"), "http://192.168.1.50/");
  const byName = page.getByRole("link", { name: "http://lamp.local/" });
  assert.equal(await byName.getAttribute("href"), "http://lamp.local/");
  await button("Copy address").click();
  await button("Copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "192.168.1.50");
  await look("result");
  await button("Finish").click();
  await heading("All done");
  await address.waitFor();
  await byName.waitFor();
  await look("done");
});

test("without a name of its own the device promises none", async () => {
  await open("fine");
  await join();
  await page.getByRole("link", { name: "http://192.168.1.50/" }).waitFor();
  assert.equal(await page.getByText(".local").count(), 0);
});

test("a message stays what it is: text, which can be copied", async () => {
  await open("hint");
  await join();
  await button("Copy").waitFor();
  assert.equal(await page.getByRole("link").count(), 0);
});

test("where the clipboard is closed the report is selected, to be copied by hand", async () => {
  await open("wrong-password");
  await page.evaluate(() => (document.execCommand = () => false));
  await join();
  await button("Copy a report for support").click();
  await page.getByText("Selected: now copy it").waitFor();
  const selected = await page
    .getByLabel("Report")
    .evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
  assert.equal(selected, await page.getByLabel("Report").inputValue());
});

test("a report for support tells what happened, and nothing secret", async () => {
  await open("wrong-password", { permissions: ["clipboard-read"] });
  await join();
  await button("Copy a report for support").click();
  await page.getByText("Copied").waitFor();
  const report = await page.getByLabel("Report").inputValue();
  for (const line of [
    "id: setup-0a1b2c",
    "firmware: 3.0.0",
    "freeHeap: 123456",
    "failed: wrong-password",
    "cause: 15",
    `network: ${NETWORK}`,
    "rssi: -48",
    "auth: 3",
  ]) {
    assert.ok(report.split("\n").includes(line), `${line} in ${report}`);
  }
  assert.ok(!report.includes(PASSWORD));
  for (const other of ["FRITZ", "eduroam"]) assert.ok(!report.includes(other), other);
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), report.trim());
  await page.getByText("holds no password").waitFor();
  await look("report");
});

test("the last minute is counted, and Stay makes it more", async () => {
  await open("closing");
  const closing = page.getByText(/The setup network goes off in \d+ seconds/).first();
  await closing.waitFor();
  const first = Number(/\d+/.exec(await closing.innerText())[0]);
  assert.ok(first <= 40 && first > 20, `${first}`);
  await look("closing");
  await page.waitForFunction(
    (before) => Number(/off in (\d+)/.exec(document.body.innerText)?.[1]) < before,
    first,
  );
  await button("Stay").click();
  await closing.waitFor({ state: "hidden" });
  assert.equal(alivePosts().at(-1).form.timeout, "85");
});

test("nothing is counted where no end is in sight", async () => {
  await open("fine");
  await page.getByRole("button", { name: NETWORK }).waitFor();
  await page.waitForTimeout(2500);
  assert.equal(await button("Stay").isVisible(), false);
});

test("the list says why a network may be missing", async () => {
  await open("fine");
  await page.getByText("This device finds only 2.4 GHz networks.").waitFor();
});

test("name, colour and logo are the program's", async () => {
  await open("named");
  await page.getByText("Lamp in the hall").waitFor();
  await page.locator("header img").waitFor();
  assert.ok(await page.locator("header img").evaluate((picture) => picture.naturalWidth > 0));
  assert.equal(await page.getByText("setup-0a1b2c").isVisible(), false);
  await look("look-list");
  await page.getByRole("button", { name: NETWORK }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  const colours = await button("Join").evaluate((join) => {
    const { backgroundColor, color } = getComputedStyle(join);
    return [backgroundColor, color];
  });
  assert.deepEqual(colours, ["rgb(226, 0, 26)", "rgb(255, 255, 255)"]);
  await look("look-form");
});

test("a colour that could not be read becomes a shade that can", async () => {
  await open("pale");
  await page.getByRole("button", { name: NETWORK }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await look("look-pale");
});

for (const [name, userAgent] of Object.entries({ Android: ANDROID_SHEET, iPhone: IPHONE_SHEET })) {
  test(`the sheet of ${name} loads the page once more at the end, so that it looks`, async () => {
    await open("fine", { userAgent });
    await join();
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
  await join();
  await button("Finish").click();
  await heading("All done");
  await page.waitForTimeout(1500);
  assert.equal(page.url(), server.url);
});

test("a page that nobody touches holds the portal for five minutes, a touch for five more", async () => {
  server = await startPageServer({ mood: "fine" });
  page = await (await browser.newContext({ viewport: SIZES[0] })).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.clock.install();
  await page.goto(server.url);
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
