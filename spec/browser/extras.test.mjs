// Extra scripts on the page in real Chromium: they come, come late, or never; a pretended device.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/browser.mjs";
import { startPageServer } from "../../tools/page_server.mjs";

const PATIENCE_MS = 30000;
const NETWORK = "Harbour Street 12";
const PASSWORD = "correct horse";

let browser;
let server;
let page;

before(async () => (browser = await chromium.launch(findBrowser())));
after(() => browser?.close());
afterEach(async () => {
  await page?.context().close();
  server?.close();
});

async function open(mood) {
  server = await startPageServer({ mood });
  page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on("pageerror", (error) => assert.fail(`${error}`));
  await page.goto(server.url);
}

async function setUp() {
  await page.getByRole("button", { name: NETWORK }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("heading", { name: "Connected" }).waitFor();
}

const copy = () => page.getByRole("button", { name: "Copy address" });

test("what a device does not name is not asked for", async () => {
  await open("plain-page");
  await setUp();
  assert.equal(await copy().count(), 0);
  assert.deepEqual(server.scripts, []);
});

test("what it names comes once, before the result", async () => {
  await open("fine");
  await setUp();
  await copy().waitFor();
  assert.deepEqual(server.scripts, ["/more.js"]);
});

test("a lost one is asked for again, and a missing one left out", async () => {
  await open("extras-lost");
  await setUp();
  await copy().waitFor();
  assert.deepEqual(server.scripts.slice(0, 4), Array(4).fill("/absent.js"));
  assert.deepEqual(server.scripts.slice(4), ["/more.js"]);
});

test("one that comes after the result still adds to it", async () => {
  await open("extras-late");
  await setUp();
  assert.equal(await copy().count(), 0);
  await copy().waitFor();
});
