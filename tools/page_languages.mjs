/**
 * The translations: `www/languages/TAG.json`, the texts of each part of the page by name, made into
 * files for the flash: `language-TAG.gz` for the page, `language-NAME-TAG.gz` for an optional extra script.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compress, findExcess, findForbidden } from "./page_rules.mjs";
import { FILES_OF_PARTS, PARTS, VERSION } from "./page_texts.mjs";

const FOLDER = fileURLToPath(new URL("../www/languages", import.meta.url));

export const MAX_LANGUAGE_GZIP_BYTES = 2048;

/** Tags of all languages but English, which is in the page. */
export const LANGUAGES = readdirSync(FOLDER)
  .map((name) => /^([a-z-]+)\.json$/.exec(name)?.[1])
  .filter(Boolean)
  .sort();

/** Texts by name, by part. */
export const readLanguage = (tag) => JSON.parse(readFileSync(join(FOLDER, `${tag}.json`), "utf8"));

const placeholdersOf = (text) => (text.match(/\{\w*\}?|\}/g) ?? []).sort().join(" ");

/** Sentences that say what is wrong with the texts of one part; what is missing is English. */
export function findTextFaults(tag, name, texts) {
  const part = PARTS[name];
  if (!part) return [`${tag}.json has texts for "${name}", which is no part of the page.`];
  return Object.entries(texts).flatMap(([key, text]) => {
    const number = part.names.indexOf(key);
    if (number < 0) return [`${tag}.json has a text "${key}" that nothing says.`];
    if (typeof text !== "string") return [`${tag}.json: "${key}" is no text.`];
    const wanted = placeholdersOf(part.words[number]);
    return [
      ...(placeholdersOf(text) === wanted
        ? []
        : [`${tag}.json: "${key}" has to name ${wanted || "no value"}.`]),
      ...findForbidden(text, `${tag}.json: "${key}"`),
    ];
  });
}

async function buildFile(tag, name, texts) {
  const parts = FILES_OF_PARTS[name];
  const { first } = PARTS[parts[0]];
  const words = parts.flatMap((part) => PARTS[part].names.map((key) => texts[part]?.[key] ?? ""));
  if (name === "page") words[0] = tag;
  const text = JSON.stringify([VERSION, `${first}`, ...words]);
  const gzip = await compress(text);
  const file = name === "page" ? `language-${tag}.gz` : `language-${name}-${tag}.gz`;
  return { file, text, gzip, faults: findExcess(gzip.length, MAX_LANGUAGE_GZIP_BYTES, file) };
}

/** Makes the files of one language in memory. */
export async function buildLanguage(tag) {
  const texts = readLanguage(tag);
  const faults = Object.keys(texts).flatMap((name) => findTextFaults(tag, name, texts[name]));
  const names = Object.keys(FILES_OF_PARTS);
  const files = await Promise.all(names.map((name) => buildFile(tag, name, texts)));
  return { tag, files, faults: [...faults, ...files.flatMap((file) => file.faults)] };
}
