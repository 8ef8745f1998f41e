// Extra scripts on the page in real Chromium: they come, come late, or never; a pretended device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { join, usePretendedDevice } from "./pretended_device.mjs";

const openDevice = usePretendedDevice();
let page;
let server;

async function open(mood, options) {
  ({ page, server } = await openDevice(mood, options));
}

async function setUp() {
  await join(page);
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
  let send;
  const held = new Promise((resolve) => (send = resolve));
  const hold = async (route) => {
    await held;
    await route.continue();
  };
  await open("fine", { prepare: (empty) => empty.route("**/more.js", hold) });
  await setUp();
  assert.equal(await copy().count(), 0);
  send();
  await copy().waitFor();
});
