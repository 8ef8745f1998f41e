// The page in every language, in real Chromium: asked for once, whole, and right to left where it has to be.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { LANGUAGES, readLanguage } from "../../tools/page_languages.mjs";
import { PARTS } from "../../tools/page_texts.mjs";
import { MOODS } from "../../tools/page_moods.mjs";
import { HOME, NETWORKS, SimulatedDevice } from "./simulated_device.mjs";
import { openState } from "./page_states.mjs";
import { PHONE, usePhone } from "./phone.mjs";

/** The last one is a phone of 360 at 200 %. */
const WIDTHS = [360, 320, 180];
/** A folder for pictures of some states, for people to look at. */
const PICTURES = process.env.PICTURES;
const STATES = ["list", "password-wrong", "joining", "connected", "not-found", "sealed", "done"];

const openPage = usePhone();
if (PICTURES) mkdirSync(PICTURES, { recursive: true });

async function open(t, locale, state) {
  const { page, close, server } = await openState(await openPage({ locale }), state);
  t.after(close);
  return { page, server };
}

/** Every text of the page that somebody can see or hear. */
const textsOf = (page) =>
  page.evaluate(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isText = !node.parentElement.closest("script, style, noscript, form.plain, bdi");
      if (isText && node.data.trim()) texts.push(node.data);
    }
    return texts;
  });

/** What is said of these texts between the values that are filled in. */
const wordsOf = (texts) =>
  texts.flatMap((text) => text.split(/\{\w+\}/)).filter((text) => /[a-z]{3}/i.test(text));
const ENGLISH = wordsOf(Object.values(PARTS).flatMap(({ words }) => words));

async function picture(page, name) {
  if (!PICTURES) return;
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 320]) {
      await page.setViewportSize({ ...PHONE, width });
      const path = `${PICTURES}/${name}-${width}-${colorScheme}.png`;
      await page.screenshot({ path, animations: "disabled", fullPage: true });
    }
  }
}

for (const tag of LANGUAGES) {
  test(`${tag}: everything is said in it, and fits`, async (t) => {
    const texts = readLanguage(tag);
    const own = wordsOf(Object.values(texts).flatMap(Object.values));
    const onlyEnglish = new Set(ENGLISH.filter((text) => !own.includes(text)));
    for (const state of STATES) {
      const { page, server } = await open(t, tag, state);
      assert.deepEqual(
        await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
        [tag, texts.page.direction],
      );
      const english = (await textsOf(page)).filter((text) => onlyEnglish.has(text));
      assert.deepEqual(english, [], state);
      for (const width of WIDTHS) {
        await page.setViewportSize({ ...PHONE, width });
        const excess = await page.evaluate(
          () => document.scrollingElement.scrollWidth - window.innerWidth,
        );
        assert.ok(excess <= 0, `${state}: ${excess} pixels too wide at ${width}`);
      }
      assert.equal(server.device.languages.length, 1);
      await picture(page, `${tag}-${state}`);
      await page.context().close();
      server.close();
    }
  });
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
  assert.equal(await partly.getByRole("heading").innerText(), "Choose a network");
  await partly.getByText("Verborgenes Netzwerk …").waitFor();
  MOODS.fine.texts = ({ gzip }) => {
    const [, ...texts] = JSON.parse(gunzipSync(gzip));
    return gzipSync(JSON.stringify(["????", ...texts]));
  };
  const old = (await open(t, "de", "list")).page;
  assert.equal(await old.getByRole("heading").innerText(), "Choose a network");
  await old.getByText("Hidden network…").waitFor();
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
