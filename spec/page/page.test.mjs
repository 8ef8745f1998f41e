// The page's pure parts, and what the build lets through. The page in a browser has its own test.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import {
  buildExtra,
  buildPage,
  EXTRAS,
  findExtraFaults,
  findFaults,
  MAX_EXTRA_GZIP_BYTES,
  MAX_GZIP_BYTES,
} from "../../tools/build_page.mjs";

const WWW = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "www");

async function load(file) {
  const result = await build({
    entryPoints: [join(WWW, file)],
    bundle: true,
    format: "esm",
    write: false,
    charset: "utf8",
  });
  const code = Buffer.from(result.outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}

const rules = await load("rules.ts");
const { causeOf } = await load("causes.ts");
const text = await load("text.ts");
const page = await buildPage();

const OPEN = 0;
const WEP = 1;
const WPA2 = 3;

test("a password has 8 to 63 bytes", () => {
  assert.equal(rules.passwordProblem("1234567", WPA2), text.passwordShort);
  assert.equal(rules.passwordProblem("12345678", WPA2), undefined);
  assert.equal(rules.passwordProblem("x".repeat(63), WPA2), undefined);
  assert.equal(rules.passwordProblem("x".repeat(64), WPA2), text.passwordLong);
});

test("accents and emoji count in bytes, at both ends", () => {
  assert.equal(rules.passwordProblem("üüüü", WPA2), undefined);
  assert.equal(rules.passwordProblem("üüü", WPA2), text.passwordShort);
  assert.equal(rules.passwordProblem("🦄".repeat(15) + "abc", WPA2), undefined);
  assert.equal(rules.passwordProblem("🦄".repeat(16), WPA2), text.passwordLong);
});

test("64 hexadecimal digits are a key", () => {
  assert.equal(rules.passwordProblem("0123456789abcdefABCDEF".padEnd(64, "7"), WPA2), undefined);
  assert.equal(rules.passwordProblem("g".padEnd(64, "7"), WPA2), text.passwordLong);
  assert.equal(rules.passwordProblem("7".repeat(65), WPA2), text.passwordLong);
});

test("an open network takes no password, a typed name may be one", () => {
  assert.equal(rules.passwordProblem("", OPEN), undefined);
  assert.equal(rules.passwordProblem("", undefined), undefined);
  assert.equal(rules.passwordProblem("abc", undefined), text.passwordShort);
  assert.equal(rules.passwordProblem("", WPA2), text.passwordShort);
});

test("a WEP key has 5 or 13 characters, or 10 or 26 hexadecimal digits", () => {
  for (const key of ["12345", "1234567890abc", "0123456789", "0123456789abcdefABCDEF0123"]) {
    assert.equal(rules.passwordProblem(key, WEP), undefined, key);
  }
  for (const key of ["", "1234", "123456", "012345678g", "x".repeat(26)]) {
    assert.equal(rules.passwordProblem(key, WEP), text.passwordWep, key);
  }
});

test("a name has 1 to 32 bytes", () => {
  assert.equal(rules.nameProblem(""), text.nameLength);
  assert.equal(rules.nameProblem(" "), undefined);
  assert.equal(rules.nameProblem("ü".repeat(16)), undefined);
  assert.equal(rules.nameProblem("ü".repeat(16) + "x"), text.nameLength);
});

test("likely slips are asked about, not refused", () => {
  assert.equal(rules.slip("secret "), text.spaces);
  assert.equal(rules.slip(" secret"), text.spaces);
  assert.equal(rules.slip("it\u2019s secret"), text.curly);
  assert.equal(rules.slip("it's a secret"), undefined);
});

test("what this firmware cannot join is known before trying", () => {
  assert.equal(rules.obstacle({ name: "office", auth: 5 }), text.enterprise);
  assert.equal(rules.obstacle({ name: "cut\0here", auth: WPA2 }), text.nul);
  assert.equal(rules.obstacle({ name: "home", auth: 7 }), undefined);
});

test("names are shown so that nothing in them hides", () => {
  assert.equal(rules.shownName("home"), "home");
  assert.equal(rules.shownName("  "), "\u201c  \u201d");
  assert.equal(rules.shownName("cut\0here"), "cut\u2400here");
});

test("signals have four levels", () => {
  const levels = [-30, -55, -56, -67, -68, -78, -79, -100].map(rules.signalLevel);
  assert.deepEqual(levels, [4, 4, 3, 3, 2, 2, 1, 1]);
});

test("only an IPv4 address is offered as an address", () => {
  assert.ok(rules.isAddress("192.168.1.50"));
  for (const other of [
    "192.168.1.256",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.x",
    "",
    "1.2.3.4 ",
    "1..2.3",
  ]) {
    assert.ok(!rules.isAddress(other), other);
  }
});

test("every reason of the device has a cause, a step and a way on", () => {
  const reasons = [
    "wrong-password",
    "not-found",
    "no-address",
    "enterprise",
    "signal-lost",
    "other",
  ];
  const said = reasons.map((reason) => causeOf(reason).says);
  assert.equal(new Set(said).size, reasons.length);
  for (const reason of [...reasons, "restarted", "never heard of", "constructor", undefined]) {
    const cause = causeOf(reason);
    assert.ok(cause.says && cause.step && cause.offers.length > 0, `${reason}`);
  }
  assert.equal(causeOf("never heard of").says, text.otherFailed);
  assert.equal(causeOf("wrong-password").offers[0], "change");
  assert.deepEqual(causeOf("enterprise").offers, ["other"]);
});

const SOURCES = readdirSync(WWW, { recursive: true }).filter((name) => name.endsWith(".ts"));

test("every text is used, and each file of texts serves its own folder", async () => {
  for (const file of SOURCES.filter((name) => basename(name) === "text.ts")) {
    const sources = SOURCES.filter((name) => dirname(name) === dirname(file) && name !== file)
      .map((name) => readFileSync(join(WWW, name), "utf8"))
      .join("\n");
    const unused = Object.keys(await load(file)).filter(
      (key) =>
        key !== "english" &&
        !new RegExp(`text\\.${key}\\b|{[^}]*\\b${key}\\b[^}]*} from "./text"`).test(sources),
    );
    assert.deepEqual(unused, [], file);
  }
});

test("no source writes markup from data", () => {
  for (const name of SOURCES) {
    const source = readFileSync(join(WWW, name), "utf8");
    assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write/, name);
  }
});

test("the page is one file within its limit and has no faults", () => {
  assert.deepEqual(page.faults, []);
  assert.ok(page.gzip.length <= MAX_GZIP_BYTES, `${page.gzip.length} bytes`);
  assert.equal(gunzipSync(page.gzip).toString(), page.html);
  assert.doesNotMatch(page.html, /<script[^>]+src|<link rel="stylesheet|<img|@import|url\(/);
});

test("the same sources give the same bytes, without a time stamp", async () => {
  assert.deepEqual((await buildPage()).gzip, page.gzip);
  assert.deepEqual([...page.gzip.subarray(4, 8)], [0, 0, 0, 0]);
});

test("the build names what must not go onto a device", () => {
  const forbidden = [
    "SUCCESSful",
    "NetworkManager is online",
    "X-NetworkManager-Status",
    "Microsoft Connect Test",
    "Microsoft NCSI",
    '<img src="//example.com/a">',
    '<a href="http://example.com/">',
    "<a href=https://example.com/>",
    '<a target="_blank">',
    "alert('x')",
    "confirm(1)",
    "prompt()",
    '<input type="file">',
    "window.open()",
    "localStorage.a",
    "sessionStorage.a",
    '<meta content="maximum-scale=1">',
    '<meta content="user-scalable=no">',
  ];
  for (const piece of forbidden) {
    assert.equal(findFaults(page.html + piece, 1).length, 1, piece);
  }
});

test("the build asks for a form, a viewport and a way without script", () => {
  assert.equal(findFaults("<p>", 1).length, 3);
});

test("the build stops one byte past the limit", () => {
  assert.deepEqual(findFaults(page.html, MAX_GZIP_BYTES), []);
  assert.match(findFaults(page.html, MAX_GZIP_BYTES + 1)[0], /8193 bytes compressed; at most 8192/);
});

test("each extra script is one file within its limit and has no faults", async () => {
  assert.ok(EXTRAS.includes("more") && EXTRAS.includes("seal"), `${EXTRAS}`);
  for (const name of EXTRAS.filter((each) => each !== "seal")) {
    const { script, gzip, faults } = await buildExtra(name);
    assert.deepEqual(faults, []);
    assert.equal(gunzipSync(gzip).toString(), script);
  }
  assert.deepEqual(findExtraFaults("more", "x", MAX_EXTRA_GZIP_BYTES), []);
  assert.match(findExtraFaults("more", "x", MAX_EXTRA_GZIP_BYTES + 1)[0], /more.js has 4097 bytes/);
  for (const piece of ["ü", "</script>", "localStorage", "Success"]) {
    assert.equal(findExtraFaults("more", piece, 1).length, 1, piece);
  }
});

test("the page and its extra scripts use the same short names", async () => {
  const { script } = await buildExtra("more");
  for (const name of ["watchers", "moment", "element", "put"]) {
    assert.doesNotMatch(page.html, new RegExp(`\\.${name}\\b`), name);
    assert.doesNotMatch(script, new RegExp(`\\.${name}\\b`), name);
  }
  assert.match(script, /window\.page/);
});
