/**
 * Builds the setup page: `www/index.html` with `page.css` and `page.ts` inline, gzip, one file.
 * Oldest browsers: Safari of iOS 12 (the last one for the iPhone 5s and 6) and Android WebView 66
 * (April 2018, updated by the Play Store back to Android 5). What is older goes to /plain.
 *
 * What seals passwords is a file of its own, which only pages of devices with a key load.
 *
 *   node tools/build_page.mjs    writes portal.html, portal.html.gz and seal.js.gz to build/page
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { needPackages } from "./build_sim.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

export const OLDEST_BROWSERS = ["ios12", "chrome66"];
export const MAX_GZIP_BYTES = 8192;
/** Of seal.js, most of which is tweetnacl. */
export const MAX_SEAL_GZIP_BYTES = 10240;

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

/** The same for seal.js, which the page puts into a script element as it is. */
export function findSealFaults(script, gzipBytes) {
  const strange = /[^\n\x20-\x7e]|<\/script/i.exec(script);
  return [
    ...findForbidden(script, "seal.js"),
    ...(strange ? [`seal.js contains "${strange[0]}", which does not travel as it is.`] : []),
    ...findExcess(gzipBytes, MAX_SEAL_GZIP_BYTES, "seal.js"),
  ];
}

/** Times that the best division into blocks is looked for; more find nothing. */
const ITERATIONS = 30;

/** As small as deflate can be; the same bytes for the same sources: no time stamp (RFC 1952). */
export async function compress(text) {
  const { gzipAsync } = await import("@gfx/zopfli");
  return Buffer.from(await gzipAsync(Buffer.from(text), { numiterations: ITERATIONS }));
}

async function bundle(path, charset = "utf8") {
  const { build } = await import("esbuild");
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
  return result.outputFiles[0].text.trim();
}

/** An HTML file with `page.css` and `page.ts` of its folder inline: its text and compressed bytes. */
export async function inlinePage(path) {
  const { transformSync } = await import("esbuild");
  const folder = dirname(path);
  const [style, script] = await Promise.all(
    ["page.css", "page.ts"].map((name) => bundle(join(folder, name))),
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

/** Makes what seals in memory. */
export async function buildSeal() {
  const script = await bundle(join(ROOT, "www/seal.ts"), "ascii");
  const gzip = await compress(script);
  return { script, gzip, faults: findSealFaults(script, gzip.length) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  needPackages("build_page");
  const [page, seal] = await Promise.all([buildPage(), buildSeal()]);
  const faults = [...page.faults, ...seal.faults];
  if (faults.length > 0) {
    for (const fault of faults) console.error(fault);
    process.exit(1);
  }
  const folder = join(ROOT, "build", "page");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "portal.html"), page.html);
  writeFileSync(join(folder, "portal.html.gz"), page.gzip);
  writeFileSync(join(folder, "seal.js.gz"), seal.gzip);
  console.log(`portal.html.gz: ${page.gzip.length} bytes (${page.html.length} before compression)`);
  console.log(`seal.js.gz: ${seal.gzip.length} bytes (${seal.script.length} before compression)`);
}
