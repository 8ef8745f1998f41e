/** wifi-provision against simulated devices, by real sockets. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findSecret } from "../browser/wire.mjs";
import {
  assertNoSecret,
  CODE,
  HOME,
  NOBODY,
  openDevice,
  PASSWORD,
  runClient,
  startFake,
  startRecorder,
  writeSecret,
} from "./provision_world.mjs";

describe("one device", () => {
  it("is set up with a password from a file, and its portal ends", async (t) => {
    const device = await openDevice(t);
    const file = writeSecret(t, `${PASSWORD}\n`);
    const where = ["--device", device.address, "--ssid", "Home", "--password-file", file];
    const { code, out, err } = await runClient(t, where);
    assert.equal(code, 0, err);
    assert.match(out, /^setup-\w+ has joined Home: 192\.168\.1\.50, password not sealed\n$/);
    assert.match(err, /looking for http.*looking for networks.*joining Home.*ending the setup/s);
    assert.match(err, /access point is open: others nearby can read/);
    assert.equal((await device.event("sta_saved")).ssid, "Home");
    await device.output(/portal:closed/);
    assertNoSecret(out, err, device.said.out);
  });

  it("tells a wrong password from a network that is not there, as one object", async (t) => {
    const device = await openDevice(t);
    const where = ["--device", device.address, "--json", "--password-stdin"];
    const wrong = await runClient(t, [...where, "--ssid", "Home"], "not the canary\n");
    assert.equal(wrong.code, 3, wrong.err);
    const { id, ...object } = wrong.object;
    assert.match(id, /^setup-/);
    assert.deepEqual(object, {
      device: device.address,
      ssid: "Home",
      ok: false,
      reason: "wrong-password",
      code: 15,
      message: "Home did not accept the password: check every letter, capitals count.",
    });
    const missing = await runClient(t, [...where, "--ssid", "Nowhere"], `${PASSWORD}\n`);
    assert.deepEqual([missing.code, missing.object.reason], [4, "not-found"]);
    assertNoSecret(missing.out, missing.err);
    const right = await runClient(t, [...where, "--ssid", "Home"], PASSWORD);
    assert.deepEqual(
      [right.code, right.objects.length, right.object.ok, right.object.message],
      [0, 1, true, "192.168.1.50"],
    );
  });

  it("is told what its own checks refuse", async (t) => {
    const device = await openDevice(t);
    const where = ["--device", device.address, "--ssid", "Home", "--password-stdin", "--json"];
    const { code, object } = await runClient(t, where, "short");
    assert.deepEqual([code, object.reason], [1, "refused"]);
    assert.match(object.message, /A password has 8 to 63 characters/);
  });

  it("lists its networks, and one without a password needs none", async (t) => {
    const cafe = { ssid: "Café", auth: "open", rssi: -40, joinDelayMs: 10 };
    const bytes = { ssidHex: "ff22", auth: "open", rssi: -80, joinDelayMs: 10 };
    const device = await openDevice(t, { networks: [cafe, HOME, bytes] });
    const where = ["--device", device.address];
    const { code, out } = await runClient(t, ["--list", ...where]);
    assert.equal(code, 0);
    const lines = [/^ -40 dBm {2}open +Café$/, /^ -60 dBm {2}wpa2 +Home$/, /--ssid-hex ff22\)$/];
    for (const [index, line] of out.trimEnd().split("\n").entries())
      assert.match(line, lines[index]);
    const { object } = await runClient(t, ["--list", "--json", ...where]);
    assert.deepEqual(
      [object.ok, object.networks.map(({ auth }) => auth)],
      [true, ["open", "wpa2", "open"]],
    );
    const needy = await runClient(t, [...where, "--ssid", "Home"]);
    assert.equal(needy.code, 2);
    assert.match(needy.err, /Home needs a password: give --password-file FILE or --password-stdin/);
    const joined = await runClient(t, [...where, "--ssid-hex", "FF22"]);
    assert.equal(joined.code, 0, joined.err);
  });

  it("is waited for while another client's attempt runs", async (t) => {
    const slow = { ssid: "Slow", password: "battery staple", joinDelayMs: 3000, reject: 15 };
    const device = await openDevice(t, { networks: [HOME, slow] });
    const body = new URLSearchParams({ ssid: "Slow", password: slow.password });
    const headers = { Prefer: "respond-async" };
    const other = await fetch(`${device.address}api/access-point`, {
      method: "POST",
      headers,
      body,
    });
    assert.equal(other.status, 202);
    const where = ["--device", device.address, "--ssid", "Home", "--password-stdin", "--json"];
    const hasty = await runClient(t, [...where, "--timeout", "1"], PASSWORD);
    assert.deepEqual([hasty.code, hasty.object.reason], [1, "busy"]);
    const patient = await runClient(t, where, PASSWORD);
    assert.equal(patient.code, 0, patient.err);
    assert.match(patient.err, /somebody else is setting it up/);
  });

  it("gets its setup code, and is waited for when it takes no more tries", async (t) => {
    const device = await openDevice(t, { settings: `return { setupCode = "${CODE}" }` });
    const where = ["--device", device.address, "--ssid", "Home", "--json"];
    const file = writeSecret(t, PASSWORD);
    const none = await runClient(t, [...where, "--password-file", file]);
    assert.deepEqual([none.code, none.object.reason], [2, "code-needed"]);
    const secrets = [...where, "--password-stdin", "--code-stdin"];
    for (let tries = 0; tries < 6; tries += 1) {
      const wrong = await runClient(t, secrets, `${PASSWORD}\n00000000\n`);
      assert.deepEqual([wrong.code, wrong.object.reason], [1, "wrong-code"]);
    }
    const hasty = await runClient(t, [...secrets, "--timeout", "1"], `${PASSWORD}\n${CODE}\n`);
    assert.deepEqual([hasty.code, hasty.object.reason], [1, "too-many-tries"]);
    const right = await runClient(t, secrets, `${PASSWORD}\n${CODE}\n`);
    assert.equal(right.code, 0, right.err);
    assert.match(right.err, /waiting \d+ s: it takes no more tries now/);
  });

  it("goes on through the silence while the access point moves", async (t) => {
    // The access point begins where the strongest network is.
    const near = { ssid: "Near", auth: "open", rssi: -30, channel: 1 };
    const device = await openDevice(t, { networks: [near, { ...HOME, channel: 11 }] });
    const where = ["--device", device.address, "--ssid", "Home", "--password-stdin"];
    const { code, out, err } = await runClient(t, where, PASSWORD);
    assert.equal(code, 0, err);
    assert.match(err, /joining Home: no answer right now/);
    assert.match(out, /has joined Home/);
  });
});

describe("a device with a key", () => {
  it("gets nothing readable, and nothing at all by another key", async (t) => {
    const settings = `return { sealedOnly = true, setupCode = "${CODE}" }`;
    const device = await openDevice(t, { settings, argv: ["--modules", "sodium"] });
    const wire = await startRecorder(t, device.address);
    const where = ["--device", wire.address, "--ssid", "Home", "--json"];
    const input = `${PASSWORD}\n${CODE}\n`;
    const secrets = [...where, "--password-stdin", "--code-stdin", "--sealed-only"];
    const other = await runClient(t, [...secrets, "--fingerprint", "0011 2233 4455 6677"], input);
    assert.deepEqual([other.code, other.object.reason], [1, "wrong-fingerprint"]);
    const [key] = /([0-9a-f]{4}-){3}[0-9a-f]{4}/.exec(other.object.message);
    const { code, object, err } = await runClient(t, [...secrets, "--fingerprint", key], input);
    assert.deepEqual([code, object.sealed], [0, true], err);
    assert.deepEqual(findSecret(wire.record(), PASSWORD), []);
    assert.deepEqual(findSecret(wire.record(), CODE), []);
    assert.ok(wire.record().includes("sealed="));
  });

  it("is asked for: without one nothing is sent", async (t) => {
    const device = await openDevice(t);
    const where = ["--device", device.address, "--ssid", "Home", "--password-stdin", "--json"];
    for (const wish of [["--sealed-only"], ["--fingerprint", "0011223344556677"]]) {
      const { code, object } = await runClient(t, [...where, ...wish], PASSWORD);
      assert.deepEqual([code, object.reason], [1, "no-key"]);
    }
    assert.equal(
      device.events().some(({ event }) => event === "sta_connect"),
      false,
    );
  });
});

describe("a device that is not there, or another one", () => {
  const password = ["--ssid", "Home", "--password-stdin", "--json", "--wait", "1"];

  it("ends with 5", async (t) => {
    const { code, object } = await runClient(t, ["--device", NOBODY, ...password], PASSWORD);
    assert.deepEqual([code, object.reason, object.device], [5, "unreachable", NOBODY]);
    assert.match(object.message, /does not answer \(nothing listens there\)/);
  });

  it("gets no password", async (t) => {
    const stranger = await startFake(t, { "/api/status": [[404, "no"]] });
    const at = await runClient(t, ["--device", stranger.address, ...password], PASSWORD);
    assert.deepEqual([at.code, at.object.reason], [5, "no-device"]);
    const named = [...password, "--id", "lamp-2"];
    const fake = await startFake(t, {});
    const other = await runClient(t, ["--device", fake.address, ...named], PASSWORD);
    assert.deepEqual([other.code, other.object.reason], [5, "other-device"]);
    assert.deepEqual([...stranger.posts(), ...fake.posts()], []);
  });
});
