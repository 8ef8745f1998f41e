// The main job on real input: the shipped Lua on the simulated device, real sockets, real Chromium.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { usePhone } from "./phone.mjs";
import * as pictures from "./setup_pictures.mjs";
import { HOME, NETWORKS, SimulatedDevice } from "./simulated_device.mjs";

const openPage = usePhone();
let device;
let page;

beforeEach(() => {
  device = new SimulatedDevice();
});
afterEach(() => device.remove());

/** Opens the device's page in a browser of a phone's size, as soon as it is there. */
async function open(options) {
  await device.start(pictures.HOST_PORT);
  await device.event("ap_start");
  page = await openPage(options);
  await page.goto(device.url);
}

function heading(name) {
  return page.getByRole("heading", { name }).waitFor();
}

async function choose(ssid) {
  await page.getByRole("button", { name: ssid }).click();
}

async function join(password) {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Join", exact: true }).click();
}

async function seeAddress(ip = "192.168.1.50") {
  await heading("Connected");
  await page.getByText(ip, { exact: true }).waitFor();
}

test("a person picks a network, types the password, sees the address, and it joins by itself later", async () => {
  await open();
  await heading("Choose a network");
  await page.getByRole("button", { name: HOME.ssid }).waitFor();
  const rows = await page.getByRole("listitem").allInnerTexts();
  assert.match(rows[0], /^Home & Garden/);
  assert.ok(rows.some((row) => row.startsWith('<script>alert("x")</script>')));
  await pictures.keep(page, "1-networks");
  await pictures.frame(page, 2500);
  await choose(HOME.ssid);
  const field = page.getByLabel("Password", { exact: true });
  await field.fill("");
  await pictures.frame(page, 800);
  await field.fill(HOME.password.slice(0, 5));
  await pictures.frame(page, 400);
  await field.fill(HOME.password);
  await pictures.keep(page, "2-password");
  await pictures.frame(page, 1200);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await heading(/Joining/);
  await pictures.keep(page, "3-joining");
  await pictures.frame(page, 2000);
  await seeAddress();
  await pictures.keep(page, "4-connected");
  await pictures.frame(page, 3500);
  await page.getByRole("button", { name: "Finish" }).click();
  await heading("All done");
  await pictures.keep(page, "5-done");
  await pictures.frame(page, 2500);
  await pictures.finish(openPage);
  await device.event("ap_stop");
  assert.equal((await device.event("sta_saved")).ssid, HOME.ssid);
  await device.stop();

  await device.start();
  const joined = await device.event("sta_got_ip");
  assert.equal(joined.ip, "192.168.1.50");
  assert.equal(device.events("ap_start").length, 0);
});

test("a wrong password is told, kept for correction, and the right one works", async () => {
  await open();
  await choose(HOME.ssid);
  await join("wrong password");
  await heading("Could not join");
  await page.getByText("did not accept the password").waitFor();
  await pictures.keep(page, "6-wrong-password");
  await page.getByRole("button", { name: /Check what you typed/ }).click();
  assert.equal(await page.getByLabel("Password", { exact: true }).inputValue(), "wrong password");
  await join(HOME.password);
  await seeAddress();
  assert.equal(device.events("sta_saved").length, 1);
});

test("a password that can't be right is told when Join is pressed, and can be looked at", async () => {
  await open();
  await choose(HOME.ssid);
  const field = page.getByLabel("Password", { exact: true });
  const hint = page.getByText("At least 8 characters.");
  await field.fill("short");
  const soft = await hint.evaluate((element) => getComputedStyle(element).color);
  assert.equal(await field.getAttribute("aria-invalid"), "false");
  // Disabled for screen readers; it can be pressed, and then says why.
  await page.getByRole("button", { name: "Join", exact: true }).click({ force: true });
  assert.notEqual(await hint.evaluate((element) => getComputedStyle(element).color), soft);
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.press("End");
  await field.type("er");
  assert.equal(await hint.evaluate((element) => getComputedStyle(element).color), soft);

  await page.getByRole("button", { name: "Show", exact: true }).click();
  assert.equal(await field.getAttribute("type"), "text");
  const hide = page.getByRole("button", { name: "Hide", exact: true });
  assert.equal(await hide.innerText(), "Hide");
  await hide.click();
  assert.equal(await field.getAttribute("type"), "password");
  await page.getByRole("button", { name: "Show", exact: true }).waitFor();
});

test("a hidden network is joined by its name", async () => {
  await open();
  await page.getByRole("button", { name: /Hidden network/ }).click();
  await page.getByLabel("Network name").fill("Unseen");
  await page.getByLabel("Password", { exact: true }).fill("nobody knows");
  await pictures.keep(page, "7-hidden-network");
  await join("nobody knows");
  await seeAddress();
  assert.equal((await device.event("sta_saved")).ssid, "Unseen");
});

test("the result is seen though the link drops while joining", async () => {
  device.setAir({ networks: NETWORKS, moveLossMs: 6000 });
  await open();
  await choose("Attic");
  await join("under the roof");
  assert.equal((await device.event("ap_channel")).channel, 11);
  await page.getByText("Still joining").waitFor();
  await pictures.keep(page, "8-link-lost");
  await seeAddress();
});

test("a reload in the middle finds the attempt and its result", async () => {
  device.setAir({ networks: [{ ...HOME, joinDelayMs: 4000 }], moveLossMs: 0 });
  await open();
  await choose(HOME.ssid);
  await join(HOME.password);
  await device.event("sta_connect");
  await page.reload();
  await heading(/Joining/);
  await seeAddress();
  await page.reload();
  await seeAddress();
});

test("everything works without JavaScript", async () => {
  await open({ javaScriptEnabled: false });
  await page.getByRole("link", { name: /list of networks/ }).click();
  await page.getByRole("radio", { name: /Home & Garden/ }).check();
  await page.getByLabel("Password").fill(HOME.password);
  await pictures.keep(page, "9-without-javascript", { fullPage: true });
  await page.getByRole("button", { name: "Join" }).click();
  await heading("Joining");
  await seeAddress();
  await page.getByRole("button", { name: "Finish" }).click();
  await device.event("ap_stop");
});

test("the page fits a small screen, in the dark as well", async () => {
  await open({ viewport: { width: 320, height: 568 }, colorScheme: "dark" });
  await page.getByRole("button", { name: HOME.ssid }).waitFor();
  const overflow = () =>
    page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
  assert.ok((await overflow()) <= 0);
  await pictures.keep(page, "10-small-and-dark");
  await choose(HOME.ssid);
  await page.getByLabel("Password", { exact: true }).waitFor();
  assert.ok((await overflow()) <= 0);
});
