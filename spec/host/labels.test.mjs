// Labels are scanned back from their picture, by another library than the one that drew them.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import { makeDevice, settingsFile } from "../../tools/label/device.mjs";
import {
  fingerprint,
  makePassword,
  makeSealKeys,
  makeSetupCode,
} from "../../tools/label/secrets.mjs";
import { drawLabel } from "../../tools/label/drawing.mjs";
import { wifiUri } from "../../tools/label/wifi_uri.mjs";

const PROGRAM = "tools/label/main.mjs";
let folder;

before(() => (folder = mkdtempSync(join(tmpdir(), "nodemcu-labels-"))));
after(() => rmSync(folder, { recursive: true, force: true }));

function make(...args) {
  return spawnSync(process.execPath, [PROGRAM, ...args, "--out", folder], { encoding: "utf8" });
}

/** The text of the code in the left or the right half of a picture. */
function scan(path, half) {
  const picture = PNG.sync.read(readFileSync(path));
  const middle = Math.floor(picture.width / 2);
  const width = half === "left" ? middle : picture.width - middle;
  const cut = new PNG({ width, height: picture.height });
  PNG.bitblt(picture, cut, half === "left" ? 0 : middle, 0, width, picture.height, 0, 0);
  return jsQR(new Uint8ClampedArray(cut.data), cut.width, cut.height)?.data;
}

/** What a phone's camera takes from the text. */
function readUri(text) {
  const fields = {};
  for (const [, name, quoted, plain] of text
    .slice("WIFI:".length)
    .matchAll(/([TSP]):(?:"([^"]*)"|((?:\\.|[^\\;])*));/g)) {
    fields[name] = quoted ?? plain.replace(/\\(.)/g, "$1");
  }
  return fields;
}

/** The value that Lua reads from the settings file. */
function luaField(path, expression) {
  const code = `io.write(tostring(dofile(${JSON.stringify(path)})${expression}))`;
  return execFileSync("lua5.3", ["-e", code], { encoding: "utf8" });
}

describe("a label", () => {
  it("is scanned back, and agrees with the settings", () => {
    const result = make("lamp-7f3a", "--code", "--sealed");
    assert.equal(result.status, 0, result.stderr);
    const label = join(folder, "lamp-7f3a");
    const settings = join(label, "settings.lua");
    const uri = readUri(scan(join(label, "label.png"), "left"));
    assert.deepEqual(uri, { T: "WPA", S: "lamp-7f3a", P: luaField(settings, ".apPassword") });
    assert.equal(scan(join(label, "label.png"), "right"), "http://192.168.4.1/");
    const svg = readFileSync(join(label, "label.svg"), "utf8");
    assert.ok(svg.includes(`Setup code ${luaField(settings, ".setupCode")}<`));
    assert.ok(svg.includes(`Key ${fingerprint(luaField(settings, ".sealKeys.public"))}<`));
    assert.equal(statSync(settings).mode & 0o777, 0o600);
  });

  const NAMES = [
    [';,":\\ all', 'a;b,c"d:e\\f;'],
    ["deadbeef", "0123456789abcdef"],
    ["Küche ☕", "\\\\\\\\;;;;"],
    ["../..", "../../etc/passwd"],
    ["<script>alert(1)</script>", "<b>&amp;</b>'"],
    ["x".repeat(32), "y".repeat(63)],
  ];
  for (const [id, apPassword] of NAMES) {
    it(`takes the name ${id} and the password ${apPassword}`, () => {
      const file = join(folder, "one.csv");
      const quote = (text) => `"${text.replaceAll('"', '""')}"`;
      writeFileSync(file, `id,apPassword,apIp\n${quote(id)},${quote(apPassword)},4.3.2.1\n`);
      const result = make("--file", file, "--force");
      assert.equal(result.status, 0, result.stderr);
      const label = /^(.*)\/ label\.svg/m.exec(result.stdout)[1];
      assert.ok(label.startsWith(`${folder}/`) && !label.slice(folder.length + 1).includes("/"));
      assert.deepEqual(readUri(scan(join(label, "label.png"), "left")), {
        T: "WPA",
        S: id,
        P: apPassword,
      });
      assert.equal(scan(join(label, "label.png"), "right"), "http://4.3.2.1/");
      assert.equal(luaField(join(label, "settings.lua"), ".id"), id);
      assert.equal(luaField(join(label, "settings.lua"), ".apPassword"), apPassword);
    });
  }

  it("tells a customer what to do in letters of a readable size, whatever the name", () => {
    const { svg } = drawLabel(makeDevice({ id: "x".repeat(32) }, {}));
    const steps = [...svg.matchAll(/font-size="([\d.]+)"[^>]*>[12]\. /g)];
    assert.equal(steps.length, 4);
    for (const [, millimetres] of steps) assert.ok(Number(millimetres) >= 2.6);
  });

  it("for an open access point has no password", () => {
    assert.equal(make("open-1", "--open").status, 0);
    assert.equal(scan(join(folder, "open-1/label.png"), "left"), "WIFI:T:nopass;S:open-1;;");
    assert.equal(luaField(join(folder, "open-1/settings.lua"), ".apPassword"), "nil");
  });

  it("never gets a new password by accident", () => {
    assert.equal(make("twice").status, 0);
    const first = readFileSync(join(folder, "twice/settings.lua"), "utf8");
    const again = make("twice");
    assert.equal(again.status, 2);
    assert.match(again.stderr, /twice is there already: remove it, or add ARGS=--force/);
    assert.equal(readFileSync(join(folder, "twice/settings.lua"), "utf8"), first);
    assert.equal(make("twice", "--force").status, 0);
    assert.notEqual(readFileSync(join(folder, "twice/settings.lua"), "utf8"), first);
  });
});

describe("a box of devices", () => {
  it("gets a label each, with passwords of their own", () => {
    const file = join(folder, "devices.csv");
    writeFileSync(file, "\ufeffid,setupCode\nbox-1,\nbox-2,secret42\n\nbox-3,\n");
    const result = make("--file", file);
    assert.equal(result.status, 0, result.stderr);
    assert.match(result.stdout, /^1 of 3: .*box-1\//);
    const passwords = ["box-1", "box-2", "box-3"].map((id) =>
      luaField(join(folder, id, "settings.lua"), ".apPassword"),
    );
    assert.equal(new Set(passwords).size, 3);
    assert.equal(luaField(join(folder, "box-2/settings.lua"), ".setupCode"), "secret42");
    assert.equal(luaField(join(folder, "box-1/settings.lua"), ".setupCode"), "nil");
  });

  const MISTAKES = {
    "id\na\na\n": /stands there twice/,
    "id\nLamp\nlamp\n": /stands there twice/,
    "id\n\u001b[31mred\u009b0m\n": /^"\?\[31mred\?0m" can't be a name/,
    "name\na\n": /no column may be called "name"; take id, apPassword, setupCode, apIp/,
    "id,apPassword\nlamp,short\n": /password of lamp can't be used: give 8 to 63/,
    "id,setupCode\nlamp,1 2 3 4\n": /setup code of lamp can't be used/,
    "id,apIp\nlamp,300.1.1.1\n": /300\.1\.1\.1 is no IPv4 address/,
    [`id\n${"x".repeat(33)}\n`]: /can't be a name: give 1 to 32 bytes/,
    'id,apPassword\n"x\n': /is no table with a heading/,
    "": /has no devices/,
  };
  for (const [text, words] of Object.entries(MISTAKES)) {
    it(`is told what is wrong with ${JSON.stringify(text.slice(0, 30))}`, () => {
      const file = join(folder, "wrong.csv");
      writeFileSync(file, text);
      const result = make("--file", file);
      assert.equal(result.status, 2);
      assert.match(result.stderr, words);
      assert.equal(result.stderr.trim().split("\n").length, 1);
    });
  }

  it("needs a file that is there, and options that exist", () => {
    assert.match(make("--file", "/nowhere.csv").stderr, /^There is no \/nowhere\.csv: /);
    assert.match(make("lamp", "--pink").stderr, /--pink.*make label ARGS=--help lists the options/);
    assert.match(make().stderr, /^whose label\?/);
    assert.match(make("lamp", "--width", "10").stderr, /--width has to be 40 to 200/);
    assert.match(make("--help").stdout, /make labels FILE=devices\.csv/);
  });
});

describe("what a label keeps", () => {
  it("is hard to guess and easy to type", () => {
    const passwords = Array.from({ length: 500 }, makePassword);
    assert.equal(new Set(passwords).size, 500);
    for (const password of passwords) assert.match(password, /^[2-9a-km-np-zA-HJ-NP-Z]{12}$/);
    assert.match(makeSetupCode(), /^\d{8}$/);
    const used = new Set(passwords.join(""));
    assert.equal(used.size, 56);
  });

  it("has a fingerprint of the key, by BLAKE2b", () => {
    // The hash of 32 zero bytes, 8 bytes long, as b2sum gives it.
    assert.equal(
      fingerprint("00".repeat(32)),
      execFileSync("bash", ["-c", "head -c 32 /dev/zero | b2sum -l 64"], { encoding: "utf8" })
        .slice(0, 16)
        .match(/.{4}/g)
        .join("-"),
    );
    const keys = makeSealKeys();
    assert.match(keys.public, /^[0-9a-f]{64}$/);
    assert.match(keys.secret, /^[0-9a-f]{64}$/);
  });

  it("is written as Lua reads it", () => {
    const device = makeDevice({ id: 'a\\b"cä', apPassword: "12345678" }, {});
    assert.equal(
      settingsFile(device),
      'return {\n  id = "a\\\\b\\"c\\195\\164",\n  apPassword = "12345678",\n}\n',
    );
    assert.equal(wifiUri("abc", undefined), "WIFI:T:nopass;S:abc;;");
    assert.equal(wifiUri("ab", "x"), 'WIFI:T:WPA;S:"ab";P:x;;');
  });
});
