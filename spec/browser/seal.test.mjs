// What a listener hears of a setup: real Chromium, the shipped page and Lua, and a wire that records all.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { fingerprint, makeSealKeys } from "../../tools/label/secrets.mjs";
import { useTappedDevice } from "./tapped_device.mjs";
import { findSecret } from "./wire.mjs";

const PASSWORD = "Zitrone & 7 Äpfel=100%";
const CODE = "code-481516";
const HOME = { ssid: "Home", password: PASSWORD, channel: 6, rssi: -48 };

const { start, show } = useTappedDevice();
let page;
let device;
let wire;

before(() => assert.ok(findSecret(Buffer.from(`x${PASSWORD}`), PASSWORD).includes("clear")));

async function open(options, context) {
  device = await start({ networks: [HOME], moveLossMs: 500 }, options);
  ({ page, wire } = await show(context));
}

async function join(code) {
  await page.getByRole("button", { name: "Home" }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  if (code) await page.getByLabel("Setup code").fill(code);
  await page.getByRole("button", { name: "Join", exact: true }).click();
}

async function seeAddress() {
  await page.getByRole("heading", { name: "Connected" }).waitFor();
  await page.getByText("192.168.1.50", { exact: true }).waitFor();
  assert.equal((await device.event("sta_saved")).ssid, "Home");
}

test("on firmware with sodium a listener hears neither password nor code", async () => {
  await open({ modules: "sodium", settings: `return { setupCode = "${CODE}" }` });
  assert.equal(await page.evaluate(() => isSecureContext), false);
  await join(CODE);
  await seeAddress();
  const heard = wire.record();
  assert.ok(heard.includes("sealed="), "nothing sealed was heard");
  assert.ok(heard.includes("sealing="), "the script was not heard");
  assert.deepEqual(findSecret(heard, PASSWORD), []);
  assert.deepEqual(findSecret(heard, CODE), []);
});

test("without it the page says that the network is open, and the listener hears all", async () => {
  await open({ settings: `return { setupCode = "${CODE}" }` });
  await page.getByRole("button", { name: "Home" }).click();
  await page
    .getByText("The setup network is open. Others nearby can read what you send.")
    .waitFor();
  await page.getByRole("button", { name: "Back to the list" }).click();
  await join(CODE);
  await seeAddress();
  const heard = wire.record();
  assert.ok(!heard.includes("sealed="));
  assert.deepEqual(findSecret(heard, PASSWORD), ["percent"]);
  assert.deepEqual(findSecret(heard, CODE), ["clear", "percent", "form"]);
});

test("the page shows the fingerprint that is printed on the label", async () => {
  const keys = makeSealKeys();
  const settings = `return { sealKeys = { public = "${keys.public}", secret = "${keys.secret}" }, sealedOnly = true }`;
  await open({ modules: "sodium", settings });
  await page.getByRole("button", { name: "Home" }).click();
  await page.getByText(fingerprint(keys.public), { exact: true }).waitFor();
  await page.getByRole("button", { name: "Back to the list" }).click();
  await join();
  await seeAddress();
  assert.deepEqual(findSecret(wire.record(), PASSWORD), []);
  assert.deepEqual(findSecret(wire.record(), keys.secret), []);
});

test("without JavaScript the page says that it can't seal", async () => {
  await open({ modules: "sodium" }, { javaScriptEnabled: false });
  await page.getByRole("link", { name: /list of networks/ }).click();
  await page.getByText("Others nearby can read what you send from this page.").waitFor();
  await page.getByRole("radio", { name: "Home" }).check();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await seeAddress();
  assert.ok(findSecret(wire.record(), PASSWORD).includes("form"));
});
