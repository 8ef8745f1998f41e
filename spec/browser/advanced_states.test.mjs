// Every state of the Advanced view for everybody: axe, small screens, light and dark, and each language.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, readLanguage } from "../../tools/page_languages.mjs";
import { PARTS } from "../../tools/page_texts.mjs";
import { findings } from "./axe_findings.mjs";
import { usePhone } from "./phone.mjs";
import { BSSIDS, MESH, SAVED, useDevice } from "./saved_networks.mjs";

/** A small phone, and an ordinary one at 200 %. */
const WIDTHS = [320, 180];
const HEIGHT = 640;
const [, BSSID] = BSSIDS;
const CODE = "481516";

const openPage = usePhone();
const startDevice = useDevice();
let device;
let page;

async function start(settings) {
  device = await startDevice({ settings, saved: SAVED });
}

/**
 * The page in a language, with the Advanced view opened by the button that `words` names; nothing
 * comes from the route `silent`.
 */
async function open(words, locale = "en-GB", silent) {
  page = await openPage({ viewport: { width: WIDTHS[0], height: HEIGHT }, locale });
  if (silent) await page.route(silent, (route) => route.abort());
  await page.goto(device.url);
  await press(words);
}

const press = (name) => page.getByRole("button", { name, exact: true }).click();
const field = (name) => page.getByLabel(name, { exact: true });
const says = (text) => page.getByText(text).first().waitFor();

async function fits(name) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    const excess = await page.evaluate(
      () => document.scrollingElement.scrollWidth - window.innerWidth,
    );
    assert.ok(excess <= 0, `${name}: ${excess} pixels too wide at ${width}`);
  }
  await page.setViewportSize({ width: WIDTHS[0], height: HEIGHT });
}

async function look(name) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await findings(page), [], `${name}, ${colorScheme}`);
    const folder = process.env.ADVANCED_PICTURES;
    const path = `${folder}/${name}-${colorScheme}.png`;
    if (folder) await page.screenshot({ path, fullPage: true });
  }
  await fits(name);
}

test("saved networks, access points and the form of an address have no findings", async () => {
  await start();
  await open("Advanced");
  await says("The last try failed: password");
  await look("saved");
  await press("Forget Work");
  await page.getByRole("button", { name: "Forget it?" }).waitFor();
  await look("sure");
  await press("Search");
  await page.getByRole("button", { name: BSSID }).waitFor();
  await look("cells");
  await press("Use it");
  await field("Address").fill("192.168.1.60");
  await field("Gateway (the router)").fill("192.168.2.1");
  await press("Use it");
  await says("Not in the net of the address.");
  assert.equal(await field("Gateway (the router)").getAttribute("aria-invalid"), "true");
  await look("address-wrong");
  await field("Gateway (the router)").fill("192.168.1.1");
  await press("Use it");
  await page.getByRole("button", { name: MESH.ssid }).first().click();
  await says("Address 192.168.1.60");
  await look("form");
});

test("a code that is not right is said, and the focus is where it is typed", async () => {
  await start(`return { setupCode = "${CODE}" }`);
  await open("Advanced");
  const code = field("Setup code, on the label of the device");
  await code.fill("000000");
  await look("code");
  await press("Show them");
  await says("This code is not right.");
  assert.equal(await code.evaluate((input) => input === document.activeElement), true);
  await look("code-wrong");
  await code.fill(CODE);
  await press("Show them");
  await says("Café Zimt ☕");
  await page.getByText("This code is not right.").waitFor({ state: "detached" });
});

test("a device that does not answer is said, and can be asked again", async () => {
  await start();
  await open("Advanced", "en-GB", "**/api/networks");
  await says("No answer. Try again?");
  await look("no-answer");
  await page.unrouteAll();
  await press("Show them");
  await says("Café Zimt ☕");
});

test("it speaks every language, and fits in each of them", async () => {
  await start();
  for (const tag of LANGUAGES) {
    const texts = readLanguage(tag);
    await open(texts.more.advanced, tag);
    await says(texts.advanced.savedNote);
    await press(texts.advanced.use);
    await says(texts.advanced.badIp);
    const shown = await page.locator("body").innerText();
    const own = new Set(Object.values(texts.advanced));
    const english = PARTS.advanced.words.filter((words) => !own.has(words) && words.length > 9);
    for (const words of english) assert.ok(!shown.includes(words), `${tag}: ${words}`);
    assert.doesNotMatch(shown, /\bundefined\b|\bNaN\b|\{\w+\}/);
    const failed = texts.advanced.lastFailed.replace("{cause}", texts.advanced.causePassword);
    await page.locator("small", { hasText: failed }).waitFor();
    await page
      .getByRole("button", {
        name: texts.advanced.forgetOne.replace("{ssid}", "Work"),
        exact: true,
      })
      .waitFor();
    const direction = await page.locator("html").getAttribute("dir");
    assert.equal(direction, texts.page.direction);
    await fits(tag);
    await page.context().close();
  }
});

test("right to left an address stays as it is, and there are no findings", async () => {
  await start();
  const { more, advanced } = readLanguage("he");
  await open(more.advanced, "he");
  await says(advanced.savedNote);
  await press(advanced.search);
  const row = page.getByRole("button", { name: BSSID });
  await row.waitFor();
  assert.equal(await row.locator("bdi").first().innerText(), BSSID);
  await look("he");
});
