// The translations of the page: whole, fitting, small, and without a word that a phone takes for "online".
import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import {
  buildLanguage,
  findTextFaults,
  LANGUAGES,
  MAX_LANGUAGE_GZIP_BYTES,
  readLanguage,
} from "../../tools/page_languages.mjs";
import { FILES_OF_PARTS, PARTS, VERSION } from "../../tools/page_texts.mjs";

/** Byte-wise in any case, as phones look for them: docs/portal.md. */
const TELLTALES = ["success", "networkmanager", "microsoft"];

/** What may read as in English: names, and words that a language has taken over. */
const SAME = {
  it: ["password"],
};
const RIGHT_TO_LEFT = ["ar", "he"];

const built = Object.fromEntries(
  await Promise.all(LANGUAGES.map(async (tag) => [tag, await buildLanguage(tag)])),
);
const namesOf = (name) => PARTS[name].names.filter((key) => key !== "language");
const englishOf = (name, key) => PARTS[name].words[PARTS[name].names.indexOf(key)];

test("there is every language that the documents promise", () => {
  const promised = "ar de es fr he hi it ja ko nl pl pt ru tr uk zh";
  assert.equal(LANGUAGES.join(" "), promised);
});

for (const tag of LANGUAGES) {
  const texts = readLanguage(tag);

  test(`${tag}: no text is missing, none is too many`, () => {
    for (const name of Object.keys(PARTS)) {
      assert.deepEqual(Object.keys(texts[name] ?? {}).sort(), namesOf(name).sort(), name);
    }
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(PARTS).sort());
  });

  test(`${tag}: every text is translated, and fits into its place`, () => {
    assert.deepEqual(built[tag].faults, []);
    const same = ["direction", ...(SAME[tag] ?? [])];
    for (const name of Object.keys(PARTS)) {
      for (const [key, text] of Object.entries(texts[name])) {
        assert.equal(
          text.trim(),
          text.replace(/\n/g, "?"),
          `${key}: spaces at an end, or two lines`,
        );
        if (!same.includes(key)) assert.notEqual(text, englishOf(name, key), key);
      }
    }
    for (const key of SAME[tag] ?? []) {
      assert.equal(texts.page[key], englishOf("page", key), `${key} need not be in the list`);
    }
    const direction = RIGHT_TO_LEFT.includes(tag) ? "rtl" : "ltr";
    assert.equal(texts.page.direction, direction);
  });

  test(`${tag}: the files are small, and no telltale is in them`, () => {
    for (const { file, text, gzip } of built[tag].files) {
      assert.ok(Buffer.byteLength(file) <= 31, file);
      assert.ok(gzip.length <= MAX_LANGUAGE_GZIP_BYTES, `${file}: ${gzip.length} bytes`);
      assert.equal(gunzipSync(gzip).toString(), text);
      const bytes = Buffer.from(text).toString("latin1").toLowerCase();
      for (const word of TELLTALES) assert.ok(!bytes.includes(word), `${file}: ${word}`);
      assert.doesNotMatch(text, /^OK/i);
      const [version, first, ...words] = JSON.parse(text);
      const parts = Object.values(FILES_OF_PARTS).find(
        ([part]) => `${PARTS[part].first}` === first,
      );
      assert.equal(version, VERSION);
      const names = parts.flatMap((part) => PARTS[part].names);
      assert.equal(words.length, names.length);
      for (const part of parts) {
        const { names, first } = PARTS[part];
        const wanted = names.map((key) => (key === "language" ? tag : texts[part][key]));
        assert.deepEqual(words.slice(first - PARTS[parts[0]].first).slice(0, names.length), wanted);
      }
    }
  });
}

test("the build names what is wrong with a text", () => {
  const faults = (key, text) => findTextFaults("xx", "page", { [key]: text }).length;
  assert.equal(faults("again", "Noch einmal"), 0);
  assert.equal(faults("never", "Nie"), 1);
  assert.equal(faults("again", 7), 1);
  assert.equal(faults("again", "Noch {ssid} einmal"), 1);
  assert.equal(faults("wrongPassword", "Das Passwort stimmt nicht."), 1);
  assert.equal(faults("wrongPassword", "{SSID}: falsch"), 1);
  assert.equal(faults("wrongPassword", "{ssid: falsch"), 1);
  assert.equal(faults("wrongPassword", "{ssid}: falsch"), 0);
  assert.equal(faults("onlineTitle", "Connesso con successo"), 1);
  assert.equal(findTextFaults("xx", "nowhere", {}).length, 1);
});
