/** wifi-provision where answers get lost, come late or change their mind: a server that does so. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import sodium from "libsodium-wrappers";
import { deviceUrl } from "../../tools/provision/address.mjs";
import { exitCodeOf, sentenceOf } from "../../tools/provision/outcome.mjs";
import { firstLines } from "../../tools/provision/secret_sources.mjs";
import { fingerprint } from "../../tools/label/secrets.mjs";
import { PASSWORD, runClient, startFake } from "./provision_world.mjs";

const ID = "fake";
const status = (state, more = {}) => [200, { id: ID, state, ssid: "Home", ...more }];
const refusal = (code, reason, seconds) => [
  code,
  { reason, code: null, message: "No." },
  seconds === undefined ? {} : { "Retry-After": `${seconds}` },
];
const ONLINE = status("online", { message: "192.168.1.50" });
const ARGUMENTS = [
  "--ssid",
  "Home",
  "--json",
  "--password-stdin",
  "--wait",
  "2",
  "--timeout",
  "10",
];

async function provision(t, routes, ...more) {
  const fake = await startFake(t, routes);
  const argv = ["--device", fake.address, ...ARGUMENTS, ...more];
  return { ...(await runClient(t, argv, PASSWORD)), ...fake };
}

describe("an attempt", () => {
  it("is asked for again when the device says when", async (t) => {
    const { code, posts, asked } = await provision(t, {
      "/api/status": [status("idle"), status("failed"), status("idle"), ONLINE],
      "/api/access-point": [refusal(409, "other", 1), refusal(429, "too-many-tries", 1), [202, {}]],
    });
    assert.deepEqual([code, posts().length], [0, 3]);
    assert.deepEqual(asked.at(-1), { method: "POST", path: "/api/alive", body: "timeout=0" });
  });

  it("is given up when that is beyond the time", async (t) => {
    for (const [answer, reason] of [
      [refusal(409, "other", 60), "busy"],
      [refusal(429, "too-many-tries", 60), "too-many-tries"],
    ]) {
      const { code, object } = await provision(t, { "/api/access-point": [answer] });
      assert.deepEqual([code, object.reason], [1, reason]);
    }
  });

  it("is not sent again when the status shows that it has arrived", async (t) => {
    const { code, posts } = await provision(t, {
      "/api/status": [status("idle"), undefined, status("joining"), ONLINE],
      "/api/access-point": [undefined],
    });
    assert.deepEqual([code, posts().length], [0, 1]);
  });

  it("is sent again when it has not, four times at most", async (t) => {
    const { code, object, posts } = await provision(t, { "/api/access-point": [undefined] });
    assert.deepEqual([code, object.reason, posts().length], [5, "lost", 4]);
    const once = await provision(t, {
      "/api/status": [status("idle"), status("idle"), status("joining"), ONLINE],
      "/api/access-point": [undefined, [202, {}]],
    });
    assert.deepEqual([once.code, once.posts().length], [0, 2]);
  });

  it("has failed when the device forgets it", async (t) => {
    const { code, object } = await provision(t, {
      "/api/status": [status("idle"), status("joining"), status("idle")],
    });
    assert.deepEqual([code, object.reason], [1, "restarted"]);
  });

  it("is lost when the device goes silent, or another one answers", async (t) => {
    for (const answer of [undefined, [200, { id: "other", state: "online", message: "1.2.3.4" }]]) {
      const { code, object } = await provision(
        t,
        {
          "/api/status": [status("idle"), status("joining"), answer],
        },
        "--timeout",
        "3",
      );
      assert.deepEqual([code, object.reason], [5, "lost"]);
    }
  });

  it("is not made where somebody else's has just succeeded", async (t) => {
    const { code, object, posts } = await provision(t, { "/api/status": [ONLINE] });
    assert.deepEqual([code, object.reason, posts().length], [1, "already-joined", 0]);
  });

  it("ends with each word of the device", async (t) => {
    const words = [
      ["no-address", 1],
      ["enterprise", 1],
      ["signal-lost", 1],
      ["other", 1],
      ["constructor", 1, "other"],
    ];
    for (const [word, exit, reason = word] of words) {
      const ended = status("failed", { reason: word, code: 4, message: "No." });
      const { code, object } = await provision(t, { "/api/status": [status("idle"), ended] });
      assert.deepEqual([code, object.reason, object.code], [exit, reason, 4]);
    }
  });

  it("is refused by what is no device", async (t) => {
    for (const answer of [[403], [500, {}], [302, {}, { Location: "http://x/" }]]) {
      const { code, object } = await provision(t, { "/api/access-point": [answer] });
      assert.deepEqual([code, object.reason], [5, "no-device"]);
    }
  });
});

describe("a key", async () => {
  await sodium.ready;
  const pair = sodium.crypto_box_keypair("hex");
  const other = sodium.crypto_box_keypair("hex");
  const keyed = (state, key = pair.publicKey, challenge = "c1") =>
    status(state, { sealKey: key, challenge });
  const open = (body) => {
    const box = sodium.from_hex(new URLSearchParams(body).get("sealed"));
    const [publicKey, secret] = [pair.publicKey, pair.privateKey].map((hex) =>
      sodium.from_hex(hex),
    );
    return sodium.to_string(sodium.crypto_box_seal_open(box, publicKey, secret));
  };

  it("opens what was sealed, with the challenge of the moment", async (t) => {
    const { code, posts } = await provision(t, {
      "/api/status": [keyed("idle"), keyed("idle", pair.publicKey, "c2"), ONLINE],
      "/api/access-point": [refusal(400, "bad-seal"), [202, {}]],
    });
    assert.equal(code, 0);
    const forms = posts().map(({ body }) => open(body));
    assert.ok(forms.every((form) => form.length === 256));
    const fields = forms.map((form) => Object.fromEntries(new URLSearchParams(form)));
    assert.deepEqual(fields, [
      { ssid: "Home", password: PASSWORD, challenge: "c1" },
      { ssid: "Home", password: PASSWORD, challenge: "c2" },
    ]);
  });

  it("that changes, goes away or is none gets nothing more", async (t) => {
    for (const [later, reason] of [
      [keyed("idle", other.publicKey), "wrong-fingerprint"],
      [status("idle"), "no-key"],
    ]) {
      const { object, posts } = await provision(t, {
        "/api/status": [keyed("idle"), later],
        "/api/access-point": [refusal(400, "bad-seal")],
      });
      assert.deepEqual([object.reason, posts().length], [reason, 1]);
    }
    const { object, posts } = await provision(t, { "/api/status": [keyed("idle", "no key")] });
    assert.deepEqual([object.reason, posts().length], ["wrong-fingerprint", 0]);
  });

  it("is compared as a label has it", async (t) => {
    const key = fingerprint(pair.publicKey);
    const routes = { "/api/status": [keyed("idle"), keyed("online")] };
    const wish = ["--fingerprint", key.toUpperCase().replaceAll("-", " ")];
    assert.equal((await provision(t, routes, ...wish)).code, 0);
  });
});

describe("the parts of wifi-provision", () => {
  it("know an address", () => {
    for (const [text, url] of [
      ["192.168.4.1", "http://192.168.4.1/"],
      ["127.0.0.1:8080", "http://127.0.0.1:8080/"],
      ["HTTP://lamp.local/", "http://lamp.local/"],
      ["[::1]:80", "http://[::1]/"],
      ["https://lamp.local/", undefined],
      ["http://user:word@lamp.local/", undefined],
      ["http://lamp.local/page", undefined],
      ["http://lamp.local/?x", undefined],
      ["127.0.0.1:65536", undefined],
      ["two words", undefined],
      ["", undefined],
    ]) {
      assert.equal(deviceUrl(text), url, text);
    }
  });

  it("read lines as they are", () => {
    assert.deepEqual(firstLines("\uFEFF a b \r\nsecond\nthird", 2), [" a b ", "second"]);
    assert.deepEqual(firstLines("", 1), [""]);
  });

  it("have an exit code and a sentence for each end", () => {
    const failed = (reason) => ({ ok: false, reason });
    assert.equal(exitCodeOf([{ ok: true }, { ok: true }]), 0);
    assert.equal(exitCodeOf([{ ok: true }, failed("wrong-password")]), 1);
    assert.equal(exitCodeOf([failed("wrong-password")]), 3);
    assert.equal(exitCodeOf([failed("not-found")]), 4);
    assert.equal(exitCodeOf([failed("lost")]), 5);
    assert.equal(exitCodeOf([failed("interrupted"), failed("not-tried")]), 130);
    for (const reason of ["bad-seal", "not-sealed", "restarted", "not-tried"]) {
      assert.match(sentenceOf(reason, { ssid: "Home" }), /\.$/);
    }
  });
});
