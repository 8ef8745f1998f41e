/** curl against the portal as it ships, and against a web server of a program. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { run, withDevice } from "./clients.mjs";
import { accessPoint, HOME } from "./support.mjs";

const PAGE = join(dirname(fileURLToPath(import.meta.url)), "../../build/page/portal.html.gz");
const LARGEST_BODY_BYTES = 16384;

/** Lua: echoes bodies; a file of 256 KB that fits into no memory; answers that come later. */
const SERVER = `
local routes = require("web_routes").create({
  { "POST", "/echo", function(request, response) response:text(request.body) end },
  { "GET", "/large", function(_, response)
    local left = 256
    response:stream("text/plain", 256 * 1024, function()
      left = left - 1
      return left >= 0 and ("x"):rep(1024) or nil
    end)
  end },
  { "GET", "/later", function(_, response)
    tmr.create():alarm(300, tmr.ALARM_SINGLE, function() response:text("at last") end)
  end },
})
require("web_server").create({ handlers = { routes, require("static_files").create({ root = "www-" }) } })`;

const curl = (...argv) => run("curl", "--silent", "--max-time", "10", ...argv);

describe("curl and the portal", () => {
  let url;
  withDevice({ networks: [HOME], argv: ["--refresh"] }, async (device) => {
    await device.output(/portal:open/);
    url = await device.url();
  });

  it("gets the page as it was built", async () => {
    const { out } = await curl("-H", "Accept-Encoding: gzip", url);
    assert.ok(out.equals(readFileSync(PAGE)));
    const { text } = await curl("--compressed", url);
    assert.equal(text, gunzipSync(readFileSync(PAGE)).toString());
  });

  it("gets a page without gzip where it takes none", async () => {
    const { text } = await curl(url);
    assert.match(text, /<form/);
  });

  it("gets the same head for HEAD, and no body", async () => {
    const head = await curl("--head", `${url}api/status`);
    const whole = await curl("--include", `${url}api/status`);
    assert.ok(whole.text.startsWith(head.text) && head.text.endsWith("\r\n\r\n"));
    assert.match(whole.text.slice(head.text.length), /^\{"id":/);
  });

  it("speaks HTTP/1.0", async () => {
    const { text } = await curl("--http1.0", "--write-out", "%{http_code}", `${url}plain`);
    assert.match(text, /<\/main>\s*200$/);
  });

  it("gets eight pages at once", async () => {
    const urls = Array.from({ length: 8 }, () => url);
    const all = ["--parallel", "--parallel-immediate", "--parallel-max", "8", ...urls];
    const { code, text } = await curl("--compressed", ...all);
    assert.deepEqual([code, text.match(/<!doctype html/gi)?.length], [0, 8]);
  });

  it("follows from a foreign host to the device's own address", async () => {
    const { text } = await curl("--head", "-H", "Host: captive.apple.com", url);
    assert.match(text, /^HTTP\/1\.1 302 .*\r\nLocation: http:\/\/192\.168\.4\.1\/\r\n/s);
  });

  it("joins a network while it waits for the answer", async () => {
    const choice = ["--data", "ssid=Home", "--data-urlencode", "password=homesweethome"];
    const { text } = await curl(...choice, `${url}api/access-point`);
    assert.equal(text, '{"message":"192.168.1.50"}');
  });
});

describe("curl and the web server", () => {
  let url;
  let folder;
  const files = { "init.lua": accessPoint(SERVER), "www-a.txt": "A".repeat(50000) };
  withDevice({ files, argv: ["--refresh"] }, async (device) => {
    await device.hostPort("tcp", 80);
    url = await device.url();
    folder = device.folder;
    writeFileSync(join(folder, "body"), "0123456789abcdef".repeat(LARGEST_BODY_BYTES / 16));
    writeFileSync(join(folder, "longer"), "x".repeat(LARGEST_BODY_BYTES + 1));
  });
  const upload = (name) => ["--data-binary", `@${join(folder, name)}`, `${url}echo`];

  it("uploads in chunks of unknown length", async () => {
    const { out } = await curl("-H", "Transfer-Encoding: chunked", ...upload("body"));
    assert.ok(out.equals(readFileSync(join(folder, "body"))));
    const { text } = await curl("-H", "Transfer-Encoding: chunked", "-i", ...upload("longer"));
    assert.match(text, /^HTTP\/1\.1 413 /m);
  });

  it("waits for 100 Continue, or for a refusal", async () => {
    const expect = ["--verbose", "--expect100-timeout", "8", "-H", "Expect: 100-continue"];
    const taken = await curl(...expect, ...upload("body"));
    assert.match(taken.err, /^< HTTP\/1\.1 100 Continue/m);
    assert.equal(taken.out.length, LARGEST_BODY_BYTES);
    const refused = await curl(...expect, ...upload("longer"));
    assert.match(refused.err, /^< HTTP\/1\.1 413 /m);
    assert.doesNotMatch(refused.err, /100 Continue/);
  });

  it("uploads a file with PUT and is told the method", async () => {
    const { text } = await curl("-i", "--upload-file", join(folder, "body"), `${url}echo`);
    assert.match(text, /HTTP\/1\.1 405 .*\r\nAllow: POST\r\n/s);
  });

  it("gets a body that fits into no memory, and resumes nothing", async () => {
    const { out } = await curl("--range", "100-", `${url}large`);
    assert.equal(out.length, 256 * 1024);
  });

  it("gets a file again only when it has changed", async () => {
    const saved = ["--etag-save", join(folder, "etag"), "--output", join(folder, "copy")];
    assert.equal((await curl(...saved, `${url}a.txt`)).code, 0);
    assert.equal(readFileSync(join(folder, "copy"), "utf8"), "A".repeat(50000));
    const again = ["--etag-compare", join(folder, "etag"), "--write-out", "%{http_code}"];
    assert.equal((await curl(...again, `${url}a.txt`)).text, "304");
  });

  it("is served eight times at once, slow answers or not", async () => {
    const urls = ["later", "later", "later", "later", "a.txt", "a.txt", "later", "large"];
    const all = ["--parallel", "--parallel-immediate", "--parallel-max", "8", "--fail"];
    const { code, text } = await curl(...all, ...urls.map((path) => url + path));
    const counts = [/at last/g, /A/g, /x/g].map((pattern) => text.match(pattern)?.length);
    assert.deepEqual([code, counts], [0, [5, 100000, 256 * 1024]]);
  });
});
