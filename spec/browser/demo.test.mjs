// The demo and the examples with pages, in a real browser on a simulated device.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, before, beforeEach, test } from "node:test";
import { buildExamples } from "../../tools/build_examples.mjs";
import { makeFlash } from "../../tools/example_flash.mjs";
import { saveNetwork } from "../../tools/saved_network.mjs";
import { PATIENCE_MS, usePhone } from "./phone.mjs";
import { SimulatedDevice } from "./simulated_device.mjs";

const HOME = { ssid: "Home", password: "homesweethome", channel: 6, rssi: -48 };
const SMALL = { width: 320, height: 568 };
const IMAGES = new URL("../../docs/images/", import.meta.url);
const keepsPictures = process.env.SCREENSHOTS === "1";

const openPage = usePhone();
let device;
let page;

before(() => {
  buildExamples();
  if (keepsPictures) mkdirSync(IMAGES, { recursive: true });
});

beforeEach(() => {
  device = new SimulatedDevice({ networks: [HOME], moveLossMs: 1000 });
});
afterEach(() => device.remove());

async function start(name, prepare = () => undefined) {
  const flash = join(device.folder, "flash");
  await makeFlash(name, flash);
  prepare(flash);
  await device.start();
}

/** Reloads until the application listens in the portal's place. */
async function openDevicePage(title) {
  const endMs = Date.now() + PATIENCE_MS;
  while (Date.now() < endMs) {
    await page.goto(device.url).catch(() => undefined);
    if ((await page.title().catch(() => "")) === title) return;
    await page.waitForTimeout(500);
  }
  throw new Error(`no page ${title} at ${device.url}: ${device.log}`);
}

const text = (id) => page.locator(`#${id}`).textContent();

/** The text of an element when it has changed. */
async function changed(id, before) {
  await page.waitForFunction(
    ([name, old]) => document.getElementById(name).textContent !== old,
    [id, before],
  );
  return text(id);
}

async function seesNothingCutOff() {
  const overflow = await page.evaluate(
    () => document.scrollingElement.scrollWidth - window.innerWidth,
  );
  assert.ok(overflow <= 0);
}

async function picture(name) {
  if (keepsPictures) await page.screenshot({ path: new URL(`${name}.png`, IMAGES).pathname });
}

test("the demo leads from the setup to the device's own page, which lives", async () => {
  await start("demo");
  await device.event("ap_start");
  page = await openPage();
  await page.goto(device.url);
  await page.getByRole("button", { name: HOME.ssid }).click();
  await page.getByLabel("Password", { exact: true }).fill(HOME.password);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByText("Your lighthouse shines at http://192.168.1.50/").waitFor();
  await page.getByRole("button", { name: "Finish" }).click();
  await device.event("ap_stop");

  await openDevicePage("Lighthouse");
  await page.getByText("Live from the device").waitFor();
  assert.match(await text("uptime"), /^0:0\d:\d\d$/);
  assert.match(await text("heap"), /^\d{2,3}\.\d KB$/);
  const first = await text("uptime");
  const second = await changed("uptime", first);
  assert.ok(second > first);
  await seesNothingCutOff();
  await page.getByRole("img", { name: "A lighthouse by the sea sends out waves" }).waitFor();
  await picture("demo");

  await device.stop();
  await page.getByText("The device is silent. Connecting again…").waitFor();
});

test("the demo's page fits a small screen in the dark, and rests for who wants no motion", async () => {
  await start("demo", (flash) => saveNetwork(flash, HOME));
  page = await openPage({ viewport: SMALL, colorScheme: "dark", reducedMotion: "reduce" });
  await openDevicePage("Lighthouse");
  await page.getByText("Live from the device").waitFor();
  await changed("uptime", await text("uptime"));
  await seesNothingCutOff();
  const running = await page.evaluate(() => document.getAnimations().length);
  assert.equal(running, 0);
  await picture("demo-small-and-dark");
});

test("the page of custom-page joins a network", async () => {
  await start("custom-page");
  await device.event("ap_start");
  page = await openPage({ viewport: SMALL, colorScheme: "dark" });
  await page.goto(device.url);
  await page.getByText("Which one is yours?").waitFor();
  await seesNothingCutOff();
  await page.getByLabel("Your network").selectOption(HOME.ssid);
  await page.getByLabel("Its password").fill("too short?");
  await page.getByRole("button").click();
  await page.getByText("The password was not accepted.").waitFor();
  await page.getByLabel("Its password").fill(HOME.password);
  await page.getByRole("button").click();
  await page.getByText("The kettle is on at http://192.168.1.50/").waitFor();
  await device.event("ap_stop");
});

test("the slider of websocket-controls moves the lights and the other browsers", async () => {
  await start("websocket-controls");
  await device.event("sta_got_ip");
  page = await openPage();
  await openDevicePage("Lights");
  await page.getByText("0 of 8").waitFor();
  const other = await page.context().newPage();
  await other.goto(device.url);
  await other.getByText("0 of 8").waitFor();
  await page.getByLabel("How many are on").focus();
  for (const count of [1, 2, 3]) {
    await page.bringToFront();
    await page.keyboard.press("ArrowRight");
    await other.getByText(`${count} of 8`).waitFor();
    await page.getByText(`${count} of 8`).waitFor();
  }
  assert.equal(await other.getByLabel("How many are on").inputValue(), "3");
  const lit = new Set();
  for (const { pin, level } of device.events("gpio")) {
    if (level === 1) lit.add(pin);
    else lit.delete(pin);
  }
  assert.deepEqual([...lit], [16, 17, 18]);
});
