/** The command wifi-provision: lists of devices, the keyboard, the terminal and the command line. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import {
  assertNoSecret,
  CODE,
  HOME,
  NOBODY,
  openDevice,
  PASSWORD,
  runClient,
  startClient,
  typeAtClient,
  writeSecret,
} from "./provision_world.mjs";
import { makeFolder, until } from "./support.mjs";

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

  it("sees the time that has gone while there is no device, in a line that fits", async (t) => {
    const argv = ["--device", NOBODY, "--ssid", "Home", "--wait", "4"];
    const { code, screen } = await typeAtClient(t, argv, []);
    assert.equal(code, 5, screen);
    const lines = screen.split(/[\r\n]+/).map((line) => line.replace("\u001b[K", "").trim());
    const waits = lines.filter((line) => line.includes("waiting"));
    for (const line of waits) {
      assert.match(line, /^\d of 4 s: waiting for http:\S+ \(nothing listens there\)$/);
    }
    assert.ok(new Set(waits).size > 1, "the seconds go by");
    assert.ok(lines.every((line) => line.length < 80 && line.split(NOBODY).length < 3));
    assert.match(
      lines.join(" "),
      /set up already has none, and a simulated one is at the address that make sim prints/,
    );
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
    [["--ssid", "a", "--password-file", "/no/such/file"], /^There is no \/no\/such\/file: /],
    [["--ssid", "a", "--file", "/"], /^\/ can't be read, that is a folder: /],
    [["--ssid", "a", "--password-stdin"], /standard input has nothing in it/],
    [["--ssid", "a", "--password-stdin", "--password-file", "x"], /not both/],
    [["--file", "x", "--list"], /--list has no use/],
    [["--frob"], /Unknown option '--frob': wifi-provision --help lists the options/],
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
