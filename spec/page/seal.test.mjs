// seal.js as the page loads it, against libsodium itself.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import sodium from "libsodium-wrappers";
import { buildExtra, findExtraFaults, MAX_SEAL_GZIP_BYTES } from "../../tools/build_page.mjs";
import { fingerprint, makeSealKeys } from "../../tools/label/secrets.mjs";

const built = await buildExtra("seal");

/** Runs it as a browser would; `self` is what it has of one. */
function load(self = { crypto: globalThis.crypto }) {
  const window = {};
  new Function("window", "self", "require", built.script)(window, self, undefined);
  return window.sealing;
}

const { seal, fingerprint: shown } = load();
const keys = makeSealKeys();
const publicKey = Buffer.from(keys.public, "hex");
const secretKey = Buffer.from(keys.secret, "hex");

before(() => sodium.ready);

function open(digits) {
  return Buffer.from(
    sodium.crypto_box_seal_open(Buffer.from(digits, "hex"), publicKey, secretKey),
  ).toString();
}

test("libsodium opens what the page sealed, of every length and in any script", () => {
  const passwords = Array.from({ length: 64 - 8 + 1 }, (_, extra) => "x".repeat(8 + extra));
  for (const password of [...passwords, "ü€🦄 &=+%", "פתח את הדלת", "🦄".repeat(15)]) {
    const form = `ssid=Home&password=${encodeURIComponent(password)}&challenge=00112233445566ff`;
    const opened = open(seal(form, keys.public));
    assert.equal(opened.replace(/&+$/, ""), form);
    assert.equal(new URLSearchParams(opened).get("password"), password);
  }
});

test("the length of a box tells nothing of a usual password", () => {
  const lengths = [8, 20, 63].map((length) => seal(`password=${"x".repeat(length)}`, keys.public));
  assert.deepEqual(new Set(lengths.map((box) => box.length)), new Set([2 * (48 + 256)]));
  assert.equal(seal("x".repeat(257), keys.public).length, 2 * (48 + 512));
});

test("no two boxes are alike, and no other key opens one", () => {
  const boxes = [1, 2, 3].map(() => seal("password=the%20same", keys.public));
  assert.equal(new Set(boxes.map((box) => box.slice(0, 64))).size, 3);
  assert.equal(new Set(boxes.map((box) => box.slice(64))).size, 3);
  assert.throws(() => open(seal("password=the%20same", makeSealKeys().public)));
});

test("the fingerprint is the one that labels are printed with", () => {
  assert.equal(shown(keys.public), fingerprint(keys.public));
  const hash = sodium.to_hex(sodium.crypto_generichash(8, publicKey));
  assert.equal(shown(keys.public), hash.match(/.{4}/g).join("-"));
});

test("without secure random numbers it offers nothing", () => {
  assert.equal(load({}), undefined);
});

test("it is one file within its limit, the same bytes each time, and has no faults", async () => {
  assert.deepEqual(built.faults, []);
  assert.ok(built.gzip.length <= MAX_SEAL_GZIP_BYTES, `${built.gzip.length} bytes`);
  assert.equal(gunzipSync(built.gzip).toString(), built.script);
  assert.deepEqual((await buildExtra("seal")).gzip, built.gzip);
});

test("the build names what would not travel as it is", () => {
  for (const piece of ["ü", "</script>", "localStorage", "\u2028"]) {
    assert.equal(findExtraFaults("seal", built.script + piece, 1).length, 1, piece);
  }
  assert.match(findExtraFaults("seal", "x", MAX_SEAL_GZIP_BYTES + 1)[0], /seal.js has 10241 bytes/);
});
