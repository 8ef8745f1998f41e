// A program's own name, colour and logo on the page, in real Chromium; a pretended device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lookInEverySize } from "./every_size.mjs";
import { NETWORK, PASSWORD, usePretendedDevice } from "./pretended_device.mjs";

const openDevice = usePretendedDevice();
let page;

async function open(mood) {
  ({ page } = await openDevice(mood));
}

const look = (name) => lookInEverySize(page, name);
const join = () => page.getByRole("button", { name: "Join", exact: true });

test("name, colour and logo are the program's", async () => {
  await open("named");
  await page.getByText("Lamp in the hall").waitFor();
  await page.locator("header img").waitFor();
  assert.ok(await page.locator("header img").evaluate((picture) => picture.naturalWidth > 0));
  assert.equal(await page.getByText("setup-0a1b2c").isVisible(), false);
  await look("look-list");
  await page.getByRole("button", { name: NETWORK }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  const colours = await join().evaluate((element) => {
    const { backgroundColor, color } = getComputedStyle(element);
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
