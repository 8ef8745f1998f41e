/** bin/nodemcu-sim with modules switched on and levels on its pins. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { describe, it } from "node:test";
import { launch, startDevice } from "./support.mjs";

describe("--modules", { concurrency: true }, () => {
  const program = `print("has", crypto, encoder)
if crypto then
  local hash = crypto.new_hash("SHA1")
  hash:update("dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
  print("key", encoder.toBase64(hash:finalize()))
end`;

  it("switches on what a default build lacks", async (t) => {
    const argv = ["--modules", "crypto,encoder"];
    const device = startDevice(t, { files: { "init.lua": program }, argv });
    await device.output(/^key\ts3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r?$/m);
  });

  it("gives the device the host's random numbers, other ones each time", async (t) => {
    const argv = ["--modules", "sodium,rtcmem,sjson,time,qrcodegen"];
    const files = {
      "init.lua": `print("random", sodium.random.random(), sjson and rtcmem and time and qrcodegen)`,
    };
    const numbers = [startDevice(t, { files, argv }), startDevice(t, { files, argv })].map(
      (device) => device.output(/random\t(-?\d+)\ttable/),
    );
    const [[, one], [, other]] = await Promise.all(numbers);
    assert.notEqual(one, other);
  });

  it("leaves them out otherwise", async (t) => {
    const device = startDevice(t, { files: { "init.lua": program } });
    await device.output(/^has\tnil\tnil\r?$/m);
  });

  it("refuses an unknown one with 2 and one sentence that names the known ones", async (t) => {
    const { said, ended } = launch(t, "--modules", "crypto,mqtt");
    assert.equal(await ended, 2);
    assert.match(said.err, /^nodemcu-sim: [^\n]*"mqtt"[^\n]*crypto, encoder, qrcodegen[^\n]*\n$/);
    assert.equal(said.out, "");
  });
});

describe("--gpio", { concurrency: true }, () => {
  it("holds a button at boot, over restarts, and the trace tells the outputs", async (t) => {
    const program = `gpio.config({ gpio = 2, dir = gpio.OUT })
gpio.write(2, 1 - gpio.read(0))
print("pins", gpio.read(0), gpio.read(4))
if not file.exists("again") then
  io.open("again", "w"):close()
  tmr.create():alarm(50, tmr.ALARM_SINGLE, function() node.restart() end)
end`;
    const argv = ["--gpio", "0=0", "--gpio", "4=1"];
    const device = startDevice(t, { files: { "init.lua": program }, argv });
    await device.output(/pins\t0\t1[^]*pins\t0\t1/);
    const levels = () =>
      device
        .events()
        .filter(({ event }) => event === "gpio")
        .map(({ pin, level }) => `${pin}=${level}`);
    // The restart between them leaves the output as it was.
    assert.deepEqual(levels(), ["2=0", "2=1"]);
  });

  it("gives way to pins of the air file, which may change while the device runs", async (t) => {
    const program = `gpio.config({ gpio = { 4, 5 }, dir = gpio.IN, pull = gpio.PULL_UP })
local function say(pin, level) print("edge", pin, level) end
gpio.trig(4, gpio.INTR_UP_DOWN, say)
gpio.trig(5, gpio.INTR_UP_DOWN, say)
print("ready", gpio.read(4), gpio.read(5))`;
    const argv = ["--gpio", "5=0"];
    const device = startDevice(t, { files: { "init.lua": program }, argv });
    const setPins = (pins) => writeFileSync(device.air, JSON.stringify({ networks: [], pins }));
    await device.output(/ready\t1\t0\n/);
    setPins({ 4: 0, 5: 1 });
    await device.output(/edge\t4\t0\nedge\t5\t1\n/);
    // What the last good one said stays.
    setPins({ 4: 2 });
    await device.note(/the last good one stays: pins must be an object of levels/);
    setPins({ 24: 0 });
    setPins({});
    await device.output(/edge\t4\t1\nedge\t5\t0\n/);
    assert.equal(device.said.out.match(/edge/g).length, 4);
    assert.doesNotMatch(device.said.err, /is not a field/);
  });

  it("refuses what is no pin with 2", async (t) => {
    const { said, ended } = launch(t, "--gpio", "24=0");
    assert.equal(await ended, 2);
    assert.match(said.err, /^nodemcu-sim: --gpio 24=0 is not PIN=LEVEL[^\n]*\n$/);
  });
});
