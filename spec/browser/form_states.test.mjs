// What the form does with answers that no usual setup has: the page in real Chromium, a pretended device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprint } from "../../tools/label/secrets.mjs";
import { lookInEverySize } from "./every_size.mjs";
import { NETWORK, PASSWORD, usePretendedDevice } from "./pretended_device.mjs";

const openDevice = usePretendedDevice();
let page;
let server;

async function open(mood) {
  ({ page, server } = await openDevice(mood));
}

async function choose() {
  await page.getByRole("button", { name: NETWORK }).click();
}

const look = (name) => lookInEverySize(page, name);

const password = () => page.getByLabel("Password", { exact: true });
const code = () => page.getByLabel("Setup code, on the label of the device");
const join = () => page.getByRole("button", { name: "Join", exact: true });
const heading = (name) => page.getByRole("heading", { name }).waitFor();
const joinPosts = () => server.posts.filter(({ path }) => path === "/api/access-point");

test("the form asks for the setup code, and keeps the password when it is wrong", async () => {
  await open("code");
  await choose();
  await password().fill(PASSWORD);
  await join().click({ force: true });
  await page.getByText("This code is not right.").waitFor();
  assert.equal(await code().getAttribute("aria-invalid"), "true");
  assert.equal(joinPosts().length, 0);
  await look("code-missing");

  await code().fill("000000");
  await join().click();
  await page.getByText("This code is not right.").waitFor();
  assert.equal(await code().evaluate((field) => field === document.activeElement), true);
  assert.equal(await page.getByRole("status").innerText(), "");
  assert.equal(await code().inputValue(), "000000");
  assert.equal(await password().inputValue(), PASSWORD);
  assert.deepEqual(joinPosts()[0].form, { ssid: NETWORK, password: PASSWORD, setupCode: "000000" });
  await look("code-wrong");

  await code().fill("481516");
  assert.equal(await page.getByText("This code is not right.").count(), 0);
  await join().click();
  await page
    .getByText("Too many tries, or others wait. Wait 20 seconds, then try again.")
    .waitFor();
  assert.equal(await password().inputValue(), PASSWORD);
  assert.equal(await code().inputValue(), "481516");
  await look("too-many-tries");
  await join().click();
  await heading("Connected");
});

test("the page says that the setup network is open", async () => {
  await open("open");
  await choose();
  await page
    .getByText("The setup network is open. Others nearby can read what you send.")
    .waitFor();
  await look("open");
});

test("nothing is said of an open network where it has a password", async () => {
  await open("fine");
  await choose();
  await password().waitFor();
  assert.equal(await page.getByText("Others nearby").count(), 0);
  assert.equal(await page.getByText("sealed").count(), 0);
  assert.equal(await page.locator("script[src]").count(), 0);
});

test("where there is a key only the box is sent", async () => {
  await open("sealed");
  await choose();
  await page.getByText(fingerprint(server.device.terms.sealKey), { exact: true }).waitFor();
  await look("sealed");
  await password().fill(PASSWORD);
  await join().click();
  await heading(/Joining/);
  await heading("Connected");
  const [{ form }] = joinPosts();
  assert.deepEqual(Object.keys(form), ["sealed"]);
  assert.match(form.sealed, /^[\da-f]{608}$/);
});

test("a key that nobody could compare is shown first", async () => {
  await open("sealed-new-key");
  await choose();
  const before = fingerprint(server.device.terms.sealKey);
  await page.getByText(before, { exact: true }).waitFor();
  await password().fill(PASSWORD);
  await join().click();
  await page.getByText("The device has a new key.").waitFor();
  const now = fingerprint(server.device.terms.sealKey);
  assert.notEqual(now, before);
  await page.getByText(now, { exact: true }).waitFor();
  assert.equal(await password().inputValue(), PASSWORD);
  assert.equal(joinPosts().length, 1);
  await look("new-key");
  await join().click();
  await heading(/Joining/);
  assert.equal(joinPosts().length, 2);
});

test("without what seals nothing is sent, until the person says so", async () => {
  await open("sealed-no-script");
  await choose();
  await password().fill(PASSWORD);
  await join().click();
  await page.getByText("The password could not be sealed.").waitFor();
  assert.equal(joinPosts().length, 0);
  assert.equal(await password().inputValue(), PASSWORD);
  await look("not-sealed");
  await join().click();
  await page.getByText("The password could not be sealed.").waitFor();
  assert.equal(joinPosts().length, 0);
  await page.getByRole("button", { name: "Send it so that others nearby can read it" }).click();
  await heading(/Joining/);
  assert.equal(joinPosts()[0].form.password, PASSWORD);
});

test("what seals is asked for again when it came too late", async () => {
  await open("sealed-late-script");
  await choose();
  await password().fill(PASSWORD);
  await join().click();
  await page.getByText("The password could not be sealed.").waitFor();
  await page.getByText(fingerprint(server.device.terms.sealKey), { exact: true }).waitFor();
  await join().click();
  await heading(/Joining/);
  assert.deepEqual(Object.keys(joinPosts()[0].form), ["sealed"]);
});

test("somebody else's attempt is told from one's own", async () => {
  await open("busy");
  await choose();
  await password().fill(PASSWORD);
  await join().click();
  await page.getByText("Somebody else is setting up the device right now.").waitFor();
  await heading("Joining FRITZ!Box 7590 KL");
  await look("busy");
  await page.getByText("FRITZ!Box 7590 KL did not accept the password.").waitFor();
  await page.getByRole("button", { name: "Check what you typed" }).click();
  assert.equal(await password().inputValue(), PASSWORD);
  await join().click();
  await heading(`Joining ${NETWORK}`);
  assert.equal(await page.getByText("Somebody else").count(), 0);
  await heading("Connected");
});
