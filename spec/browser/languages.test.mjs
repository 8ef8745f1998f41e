// The page in every language, in real Chromium: asked for once, whole, and in the direction that it is read in.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES, readLanguage } from "../../tools/page_languages.mjs";
import { PARTS } from "../../tools/page_texts.mjs";
import { openState } from "./page_states.mjs";
import { PHONE, usePhone } from "./phone.mjs";

/** The last one is a phone of 360 at 200 %. */
const WIDTHS = [360, 320, 180];
/** A folder for pictures of some states, for people to look at. */
const PICTURES = process.env.PICTURES;
const STATES = ["list", "password-wrong", "joining", "connected", "not-found", "sealed", "done"];

const openPage = usePhone();
if (PICTURES) mkdirSync(PICTURES, { recursive: true });

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
      const { page, server, close } = await openState(await openPage({ locale: tag }), state);
      t.after(close);
      const root = page.locator(`html[lang=${tag}]`);
      assert.equal(await root.getAttribute("dir"), texts.page.direction);
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
      close();
    }
  });
}
