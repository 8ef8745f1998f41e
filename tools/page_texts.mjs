/**
 * The texts of the page and of its extra scripts, for the build and for the translations. `www/text.ts`
 * and each `www/extra/NAME/text.ts` are run here, and what they made becomes one list of words each,
 * with numbers instead of calls: so a text costs the page its words alone.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const WWW = fileURLToPath(new URL("../www", import.meta.url));
/** Extra scripts of every page: their translations travel with those of the page, in one file. */
const WITH_PAGE = ["more"];
const FILES = { page: join(WWW, "text.ts") };
const EXTRA = join(WWW, "extra");
for (const name of new Set([...WITH_PAGE, ...readdirSync(EXTRA).sort()])) {
  const path = join(EXTRA, name, "text.ts");
  if (existsSync(path)) FILES[name] = path;
}

function run() {
  const lines = Object.entries(FILES).map(
    ([part, path]) => `export * as ${part} from ${JSON.stringify(path)};`,
  );
  const { outputFiles } = buildSync({
    stdin: { contents: lines.join("\n"), resolveDir: WWW },
    bundle: true,
    format: "esm",
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

const modules = await run();
const words = modules.page.texts;

/**
 * @typedef {object} Part
 * @property {string} path of its texts
 * @property {number} first the number of its first text
 * @property {string[]} names of its texts, by number; the very first of the page is "language"
 * @property {string[]} words in English, in the same order
 */

/** @type {Record<string, Part>} by name: "page", and the names of extra scripts */
export const PARTS = {};
let first = 0;
for (const [part, path] of Object.entries(FILES)) {
  const numbered = Object.entries(modules[part]).filter(([, value]) => typeof value === "number");
  const names = numbered.sort(([, one], [, other]) => one - other).map(([name]) => name);
  if (part === "page") names.unshift("language");
  // Plain words stay English: such a file is taken as it is.
  if (names.length === 0) continue;
  PARTS[part] = { path, first, names, words: words.slice(first, first + names.length) };
  first += names.length;
}

/** Names of parts by file of translations. */
export const FILES_OF_PARTS = { page: [] };
for (const part of Object.keys(PARTS)) {
  if (part === "page" || WITH_PAGE.includes(part)) FILES_OF_PARTS.page.push(part);
  else FILES_OF_PARTS[part] = [part];
}

/** Changes with the names and their order: translations are for one list of texts only. */
export const VERSION = createHash("sha256")
  .update(
    Object.values(PARTS)
      .flatMap(({ names }) => names)
      .join(),
  ) // prettier-ignore
  .digest("base64url")
  .slice(0, 4);

function listOf({ words }) {
  return `${JSON.stringify(words.join("\n"))}.split("\\n")`;
}

/** What stands in the bundle for the file that says the texts of a part. */
function contentsOf(part) {
  const { names, first } = part;
  // They come first: only then esbuild writes the numbers themselves where they are used.
  const numbers = names.map((name, index) => `export const ${name} = ${first + index};`);
  const rest =
    part === PARTS.page
      ? [
          `export const version = "${VERSION}";`,
          `export const texts = /* @__PURE__ */ ${listOf(part)};`,
        ]
      : [
          `${listOf(part)}.forEach((words, index) => {`,
          `  window.page.texts[index + ${first}] = window.page.texts[index + ${first}] || words;`,
          `});`,
        ];
  return [...numbers, ...rest].join("\n");
}

/** A plugin of esbuild that puts the lists where the texts were. */
export const numberTexts = {
  name: "number-texts",
  setup(build) {
    build.onLoad({ filter: /[/\\]text\.ts$/ }, ({ path }) => {
      const part = Object.values(PARTS).find((one) => one.path === path);
      return part && { contents: contentsOf(part) };
    });
  },
};
