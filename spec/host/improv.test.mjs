/** The public SDK of Improv Wi-Fi Serial, and tools for the console, at the line of a device in setup. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { runCommand, startBoard } from "./board_line.mjs";
import { makeFolder, startDevice, until } from "./support.mjs";

const PASSWORD = "C4nary & sesame";
const HOME = { ssid: "Home", password: PASSWORD, rssi: -48, joinDelayMs: 300 };
const NETWORKS = [HOME, { ssid: "Café ☕", auth: "open", rssi: -60, joinDelayMs: 300 }];
const SETTINGS = { "settings.lua": 'return { id = "lamp-7f3a", improv = true }' };
const QUIET = { log: () => {}, error: () => {}, debug: () => {} };
const TIMEOUT_MS = 25_000;
const TOOL = fileURLToPath(
  new URL("../../node_modules/nodemcu-tool/bin/nodemcu-tool.js", import.meta.url),
);

let ImprovSerial;
// Its modules are for bundlers: Node's own import wants whole names of files.
before(async () => {
  const entry = fileURLToPath(
    new URL("../../node_modules/improv-wifi-serial-sdk/dist/serial.js", import.meta.url),
  );
  const options = { entryPoints: [entry], bundle: true, format: "esm", write: false };
  const { outputFiles } = await build(options);
  const url = `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`;
  ({ ImprovSerial } = await import(url));
});

/** A device whose line is a TCP port at 115200 baud, and what a browser would see of it. */
async function plugIn(t, options = {}) {
  const argv = ["--refresh", "--console", "tcp:0"];
  const device = startDevice(t, { files: SETTINGS, networks: NETWORKS, argv, ...options });
  const [, port] = await device.note(/127\.0\.0\.1:(\d+)/);
  const socket = connect(Number(port), "127.0.0.1");
  t.after(() => socket.destroy());
  let heard = Buffer.alloc(0);
  socket.on("data", (bytes) => (heard = Buffer.concat([heard, bytes])));
  await device.event("ap_start");
  // As much of Web Serial as the SDK uses: two streams.
  return { device, socket, serialPort: Duplex.toWeb(socket), heard: () => heard };
}

async function openImprov(t, options) {
  const plugged = await plugIn(t, options);
  const improv = new ImprovSerial(plugged.serialPort, QUIET);
  const states = [];
  improv.addEventListener("state-changed", ({ detail }) => states.push(detail));
  const info = await improv.initialize(TIMEOUT_MS);
  return { ...plugged, improv, info, states };
}

describe("the SDK of Improv Wi-Fi Serial", () => {
  it("finds the device, its networks, and sets it up", async (t) => {
    const { device, improv, info, states, heard } = await openImprov(t);
    assert.deepEqual(
      [info.firmware, info.chipFamily, info.name, improv.state, improv.nextUrl],
      ["NodeMCU", "esp32", "lamp-7f3a", 2, undefined],
    );
    assert.match(info.version, /^\d+\.\d+\.\d+$/);
    assert.deepEqual(await improv.scan(TIMEOUT_MS), [
      { name: "Café ☕", rssi: -60, secured: false },
      { name: "Home", rssi: -48, secured: true },
    ]);
    await improv.provision("Home", PASSWORD, TIMEOUT_MS);
    assert.equal(improv.nextUrl, "http://192.168.1.50/");
    assert.deepEqual(states.slice(-2), [3, 4]);
    assert.equal((await device.event("sta_saved")).ssid, "Home");
    improv.nextUrl = undefined;
    await improv.requestCurrentState(TIMEOUT_MS);
    assert.deepEqual([improv.state, improv.nextUrl], [4, "http://192.168.1.50/"]);
    assert.equal(heard().includes(PASSWORD), false);
    await improv.close();
  });

  it("is told what fails, and tries again", async (t) => {
    const { improv, device } = await openImprov(t);
    const fails = (ssid, password) =>
      assert.rejects(improv.provision(ssid, password, TIMEOUT_MS), (reason) => {
        return reason === "UNABLE_TO_CONNECT";
      });
    await fails("Home", "not the canary");
    await fails("Nowhere", PASSWORD);
    await fails("Home", "short");
    assert.equal(improv.state, 2);
    await assert.rejects(
      improv.getHostname(TIMEOUT_MS),
      (reason) => reason === "UNKNOWN_RPC_COMMAND",
    );
    await improv.provision("Café ☕", "", TIMEOUT_MS);
    assert.equal((await device.event("sta_saved")).ssid, "Café ☕");
  });

  it("hears of an attempt that the page makes", async (t) => {
    const { device, states } = await openImprov(t);
    const body = new URLSearchParams({ ssid: "Home", password: PASSWORD });
    const answer = await fetch(`${await device.url()}api/access-point`, { method: "POST", body });
    assert.equal(answer.status, 200, await answer.text());
    const deadline = Date.now() + TIMEOUT_MS;
    while (states.at(-1) !== 4 && Date.now() < deadline)
      await new Promise((next) => setTimeout(next, 50));
    assert.deepEqual(states.slice(-2), [3, 4]);
  });

  it("finds nothing where the option is off: a command is text for the console", async (t) => {
    const { socket, heard } = await plugIn(t, { files: {} });
    const command = Buffer.from("IMPROV\x01\x03\x02\x02\x00\xe5\n", "latin1");
    socket.write(command);
    await until("the interpreter's word", () => heard().includes("Lua error"));
    // The console's echo is all there is.
    assert.equal(heard().toString("latin1").split("IMPROV\x01").length - 1, 1);
  });
});

describe("the console of a device that listens to installers", () => {
  it("takes an upload, the setup's own and nodemcu-tool's", async (t) => {
    const board = await startBoard(t, {
      files: SETTINGS,
      networks: NETWORKS,
      argv: ["--refresh"],
      baud: 115200,
    });
    await board.event("ap_start");
    const work = makeFolder(t);
    writeFileSync(join(work, "mine.lua"), `print("I, IMPROV and \\t more")\n`.repeat(40));
    const compat = await runCommand(t, "compat", board.port);
    assert.equal(compat.status, 0, compat.all);
    await board.event("ap_start");
    const child = spawn(process.execPath, [TOOL, "--port", board.port, "upload", "mine.lua"], {
      cwd: work,
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (bytes) => (text += bytes));
    assert.equal(await new Promise((resolve) => child.on("close", resolve)), 0, text);
    assert.equal(board.read("mine.lua"), `print("I, IMPROV and \\t more")\n`.repeat(40), text);
  });
});
