// Which browsers are the sign-in sheet of a phone: user agents as reports from the field have them.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FILE = join(dirname(fileURLToPath(import.meta.url)), "../../www/extra/more/sheet.ts");
const { outputFiles } = await build({
  entryPoints: [FILE],
  bundle: true,
  format: "esm",
  write: false,
});
const { isSheet } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

const SHEETS = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
  "Mozilla/5.0 (Linux; Android 11; SM-A505F Build/RP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/96.0 Mobile Safari/537.36",
];
const BROWSERS = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.0 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0",
  "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
  "",
];

test("sheets are told from browsers", () => {
  for (const agent of SHEETS) assert.ok(isSheet(agent), agent);
  for (const agent of BROWSERS) assert.ok(!isSheet(agent), agent);
});
