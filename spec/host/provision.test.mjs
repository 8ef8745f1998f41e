/** wifi-provision against simulated devices, by real sockets. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { findSecret } from "../browser/wire.mjs";
import { exitCodeOf, REASONS } from "../../tools/provision/outcome.mjs";
import {
  CLIENT,
  HOME,
  openDevice,
  PASSWORD,
  runClient,
  startClient,
  startFake,
  startRecorder,
  typeAt,
  typeAtClient,
  writeSecret,
} from "./provision_world.mjs";
import { makeFolder, until } from "./support.mjs";

const CODE = "48151623";
const DOCUMENT_HOME = { ssid: "Home", password: "correct horse", joinDelayMs: 10 };
const NOBODY = "http://127.0.0.1:9/";

function assertNoSecret(...texts) {
  for (const text of texts) assert.deepEqual(findSecret(Buffer.from(text), PASSWORD), [], text);
}

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

describe("a list of devices", () => {
  it("is gone through to its end, one failing, and none is set up twice", async (t) => {
    const [first, second] = await Promise.all([
      openDevice(t, { settings: 'return { id = "lamp-1" }' }),
      openDevice(t, { settings: `return { id = "lamp-2", setupCode = "${CODE}" }` }),
    ]);
    const table = writeSecret(
      t,
      `device,id,ssid,setupCode,password\n` +
        `${first.address},lamp-1,Home,,"wrong, not it"\n` +
        `${second.address}, lamp-2 ,Home,${CODE},\n`,
      "devices.csv",
    );
    const argv = ["--file", table, "--json", "--password-stdin", "--wait", "2"];
    const { code, objects, out, err } = await runClient(t, argv, PASSWORD);
    assert.equal(code, 1, err);
    assert.deepEqual(
      objects.map(({ id, ok, reason }) => [id, ok, reason]),
      [
        ["lamp-1", false, "wrong-password"],
        ["lamp-2", true, undefined],
      ],
    );
    assertNoSecret(out, err);
    const twice = writeSecret(t, `device\n${first.address}\n${first.address}\n`, "twice.csv");
    const again = ["--file", twice, "--ssid", "Home", "--json", "--password-stdin", "--wait", "1"];
    const both = await runClient(t, again, PASSWORD);
    assert.deepEqual(
      both.objects.map(({ ok, reason }) => [ok, reason]),
      [
        [true, undefined],
        [false, "other-device"],
      ],
    );
  });

  it("tells what is wrong with a table, and repeats no cell of it", async (t) => {
    const table = (text) => writeSecret(t, text, "table.csv");
    const wrong = [
      [`${PASSWORD}\nx\n`, /column 1 of the first line is none of device, apIp,/],
      [`ssid,password\nHome,"${PASSWORD}" x\n`, /is no table with a heading: look at line 2/],
      [`ssid,password\nHome\n`, /look at line 2/],
      ["ssid\n", /has no devices below its heading/],
      ["ssid,device\nHome,ftp://x\n", /Device 1 of .*: A device's address is like/],
    ];
    for (const [text, sentence] of wrong) {
      const { code, out, err } = await runClient(t, ["--file", table(text)]);
      assert.deepEqual([code, out], [2, ""], err);
      assert.match(err, sentence);
      assertNoSecret(err);
    }
  });
});

describe("Ctrl-C", () => {
  it("stops while a device is waited for, and says that nothing was sent", async (t) => {
    const table = writeSecret(t, `device\n${NOBODY}\n${NOBODY}\n`, "devices.csv");
    const client = startClient(t, ["--file", table, "--ssid", "Home", "--json"]);
    await until("the wait", () => /waiting for/.test(client.said.err));
    client.child.kill("SIGINT");
    assert.equal(await client.ended, 130);
    const reasons = client.said.out.match(/"reason":"[a-z-]+","message":"[^"]+"/g);
    assert.deepEqual(reasons, [
      '"reason":"interrupted","message":"Stopped: no password was sent."',
      '"reason":"not-tried","message":"Not tried: stopped before."',
    ]);
  });

  it("says while the device joins that it goes on, and it does", async (t) => {
    const device = await openDevice(t, { networks: [{ ...HOME, joinDelayMs: 2000 }] });
    const where = ["--device", device.address, "--ssid", "Home", "--password-stdin"];
    const client = startClient(t, where, PASSWORD);
    await until("the attempt", () => /joining Home/.test(client.said.err));
    client.child.kill("SIGINT");
    assert.equal(await client.ended, 130);
    assert.match(client.said.err, /Stopped: the device goes on by itself/);
    await device.event("sta_saved");
  });
});

describe("the terminal", () => {
  it("is asked for what is missing, shows a bar, and none of what is typed", async (t) => {
    const device = await openDevice(t, { settings: `return { setupCode = "${CODE}" }` });
    const argv = ["--device", device.address, "--ssid", "Home"];
    const { code, screen } = await typeAtClient(t, argv, [
      ["Password of Home: ", `${PASSWORD}\r`],
      ["Setup code of ", `${CODE}\r`],
    ]);
    assert.equal(code, 0, screen);
    assert.match(screen, /\r\x1b\[K\[#+ +\] http:\S+: joining Home/);
    assert.match(screen, /has joined Home: 192\.168\.1\.50/);
    assertNoSecret(screen);
    assert.ok(!screen.includes(CODE));
  });

  it("may be left by Ctrl-C at a question", async (t) => {
    const device = await openDevice(t);
    const argv = ["--device", device.address, "--ssid", "Home"];
    const { code, screen } = await typeAtClient(t, argv, [["Password of Home: ", "\x03"]]);
    assert.equal(code, 130, screen);
    assert.match(screen, /Stopped: no password was sent\./);
  });
});

describe("the command line", () => {
  it("takes no secret, and repeats none", async (t) => {
    const secretly = [
      ["--password", PASSWORD],
      [`--password=${PASSWORD}`],
      [`-p${PASSWORD}`],
      ["--code", PASSWORD],
    ];
    for (const argv of secretly) {
      const { code, out, err } = await runClient(t, ["--ssid", "Home", ...argv]);
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, /^A secret on the command line can be read by others: .*\n$/);
      assertNoSecret(err);
    }
    const { code, err } = await runClient(t, ["--ssid", "Home", "--password-stdin", PASSWORD]);
    assert.equal(code, 2);
    assertNoSecret(err);
  });

  const wrong = [
    [[], /^Which network\?/],
    [["--ssid", ""], /1 to 32 bytes/],
    [["--ssid", "x".repeat(33)], /1 to 32 bytes/],
    [["--ssid-hex", "f"], /two hexadecimal digits/],
    [["--ssid", "a", "--ssid-hex", "61"], /not both/],
    [["--ssid", "a", "--wait", "0"], /from 1 to 3600/],
    [["--ssid", "a", "--timeout", "3601"], /from 1 to 3600/],
    [["--ssid", "a", "--device", "https://x/"], /A device's address is like/],
    [["--ssid", "a", "--fingerprint", "12"], /16 hexadecimal digits/],
    [["--ssid", "a", "--password-file", "/no/such/file"], /can't be read \(ENOENT\)/],
    [["--ssid", "a", "--password-stdin"], /standard input has nothing in it/],
    [["--ssid", "a", "--password-stdin", "--password-file", "x"], /not both/],
    [["--file", "x", "--list"], /--list has no use/],
    [["--frob"], /Unknown option '--frob': --help lists the options/],
  ];
  it("is wrong in one sentence", async (t) => {
    for (const [argv, sentence] of wrong) {
      const { code, out, err } = await runClient(t, argv);
      assert.deepEqual([code, out, err.split("\n").length], [2, "", 2], argv.join(" "));
      assert.match(err, sentence);
    }
  });

  it("warns of a password file that others can read", async (t) => {
    const file = join(makeFolder(t), "open");
    writeFileSync(file, PASSWORD, { mode: 0o644 });
    const argv = ["--ssid", "Home", "--device", NOBODY, "--wait", "1", "--password-file", file];
    assert.match((await runClient(t, argv)).err, /Others on this computer can read .*chmod 600/);
  });
});

describe("the document", () => {
  const text = readFileSync(new URL("../../docs/provision.md", import.meta.url), "utf8");
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block]) => block.trimEnd());
  const commands = blocks.join("\n").split("\n");

  it("has commands that run", async (t) => {
    const folder = makeFolder(t);
    mkdirSync(join(folder, "bin"));
    let ran = 0;
    for (const command of commands) {
      // Each begins with a new device, at a terminal for those that ask.
      const needsDevice = command.includes("bin/wifi-provision");
      const device = needsDevice ? await openDevice(t, { networks: [DOCUMENT_HOME] }) : undefined;
      const program = `exec '${process.execPath}' '${CLIENT}' --device ${device?.address} "$@"`;
      writeFileSync(join(folder, "bin/wifi-provision"), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
      const script = `cd '${folder}' && ${command}`;
      const dialogue = [["Password of Home: ", `${DOCUMENT_HOME.password}\r`]];
      const { code, screen } = await typeAt(t, ["/bin/bash", "-c", script], dialogue);
      assert.equal(code, 0, `${command}\n${screen}`);
      await device?.stop();
      if (needsDevice) ran += 1;
    }
    assert.equal(ran, 5);
  });

  it("has each word for a failure, with its exit code", () => {
    const rows = [...text.matchAll(/^\| (\d+) +\| (.*) \|$/gm)];
    const documented = rows.flatMap(([, code, words]) =>
      [...words.matchAll(/`([a-z-]+)`/g)].map(([, word]) => [word, Number(code)]),
    );
    const real = REASONS.map((reason) => [reason, exitCodeOf([{ ok: false, reason }])]);
    const notTried = real.find(([reason]) => reason === "not-tried");
    // Never alone: what stopped the list decides.
    notTried[1] = 130;
    assert.deepEqual(documented.sort(), real.sort());
  });
});
