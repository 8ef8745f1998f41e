// What more.js adds to the page, in real Chromium: links, copies, the report; a pretended device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lookInEverySize } from "./every_size.mjs";
import { join, NETWORK, PASSWORD, usePretendedDevice } from "./pretended_device.mjs";

const openDevice = usePretendedDevice();
let page;

async function open(mood, options) {
  ({ page } = await openDevice(mood, options));
}

const look = (name) => lookInEverySize(page, name);

const heading = (name) => page.getByRole("heading", { name }).waitFor();
const button = (name) => page.getByRole("button", { name, exact: true });

test("the result is a link, can be copied, and says where to go next", async () => {
  await open("named", { permissions: ["clipboard-read"] });
  await join(page);
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
  await join(page);
  await page.getByRole("link", { name: "http://192.168.1.50/" }).waitFor();
  assert.equal(await page.getByText(".local").count(), 0);
});

test("a message stays what it is: text, which can be copied", async () => {
  await open("hint");
  await join(page);
  await button("Copy").waitFor();
  assert.equal(await page.getByRole("link").count(), 0);
});

test("where the clipboard is closed the report is selected, to be copied by hand", async () => {
  await open("wrong-password");
  await page.evaluate(() => (document.execCommand = () => false));
  await join(page);
  await button("Copy a report for support").click();
  await page.getByText("Selected: now copy it").waitFor();
  const selected = await page
    .getByLabel("Report")
    .evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
  assert.equal(selected, await page.getByLabel("Report").inputValue());
});

test("a report for support tells what happened, and nothing secret", async () => {
  await open("wrong-password", { permissions: ["clipboard-read"] });
  await join(page);
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

test("the list says why a network may be missing", async () => {
  await open("fine");
  await page.getByText("This device finds only 2.4 GHz networks.").waitFor();
});
