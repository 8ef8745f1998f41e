// An application's own fields: real Chromium, the shipped page and Lua on a simulated device.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/browser.mjs";
import { findings } from "./axe_findings.mjs";
import { lookInEverySize, SIZES } from "./every_size.mjs";
import { SimulatedDevice } from "./simulated_device.mjs";
import { findSecret, startWire } from "./wire.mjs";

const PATIENCE_MS = 30000;
const PASSWORD = "correct horse";
const KEY = "Zitrone & 7";
const HOME = { ssid: "Home", password: PASSWORD, channel: 6, rssi: -48 };

const NASTY = `"Bob's" <script>x</script> & Söhne`;
const FEW = `fields = {
  { name = "room", type = "text", label = { en = "Room", de = "Zimmer" }, help = "As it stands on the door.",
    required = true, maxLength = 20 },
  { name = "brightness", type = "number", label = "Brightness", min = 0, max = 100, step = 5, default = 50 },
  { name = "key", type = "password", label = "Cloud key", minLength = 4 },
}`;
const MANY = `fields = {
  { name = "room", type = "text", label = [[${NASTY}]], help = [[${NASTY}]], required = true },
  { name = "broker", type = "text", label = "Broker", format = "hostname", help = "The computer that gets the readings." },
  { name = "serial", type = "text", label = "Serial number", pattern = "[A-Z]{2}-[0-9]+" },
  { name = "level", type = "number", label = "שם התקן", min = -10, max = 10, step = 0.5, default = 1.5 },
  { name = "mode", type = "choice", label = "Mode", options = { "slow", { value = "fast", label = "As fast as it can, whatever that costs in a month" } } },
  { name = "lit", type = "switch", label = "Light at night", default = true },
  { name = "key", type = "password", label = "Cloud key" },
}`;
const APP = `
local text = ""
local fields = require("wifi_setup_fields").readFields()
for name, value in pairs(fields) do text = text .. name .. "=" .. tostring(value) .. ";" end
print("fields: " .. text)
`;

let device;
let page;
let wire;
const closers = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Of the flash, once the simulator has put our files there. */
const flashFile = (name) => join(device.flash, name);

async function show(port, context = {}) {
  wire = await startWire(Number(port));
  closers.push(wire.close);
  const { args, ...launch } = findBrowser();
  const rule = `--host-resolver-rules=MAP 192.168.4.1:80 127.0.0.1:${wire.port}`;
  const browser = await chromium.launch({ ...launch, args: [...args, rule] });
  closers.push(() => browser.close());
  page = await (
    await browser.newContext({ viewport: SIZES[0], locale: "en-GB", ...context })
  ).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on("pageerror", (error) => closers.push(() => assert.fail(error)));
  await page.goto("http://192.168.4.1/");
}

async function open(settings, { modules, context, init, files = {} } = {}) {
  device = new SimulatedDevice(
    { networks: [HOME], moveLossMs: 500 },
    { modules, settings: `return { ${settings} }` },
  );
  closers.push(() => device.remove());
  mkdirSync(device.flash, { recursive: true });
  const all = { "app.lua": APP, ...files, ...(init && { "init.lua": init }) };
  for (const [name, text] of Object.entries(all)) writeFileSync(flashFile(name), text);
  const { port } = new URL(await device.start());
  await device.event("ap_start");
  await show(port, context);
}

/** In every size nothing is cut off, in both colour schemes, and axe finds nothing. */
const look = (name) =>
  lookInEverySize(page, name, async () => {
    if (await page.evaluate(() => "page" in window)) {
      assert.deepEqual(await findings(page), [], name);
    }
  });

const press = (name) => page.getByRole("button", { name, exact: true }).click();
const password = () => page.getByLabel("Password", { exact: true });
const heading = (name) => page.getByRole("heading", { name }).waitFor();

async function choose() {
  await page.getByRole("button", { name: "Home" }).click();
  await password().fill(PASSWORD);
}

async function finish() {
  await heading("Connected");
  await press("Finish");
  const endMs = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = /fields: (.*)/.exec(device.log);
    if (found) return Object.fromEntries(found[1].split(";").map((pair) => pair.split("=")));
    assert.ok(Date.now() < endMs, `no application: ${device.log}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test("a few fields stand below the password, and are checked before anything is sent", async () => {
  await open(FEW);
  await page.getByRole("button", { name: "Home" }).click();
  await page.getByLabel("Room").waitFor();
  assert.equal(await page.getByLabel("Brightness").inputValue(), "50");
  await look("few");
  await password().fill(PASSWORD);
  await page.getByLabel("Brightness").fill("7");
  await page.getByLabel("Cloud key").fill("abc");
  await press("Join");
  assert.equal(await page.getByLabel("Room").getAttribute("aria-invalid"), "true");
  assert.equal(
    await page.getByLabel("Room").evaluate((input) => input === document.activeElement),
    true,
  );
  await look("few-wrong");
  assert.equal(wire.record().includes("POST /api/access-point"), false);
  await page.getByLabel("Room").fill(NASTY.slice(0, 20));
  await page.getByLabel("Brightness").fill("75");
  await page.getByLabel("Cloud key").fill(KEY);
  await press("Join");
  const fields = await finish();
  assert.deepEqual(fields, { room: NASTY.slice(0, 20), brightness: "75", key: KEY, "": undefined });
  assert.equal(readFileSync(flashFile("wifi_setup_fields.txt"), "utf8").includes(KEY), false);
});

test("labels are in the phone's language", async () => {
  await open(FEW, { context: { locale: "de-AT" } });
  await page.getByRole("button", { name: "Home" }).click();
  await page.getByLabel("Zimmer").waitFor();
  await page.getByText("Das wird gebraucht.").waitFor();
});

test("many fields have a page of their own, and what was typed stays over a failed attempt", async () => {
  await open(MANY);
  await page.getByRole("button", { name: "Home" }).click();
  await password().fill("wrong password");
  await page.getByRole("button", { name: "Next" }).waitFor();
  assert.equal(await page.getByLabel("Broker").isVisible(), false);
  await press("Next");
  await heading("Settings");
  assert.equal(await password().isVisible(), false);
  assert.equal(await page.getByLabel(NASTY).isVisible(), true);
  assert.equal(await page.locator("main script").count(), 0);
  await look("many");
  await page.getByLabel("Broker").fill("a_b");
  await page.getByLabel("Serial number").fill("ab-1");
  await page.getByLabel("שם התקן").fill("0.3");
  await press("Join");
  for (const name of [NASTY, "Broker", "Serial number", "שם התקן"]) {
    assert.equal(await page.getByLabel(name).getAttribute("aria-invalid"), "true", name);
  }
  await look("many-wrong");
  await page.getByLabel(NASTY).fill(NASTY);
  await page.getByLabel("Broker").fill("broker.local");
  await page.getByLabel("Serial number").fill("AB-12");
  await page.getByLabel("שם התקן").fill("-0.5");
  await page.getByLabel("Mode").selectOption("fast");
  await page.getByLabel("Light at night").uncheck();
  await press("Back");
  assert.equal(await password().inputValue(), "wrong password");
  await press("Next");
  await press("Join");
  await page.getByText("did not accept the password").waitFor();
  await press("Check what you typed");
  await password().fill(PASSWORD);
  await press("Next");
  assert.equal(await page.getByLabel("Broker").inputValue(), "broker.local");
  assert.equal(await page.getByLabel("Light at night").isChecked(), false);
  await press("Join");
  const { room, broker, serial, level, mode, lit, key } = await finish();
  assert.deepEqual(
    { room, broker, serial, level, mode, lit, key },
    {
      room: NASTY,
      broker: "broker.local",
      serial: "AB-12",
      level: "-0.5",
      mode: "fast",
      lit: "false",
      key: undefined,
    },
  );
});

test("fields are changed without another network, and a password never comes back", async () => {
  await open(FEW, {
    init: 'local s = require("wifi_setup") s.setup(dofile("settings.lua"), function() dofile("app.lua") end)',
    files: {
      "wifi_setup_fields.txt":
        "wifi_setup fields 1\ntext brightness 75\ntext room Hall\nsecret key 1\n\nend\n",
      "fieldkey_key.1": `${KEY}\nend\n`,
    },
  });
  await choose();
  await press("Join");
  const before = await finish();
  assert.equal(before.room, "Hall");
  assert.equal(before.key, KEY);

  await device.stop();
  const { port } = new URL(await device.start());
  await device.event("ap_start", 1);
  await show(port);
  await press("Settings");
  await heading("Settings");
  assert.equal(await password().isVisible(), false);
  assert.equal(await page.getByLabel("Room").inputValue(), "Hall");
  assert.equal(await page.getByLabel("Brightness").inputValue(), "75");
  assert.equal(await page.getByLabel("Cloud key").inputValue(), "");
  await page.getByText("Set. Type a new one to replace it.").waitFor();
  await look("saved");
  await page.getByLabel("Room").fill("Attic");
  await press("Remove it");
  await page.getByText("It will be removed.").waitFor();
  await press("Save, and join Home again");
  const now = await finish();
  assert.deepEqual([now.room, now.brightness, now.key], ["Attic", "75", undefined]);
  const heard = wire.record();
  assert.deepEqual(findSecret(heard, KEY), []);
  assert.deepEqual(findSecret(heard, PASSWORD), []);
});

test("where passwords are sealed, fields are too", async () => {
  await open(MANY, { modules: "sodium" });
  await choose();
  await press("Next");
  await page.getByLabel(NASTY).fill("Room 7 Canary");
  await page.getByLabel("Cloud key").fill(KEY);
  await press("Join");
  assert.equal((await finish()).key, KEY);
  const heard = wire.record();
  assert.ok(heard.includes("sealed="));
  assert.deepEqual(findSecret(heard, KEY), []);
  assert.deepEqual(findSecret(heard, "Room 7 Canary"), []);
});

test("without JavaScript there are simple inputs", async () => {
  await open(FEW, { context: { javaScriptEnabled: false } });
  await page.getByRole("link", { name: /list of networks/ }).click();
  const fill = async (key) => {
    await page.getByRole("radio", { name: "Home" }).check();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByLabel("Brightness").fill("20");
    await page.getByLabel("Room").fill("Hall");
    await page.getByLabel("Cloud key").fill(key);
  };
  await look("plain");
  await fill("abc");
  await press("Join");
  await page.getByText("Cloud key: this has to be 4 to 64 characters").waitFor();
  await page.getByRole("link", { name: "Choose a network" }).click();
  await fill(KEY);
  await press("Join");
  const fields = await finish();
  assert.deepEqual([fields.room, fields.brightness, fields.key], ["Hall", "20", KEY]);
});
