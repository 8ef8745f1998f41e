/** dig against the portal as it ships. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { run, withDevice } from "./clients.mjs";

describe("dig and the portal", () => {
  let port;
  withDevice({ argv: ["--refresh"] }, async (device) => {
    await device.output(/portal:open/);
    port = await device.hostPort("udp", 53);
  });

  const dig = async (...argv) => {
    const always = ["@127.0.0.1", "-p", port, "+time=2", "+tries=1"];
    const { text } = await run("dig", ...always, ...argv);
    return text;
  };
  /** The answer's status and records, and the counts of its four parts. */
  const ask = async (...argv) => {
    const text = await dig(...argv, "+noall", "+comments", "+answer");
    const [, status] = /status: (\w+)/.exec(text) ?? [];
    const counts = Array.from(
      text.matchAll(/(?:QUERY|ANSWER|AUTHORITY|ADDITIONAL): (\d)/g),
      ([, count]) => Number(count),
    );
    const records = text.split("\n").filter((line) => /^[^;]/.test(line));
    return { status, counts, records };
  };
  const ONE = [1, 1, 0, 0];
  const NONE = [1, 0, 0, 0];

  it("gets the device's address for A and ANY", async () => {
    assert.equal(await dig("example.com", "+short"), "192.168.4.1\n");
    // Of its own accord dig asks for ANY by TCP.
    const { status, counts, records } = await ask("example.com", "ANY", "+notcp");
    assert.deepEqual([status, counts], ["NOERROR", ONE]);
    assert.match(records[0], /^example\.com\.\s+10\s+IN\s+A\s+192\.168\.4\.1$/);
  });

  it("gets no record and no error for every other type", async () => {
    for (const type of ["AAAA", "HTTPS", "SVCB", "MX", "TXT", "SOA", "NS", "PTR", "TYPE65280"]) {
      const { status, counts } = await ask("example.com", type);
      assert.deepEqual([type, status, counts], [type, "NOERROR", NONE]);
    }
  });

  it("may use EDNS, cookies and DNSSEC", async () => {
    for (const options of [["+edns=0"], ["+edns=1"], ["+cookie"], ["+dnssec", "+bufsize=4096"]]) {
      const { status, counts } = await ask("example.com", ...options);
      assert.deepEqual([status, counts], ["NOERROR", ONE]);
    }
    assert.deepEqual((await ask("example.com", "+noedns")).counts, ONE);
  });

  it("gets its letters back as it wrote them", async () => {
    const text = await dig("eXaMpLe.CoM", "+noall", "+question", "+answer");
    assert.match(text, /^;eXaMpLe\.CoM\.\s+IN\s+A$/m);
    assert.match(text, /^eXaMpLe\.CoM\.\s+10\s+IN\s+A\s+192\.168\.4\.1$/m);
  });

  it("is told which names do not exist", async () => {
    for (const name of ["use-application-dns.net", "mask.icloud.com", "wpad", "WPAD.home"]) {
      const { status, counts } = await ask(name);
      assert.deepEqual([name, status, counts], [name, "NXDOMAIN", NONE]);
    }
    assert.deepEqual((await ask("_dns.resolver.arpa", "SVCB")).counts, NONE);
  });

  it("is told what the server does not do", async () => {
    assert.equal((await ask("example.com", "+opcode=STATUS")).status, "NOTIMP");
    assert.equal((await ask("version.bind", "CH", "TXT")).status, "REFUSED");
    assert.equal((await ask("+header-only")).status, "FORMERR");
  });

  it("finds no server on TCP", async () => {
    assert.match(await dig("example.com", "+tcp"), /connection refused|end of file|timed out/);
  });

  it("gets sixteen answers to sixteen questions at once", async () => {
    const names = Array.from({ length: 16 }, (_unused, index) => `host-${index}.example`);
    const answers = await Promise.all(names.map((name) => dig(name, "+short")));
    assert.deepEqual(new Set(answers), new Set(["192.168.4.1\n"]));
  });
});
