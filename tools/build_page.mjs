/**
 * Builds the setup page: `www/index.html` with `page.css` and `page.ts` inline, gzip, one file.
 * Oldest browsers: Safari of iOS 12 (the last one for the iPhone 5s and 6) and Android WebView 66
 * (April 2018, updated by the Play Store back to Android 5). What is older goes to /plain.
 *
 * Extra scripts, `www/extra/NAME.ts`, are files of their own, which only those pages load that are told to.
 *
 *   node tools/build_page.mjs    writes portal.html, portal.html.gz and NAME.js.gz to build/page
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { needPackages } from "./build_sim.mjs";
import { commandLine } from "./command_line.mjs";

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
  "actions auth besides card choose clear draft element finish hex hint kind line moment " +
  "networks offers paragraph parts picture present put resume rssiDbm say says step wanted watchers words";
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SHORT_NAMES = Object.fromEntries(
  OWN_PROPERTIES.split(" ").map((name, index) => [name, LETTERS[index]]),
);

/** What would make a phone think that it is online, or does not work in a captive portal's sheet. */
const FORBIDDEN = [
  [/success/i, "the word that Apple's probe looks for"],
  [/NetworkManager is online|X-NetworkManager-Status/i, "an online answer of NetworkManager"],
  [/Microsoft Connect Test|Microsoft NCSI/i, "an online answer of Windows"],
  [/\b(src|href)\s*=\s*["']?\s*(https?:|\/\/)/i, "an address outside of the device"],
  [/\btarget\s*=/i, "a link to another window"],
  [/\b(alert|confirm|prompt)\s*\(/, "a dialog"],
  [/window\.open/, "a new window"],
  [/type\s*=\s*["']?file/i, "a file field"],
  [/localStorage|sessionStorage/, "browser storage"],
  [/maximum-scale|user-scalable\s*=\s*(no|0)/i, "a ban on zoom"],
];

const REQUIRED = [
  [/<form[^>]*\smethod="post"/, 'a form with method="post"'],
  [/<meta name="viewport"/, "a viewport"],
  [/<noscript>.*href="\/plain"/, "a way to /plain without script"],
];

function findForbidden(text, what) {
  return FORBIDDEN.flatMap(([pattern, meaning]) => {
    const found = pattern.exec(text);
    return found ? [`${what} contains "${found[0]}", ${meaning}.`] : [];
  });
}

function findExcess(gzipBytes, limit, what) {
  if (gzipBytes <= limit) return [];
  return [`${what} has ${gzipBytes} bytes compressed; at most ${limit} may be sent.`];
}

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

/** Times that the best division into blocks is looked for; more find nothing. */
const ITERATIONS = 30;

/** As small as deflate can be; the same bytes for the same sources: no time stamp (RFC 1952). */
export async function compress(text) {
  const { gzipAsync } = await import("@gfx/zopfli");
  return Buffer.from(await gzipAsync(Buffer.from(text), { numiterations: ITERATIONS }));
}

/** One script or style with all that it imports. `shortens`: its own properties too. */
async function bundle(path, { charset = "utf8", shortens = true } = {}) {
  const { build, transformSync } = await import("esbuild");
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
    // What HTML lets be left out: section 13.1.2.4.
    .replace(/<head>|<\/head><body>|<\/body><\/html>/g, "")
    .trim()
    .replace("{{style}}", () => `<style>${style}</style>`)
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
  commandLine("node tools/build_page.mjs    writes the setup page and seal.js to build/page\n");
  needPackages("build_page");
  const [page, ...extras] = await Promise.all([buildPage(), ...EXTRAS.map(buildExtra)]);
  const faults = [page, ...extras].flatMap((built) => built.faults);
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
}
