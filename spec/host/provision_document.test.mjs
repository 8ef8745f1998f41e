/** docs/provision.md: its commands, each with a simulated device, and its words for failures. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { exitCodeOf, REASONS } from "../../tools/provision/outcome.mjs";
import { CLIENT, openDevice, typeAt } from "./provision_world.mjs";
import { makeFolder } from "./support.mjs";

const DOCUMENT_HOME = { ssid: "Home", password: "correct horse", joinDelayMs: 10 };

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
