// The page's part for advanced setups, on the simulated device in real Chromium.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { usePhone } from "./phone.mjs";
import { BSSIDS, hex, MESH, SAVED, SECRETS, useDevice } from "./saved_networks.mjs";

const openPage = usePhone();
const startDevice = useDevice();
let device;
let page;

async function open({ settings, saved, ...options } = {}) {
  device = await startDevice({ settings, saved });
  page = await openPage(options);
  await page.goto(device.url);
  await press("Advanced");
  await heading("Advanced");
}

const networksFile = () => join(device.flash, "networks.saved");
const savedNetworks = () => readFileSync(networksFile(), "latin1");
const press = (name) => page.getByRole("button", { name, exact: true }).click();
const heading = (name) => page.getByRole("heading", { name }).waitFor();
const says = (text) => page.getByText(text).first().waitFor();

async function picture(name) {
  const folder = process.env.ADVANCED_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

async function fitsTheScreen() {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wide, false);
}

async function joinMesh() {
  await page.getByLabel("Password", { exact: true }).fill(MESH.password);
  await press("Join");
  await heading("Connected");
}

test("each access point of a network can be chosen", async () => {
  await open();
  await says("None yet.");
  await press("Search");
  await page.getByRole("heading", { name: MESH.ssid }).waitFor();
  await picture("cells-light-360");
  await fitsTheScreen();
  await page.getByRole("button", { name: BSSIDS[1] }).click();
  await says(`Access point ${BSSIDS[1]}`);
  await picture("form-light-360");
  await joinMesh();
  const connected = await device.event("sta_connected");
  assert.equal(connected.ssid, MESH.ssid);
  assert.ok(savedNetworks().includes(BSSIDS[1]));
});

test("what was chosen for one network is not sent for another", async () => {
  await open();
  await press("Search");
  await page.getByRole("button", { name: BSSIDS[1] }).click();
  await press("Back to the list");
  await page.getByRole("button", { name: "Café Zimt" }).click();
  assert.equal(await page.getByText("Access point 02").count(), 0);
  await press("Back to the list");
  await page.getByRole("button", { name: MESH.ssid }).click();
  assert.equal(await page.getByText("Access point 02").count(), 0);
});

test("a static address is checked while it is typed, shown, and where the device is afterwards", async () => {
  await open({ colorScheme: "dark", viewport: { width: 320, height: 640 } });
  await press("Use it");
  assert.equal(await page.evaluate(() => document.activeElement.id), "address-ip");
  await page.getByLabel("Address", { exact: true }).fill("192.168.1.60");
  await page.getByLabel("Gateway (the router)").fill("192.168.2.1");
  await press("Use it");
  await says("Not in the net of the address.");
  await picture("address-dark-320");
  await fitsTheScreen();
  await page.getByLabel("Gateway (the router)").fill("192.168.1.1");
  await press("Use it");
  await says("Now choose the network.");
  await page.getByRole("button", { name: MESH.ssid }).click();
  await says("Address 192.168.1.60");
  await picture("address-form-dark-320");
  await joinMesh();
  await page.getByText("192.168.1.60", { exact: true }).waitFor();
  await press("Finish");
  await device.event("restart");
  assert.equal((await device.event("sta_got_ip", 2)).ip, "192.168.1.60");
});

test("an automatic address is one press away", async () => {
  await open();
  await page.getByLabel("Address", { exact: true }).fill("192.168.1.60");
  await page.getByLabel("Gateway (the router)").fill("192.168.1.1");
  await press("Use it");
  await page.getByRole("button", { name: MESH.ssid }).click();
  await press("Automatic address");
  await joinMesh();
  await page.getByText("192.168.1.50", { exact: true }).waitFor();
});

test("saved networks are listed without their passwords, and forgotten at the second press", async () => {
  await open({ saved: SAVED });
  await says("Café Zimt ☕");
  await says("The last try failed: password");
  await picture("saved-light-360");
  const text = await page.content();
  for (const secret of SECRETS) assert.ok(!text.includes(secret));
  await press("Forget Work");
  await press("Forget it?");
  await says("Forgotten.");
  assert.equal(await page.getByText("Work", { exact: true }).count(), 0);
  assert.ok(!savedNetworks().includes(hex("Work")));
  await press("Forget Café Zimt ☕");
  await press("Forget it?");
  await says("None yet.");
  assert.equal(existsSync(networksFile()), false);
});

test("a setup code guards the list", async () => {
  await open({
    saved: SAVED,
    settings: 'return { setupCode = "481516" }',
    colorScheme: "dark",
    viewport: { width: 320, height: 640 },
  });
  const code = page.getByLabel("Setup code, on the label of the device");
  await code.fill("481517");
  assert.equal(await page.getByText("Work", { exact: true }).count(), 0);
  await press("Show them");
  await says("This code is not right");
  await code.fill("481516");
  await press("Show them");
  await page.getByText("Work", { exact: true }).waitFor();
  await picture("saved-dark-320");
  await fitsTheScreen();
  await press("Forget all");
  await press("Forget it?");
  await says("None yet.");
});

test("a code that is typed while the answer to another one comes stays", async () => {
  await open({ saved: SAVED, settings: 'return { setupCode = "481516" }' });
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await page.route("**/api/networks", async (route) => {
    await held;
    await route.continue();
  });
  const code = page.getByLabel("Setup code, on the label of the device");
  await code.fill("481517");
  await press("Show them");
  await code.fill("481516");
  answer();
  await says("This code is not right");
  assert.equal(await code.inputValue(), "481516");
  await press("Show them");
  await page.getByText("Work", { exact: true }).waitFor();
  assert.equal(await page.getByText("This code is not right").count(), 0);
});

test("a hidden network is joined by its name", async () => {
  await open();
  await press("Hidden network…");
  await heading("Join a hidden network");
});
