/**
 * Builds the setup page: `www/index.html` with `page.css` and `page.ts` inline, gzip, one file.
 * Oldest browsers: Safari of iOS 12 (the last one for the iPhone 5s and 6) and Android WebView 66
 * (April 2018, updated by the Play Store back to Android 5). What is older goes to /plain.
 *
 * Extra scripts, `www/extra/NAME.ts`, are files of their own, which only those pages load that are told to.
 *
 *   node tools/build_page.mjs    writes portal.html, portal.html.gz, NAME.js.gz and language-TAG.gz to build/page
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { needPackages } from "./build_sim.mjs";
import { commandLine } from "./command_line.mjs";
import { compress, findExcess, findForbidden } from "./page_rules.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

export const OLDEST_BROWSERS = ["ios12", "chrome66"];
export const MAX_GZIP_BYTES = 8192;
export const MAX_EXTRA_GZIP_BYTES = 4096;
/** Of seal.js, most of which is tweetnacl. */
export const MAX_SEAL_GZIP_BYTES = 10240;

const EXTRA_FOLDER = join(ROOT, "www/extra");
/** Of the extra scripts: each is `NAME.js.gz` on a device. */
export const EXTRAS = readdirSync(EXTRA_FOLDER)
  .map((file) => /^([a-z]+)\.ts$/.exec(file)?.[1])
  .filter(Boolean);

/**
 * Properties of the page's own objects, which get one letter each in all scripts but those with a
 * library: no browser and no JSON of the device has one of these names.
 */
const OWN_PROPERTIES =
  "actions auth besides card choose clear draft element finish hex hint kind line loadTexts moment " +
  "networks offers paragraph parts picture present put resume rssiDbm say says texts wanted watchers words";
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SHORT_NAMES = Object.fromEntries(
  OWN_PROPERTIES.split(" ").map((name, index) => [name, LETTERS[index]]),
);

const REQUIRED = [
  [/<form[^>]*\smethod="?post/, 'a form with method="post"'],
  [/<meta name="?viewport/, "a viewport"],
  [/<noscript>.*href="\/plain"/, "a way to /plain without script"],
];

/** Sentences that say why this page must not go onto a device; none when it may. */
export function findFaults(html, gzipBytes) {
  const lacking = REQUIRED.filter(([pattern]) => !pattern.test(html));
  return [
    ...findForbidden(html, "The page"),
    ...lacking.map(([, meaning]) => `The page lacks ${meaning}.`),
    ...findExcess(gzipBytes, MAX_GZIP_BYTES, "The page"),
  ];
}

/** The same for an extra script, which the page puts into a script element as it is. */
export function findExtraFaults(name, script, gzipBytes) {
  const file = `${name}.js`;
  const strange = /[^\n\x20-\x7e]|<\/script/i.exec(script);
  const limit = name === "seal" ? MAX_SEAL_GZIP_BYTES : MAX_EXTRA_GZIP_BYTES;
  return [
    ...findForbidden(script, file),
    ...(strange ? [`${file} contains "${strange[0]}", which does not travel as it is.`] : []),
    ...findExcess(gzipBytes, limit, file),
  ];
}

/** One script or style with all that it imports. `shortens`: its own properties too. */
async function bundle(path, { charset = "utf8", shortens = true } = {}) {
  const { build, transformSync } = await import("esbuild");
  const { inlineNumbers } = await import("./inline_numbers.mjs");
  const { numberTexts } = await import("./page_texts.mjs");
  const result = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    charset,
    legalComments: "none",
    target: OLDEST_BROWSERS,
    // Only tagged templates are broken in Safari 12, and there are none.
    supported: { "template-literal": true },
    plugins: [numberTexts, inlineNumbers],
    logLevel: "silent",
  });
  const text = result.outputFiles[0].text.trim();
  if (!shortens) return text;
  // Not in one go: the imports have to be resolved first.
  const { code } = transformSync(text, {
    minify: true,
    charset,
    target: OLDEST_BROWSERS,
    supported: { "template-literal": true },
    mangleProps: new RegExp(`^(${OWN_PROPERTIES.replaceAll(" ", "|")})$`),
    mangleCache: SHORT_NAMES,
  });
  return code.trim();
}

/** An HTML file with `page.css` and `page.ts` of its folder inline: its text and compressed bytes. */
export async function inlinePage(path) {
  const { transformSync } = await import("esbuild");
  const folder = dirname(path);
  const [style, script] = await Promise.all(
    ["page.css", "page.ts"].map((name) =>
      bundle(join(folder, name), { shortens: name.endsWith(".ts") }),
    ),
  );
  const html = readFileSync(path, "utf8")
    .replace("<!-- page.css -->", "{{style}}")
    .replace("<!-- page.ts -->", "{{script}}")
    .replace(/(?<=<script>)[^]+?(?=<\/script>)/g, (script) => {
      const { code } = transformSync(script, { minify: true, target: OLDEST_BROWSERS });
      return code.trim().replace(/;$/, "");
    })
    .replace(/<!--[^]*?-->/g, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(/ ?(\/?>) </g, "$1<")
    // Where HTML needs neither quotes nor slash: sections 13.1.2.1 and 13.1.2.3.
    .replace(/<(?!path)\w[^>]*>/g, (tag) => tag.replace(/="([\w-]+)"/g, "=$1").replace(/\/>$/, ">"))
    // What HTML lets be left out: section 13.1.2.4.
    .replace(/<head>|<\/head><body>|<\/body><\/html>/g, "")
    .trim()
    .replace("{{style}}", () => `<style>${style.replace(/(--\w+): /g, "$1:")}</style>`)
    // All that strict mode forbids, the compiler has refused.
    .replace("{{script}}", () => `<script>${script.replace(/^"use strict";/, "")}</script>`);
  return { html, gzip: await compress(html) };
}

/** Makes the setup page in memory: its text, its compressed bytes, and what is wrong with it. */
export async function buildPage() {
  const { html, gzip } = await inlinePage(join(ROOT, "www/index.html"));
  return { html, gzip, faults: findFaults(html, gzip.length) };
}

/** Makes one of the extra scripts in memory. */
export async function buildExtra(name) {
  const script = await bundle(join(EXTRA_FOLDER, `${name}.ts`), {
    charset: "ascii",
    shortens: name !== "seal",
  });
  const gzip = await compress(script);
  return { name, script, gzip, faults: findExtraFaults(name, script, gzip.length) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  commandLine("node tools/build_page.mjs    writes the page and its languages to build/page\n");
  needPackages("build_page");
  const { buildLanguage, LANGUAGES } = await import("./page_languages.mjs");
  const [page, ...extras] = await Promise.all([buildPage(), ...EXTRAS.map(buildExtra)]);
  const languages = await Promise.all(LANGUAGES.map(buildLanguage));
  const faults = [page, ...extras, ...languages].flatMap((built) => built.faults);
  if (faults.length > 0) {
    for (const fault of faults) console.error(fault);
    process.exit(1);
  }
  const folder = join(ROOT, "build", "page");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "portal.html"), page.html);
  writeFileSync(join(folder, "portal.html.gz"), page.gzip);
  console.log(`portal.html.gz: ${page.gzip.length} bytes (${page.html.length} before compression)`);
  for (const { name, script, gzip } of extras) {
    writeFileSync(join(folder, `${name}.js.gz`), gzip);
    console.log(`${name}.js.gz: ${gzip.length} bytes (${script.length} before compression)`);
  }
  for (const { file, gzip } of languages.flatMap(({ files }) => files)) {
    writeFileSync(join(folder, file), gzip);
    console.log(`${file}: ${gzip.length} bytes`);
  }
}
