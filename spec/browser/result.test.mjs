// The end of a setup on the simulated device: the result stays, and the phone's sheet finds out.
import assert from "node:assert/strict";
import { request } from "node:http";
import { afterEach, test } from "node:test";
import { usePhone } from "./phone.mjs";
import { HOME, SimulatedDevice } from "./simulated_device.mjs";

const SHEET =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
const APPLE = "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>";

const openPage = usePhone();
let device;

afterEach(() => device?.remove());

async function start(settings) {
  device = new SimulatedDevice(undefined, { settings });
  await device.start();
  await device.event("ap_start");
}

/** A page in a browser that knows nothing of any before it. */
async function open(options = {}) {
  const page = await openPage(options);
  await page.goto(device.url);
  return page;
}

async function join(page) {
  await page.getByRole("button", { name: HOME.ssid }).click();
  await page.getByLabel("Password", { exact: true }).fill(HOME.password);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("heading", { name: "Connected" }).waitFor();
}

/** What a phone asks by itself, to find out whether it is online. */
function probe(path = "/hotspot-detect.html", host = "captive.apple.com") {
  return new Promise((resolve, reject) => {
    const { port } = new URL(device.url);
    const asked = request({ host: "127.0.0.1", port, path, headers: { Host: host } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () =>
        resolve({ status: answer.statusCode, body: `${Buffer.concat(parts)}` }),
      );
    });
    asked.on("error", reject);
    asked.end();
  });
}

test("the result is there for who leaves and comes back, with the device's name", async () => {
  await start('return { id = "lamp-7f3a", name = "Hall", localName = "lamp", colour = "#a01020" }');
  const first = await open();
  await first.getByText("Hall", { exact: true }).waitFor();
  await join(first);
  const link = first.getByRole("link", { name: /^http:\/\/[\d.]+\/$/ });
  const address = await link.getAttribute("href");
  await first.context().close();

  const second = await open();
  await second.getByRole("heading", { name: "Connected" }).waitFor();
  await second.getByRole("link", { name: address }).waitFor();
  await second.getByRole("link", { name: "http://lamp.local/" }).waitFor();
});

test("a sheet hears that it is online as soon as the result was read, and not before", async () => {
  await start("return {}");
  const page = await open({ userAgent: SHEET });
  assert.equal((await probe()).status, 302);
  await join(page);
  assert.equal((await probe()).status, 302);
  await page.getByRole("button", { name: "Finish" }).click();
  await page.waitForURL("**/?done");
  assert.deepEqual(await probe(), { status: 200, body: APPLE });
  assert.equal((await probe("/generate_204", "connectivitycheck.gstatic.com")).status, 204);
  assert.equal((await probe("/", "example.com")).status, 302);
  await page.getByRole("heading", { name: "All done" }).waitFor();
  await device.event("ap_stop");
});

test("a failed attempt has a report without the password", async () => {
  await start("return {}");
  const page = await open();
  await page.getByRole("button", { name: HOME.ssid }).click();
  await page.getByLabel("Password", { exact: true }).fill("canary password");
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("button", { name: "Copy a report for support" }).click();
  const report = await page.getByLabel("Report", { exact: true }).inputValue();
  assert.match(report, /^firmware: \d/m);
  assert.match(report, /^freeHeap: \d{4,}$/m);
  assert.match(report, /^failed: wrong-password$/m);
  assert.ok(report.includes(`network: ${HOME.ssid}\n`));
  assert.ok(!report.includes("canary"));
});

test("a portal that closes soon is counted out, and Stay keeps it", async () => {
  await start("return { idleTimeoutMs = 30000 }");
  const page = await open();
  // It is shorter than the first message of the page that somebody is there.
  await page
    .getByText(/goes off in \d+ seconds/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Stay" }).click();
  await page.getByRole("button", { name: "Stay" }).waitFor({ state: "hidden" });
});
