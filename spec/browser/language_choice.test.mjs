// Which language the page is in, what it does with texts that are not whole, and right to left; real Chromium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { MOODS } from "../../tools/page_moods.mjs";
import { openState } from "./page_states.mjs";
import { usePhone } from "./phone.mjs";
import { HOME, NETWORKS, SimulatedDevice } from "./simulated_device.mjs";

const openPage = usePhone();

async function open(t, locale, state) {
  const { page, close, server } = await openState(await openPage({ locale }), state);
  t.after(close);
  return { page, server };
}

test("nothing is asked for in English", async (t) => {
  for (const locale of ["en", "en-GB", "en-US"]) {
    const { page, server } = await open(t, locale, "list");
    assert.deepEqual(server.device.languages, []);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
  }
});

test("a language that the device does not have is English", async (t) => {
  const { page, server } = await open(t, "sv-SE", "list");
  assert.equal(server.device.languages.length, 1);
  assert.equal(await page.getByRole("heading").innerText(), "Choose a network");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

test("texts that are missing, or for another page, are English", async (t) => {
  MOODS.fine.texts = ({ gzip }) => {
    const texts = JSON.parse(gunzipSync(gzip));
    texts[texts.indexOf("WLAN wählen")] = "";
    return gzipSync(JSON.stringify(texts));
  };
  t.after(() => delete MOODS.fine.texts);
  const partly = (await open(t, "de", "list")).page;
  await partly.getByText("Verborgenes Netzwerk …").waitFor();
  assert.equal(await partly.getByRole("heading").innerText(), "Choose a network");
  MOODS.fine.texts = ({ gzip }) => {
    const [, ...texts] = JSON.parse(gunzipSync(gzip));
    return gzipSync(JSON.stringify(["????", ...texts]));
  };
  const old = (await open(t, "de", "list")).page;
  await old.getByText("Hidden network…").waitFor();
  assert.equal(await old.getByRole("heading").innerText(), "Choose a network");
  MOODS.fine.texts = () => gzipSync('{"lang":');
  const broken = (await open(t, "de", "list")).page;
  await broken.getByText("Hidden network…").waitFor();
});

test("right to left the names of networks stay as they are, and the bars grow the other way", async (t) => {
  const { page } = await open(t, "ar", "list-nasty");
  const row = page.locator("button.row").first();
  const [name, bars] = await Promise.all(
    [".name", ".of4"].map((part) => row.locator(part).first().boundingBox()),
  );
  assert.ok(name.x > bars.x, "the name begins on the right");
  assert.equal(await row.locator("bdi").first().innerText(), "<script>alert(1)</script>");
  const flips = await row
    .locator("svg")
    .last()
    .evaluate((svg) => getComputedStyle(svg).transform);
  assert.equal(flips, "matrix(-1, 0, 0, 1, 0, 0)");
});

test("a phone sets the real device up in its language", async (t) => {
  const device = new SimulatedDevice({ networks: NETWORKS, moveLossMs: 0 });
  t.after(() => device.remove());
  await device.start();
  await device.event("ap_start");
  const page = await openPage({ locale: "pt-BR" });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(device.url);
  await page.getByRole("button", { name: HOME.ssid }).click();
  await page.getByLabel("Senha", { exact: true }).fill("wrong password");
  await page.getByRole("button", { name: "Conectar", exact: true }).click();
  await page.getByText(`${HOME.ssid} não aceitou a senha.`).waitFor();
  await page.getByRole("button", { name: "Conferir os dados" }).click();
  await page.getByLabel("Senha", { exact: true }).fill(HOME.password);
  await page.getByRole("button", { name: "Conectar", exact: true }).click();
  await page.getByRole("heading", { name: "Conectado" }).waitFor();
  await page.getByRole("button", { name: "Copiar o endereço" }).waitFor();
  assert.equal(asked.filter((path) => path === "/language").length, 1);
});
