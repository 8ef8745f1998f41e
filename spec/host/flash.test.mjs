/** `make flash` with esptool-js and a simulated chip on a pseudo terminal. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CHIPS } from "../../tools/flash/chips.mjs";
import {
  assertHolds,
  assertHoldsAt,
  makeParts,
  mergeParts,
  writeBuild,
} from "./board/firmware_files.mjs";
import { openPseudoTerminal } from "./board/pseudo_terminal.mjs";
import { COMMAND } from "./board/rom_commands.mjs";
import { createRomLoader } from "./board/rom_loader.mjs";
import { runFlash } from "./board/run_flash.mjs";
import { makeFolder } from "./support.mjs";

const OLD_BYTE = 0x5a;

function partsFor(name, more = {}) {
  const { imageId, bootloaderOffset } = CHIPS.find((chip) => chip.name === name) ?? CHIPS[0];
  return makeParts({ imageId, bootloaderOffset, ...more });
}

/** With no esptool in reach. */
const runAlone = (t, argv) => runFlash(makeFolder(t), argv);

async function startChip(t, options = {}) {
  const terminal = await openPseudoTerminal(t);
  const onBlock =
    options.unplugAtBlock && ((n) => n === options.unplugAtBlock && terminal.unplug());
  const chip = createRomLoader(terminal.send, { ...options, onBlock });
  terminal.onBytes(chip.receive);
  return { ...chip, path: terminal.path };
}

/** A chip of that kind is flashed with the build folder of its firmware. */
async function flashChip(t, options = {}, more = {}) {
  const chip = await startChip(t, options);
  const parts = partsFor(more.imageFor ?? options.chip ?? "esp32", { appBytes: more.appBytes });
  const folder = writeBuild(makeFolder(t), parts);
  const argv = ["--port", chip.path, "--firmware", folder, ...(more.argv ?? [])];
  return { ...(await runAlone(t, argv)), chip, parts };
}

for (const { name: chip } of CHIPS) {
  test(`flashes a build folder onto an ${chip}, byte for byte`, async (t) => {
    const run = await flashChip(t, { chip }, { appBytes: 0x30000 });
    assert.equal(run.code, 0, run.err);
    assertHolds(run.chip, run.parts);
    assert.equal(run.chip.flash[0x200000], OLD_BYTE, "what is not written stays");
    assert.match(run.out, /Found ESP32/);
    assert.match(run.out, /Writing 50 %\n[^]*Writing 100 %\n/);
    assert.match(run.out, /holds what was sent/);
    assert.match(run.out, /Press EN/, "a pseudo terminal has no line for a reset");
    assert.equal(run.err, "");
  });
}

test("uploads the stub as esptool-js has it, and lets it work", async (t) => {
  const run = await flashChip(t);
  assert.equal(run.code, 0, run.err);
  const { getStubJsonByChipName } = await import("esptool-js");
  const stub = await getStubJsonByChipName("ESP32");
  const [text, data] = run.chip.ram();
  assert.deepEqual([text.address, data.address], [stub.text_start, stub.data_start]);
  assert.ok(text.bytes.equals(Buffer.from(stub.decodedText)));
  assert.ok(data.bytes.equals(Buffer.from(stub.decodedData)));
});

test("flashes a merged file to the beginning of the flash", async (t) => {
  const chip = await startChip(t, { chip: "esp32s3" });
  const merged = mergeParts(partsFor("esp32s3"));
  const path = join(makeFolder(t), "merged.bin");
  writeFileSync(path, merged);
  const run = await runAlone(t, ["--port", chip.path, "--firmware", path]);
  assert.equal(run.code, 0, run.err);
  assertHoldsAt(chip, 0, merged);
});

test("flashes an app alone to its partition and leaves the rest", async (t) => {
  const chip = await startChip(t);
  const { app } = partsFor("esp32");
  const path = join(makeFolder(t), "nodemcu.bin");
  writeFileSync(path, app);
  const run = await runAlone(t, ["--port", chip.path, "--firmware", path]);
  assert.equal(run.code, 0, run.err);
  assertHoldsAt(chip, 0x10000, app);
  assert.ok(chip.flash.subarray(0, 0x10000).every((byte) => byte === OLD_BYTE));
});

test("empties the flash with --erase, and only then", async (t) => {
  const run = await flashChip(t, {}, { argv: ["--erase"] });
  assert.equal(run.code, 0, run.err);
  assertHolds(run.chip, run.parts);
  assert.equal(run.chip.flash[0x200000], 0xff);
  assert.match(run.out, /Erasing/);
});

test("finds the chip where an unknown command is answered by its own number", async (t) => {
  const run = await flashChip(t, { unknownAsItself: true });
  assert.equal(run.code, 0, run.err);
  assertHolds(run.chip, run.parts);
});

test("sends a block again of which a byte was lost", async (t) => {
  const run = await flashChip(t, { dropByteInBlock: 2 });
  assert.equal(run.code, 0, run.err);
  assertHolds(run.chip, run.parts);
});

test("sends a block again that the board refuses", async (t) => {
  const run = await flashChip(t, { checksumErrors: 2 });
  assert.equal(run.code, 0, run.err);
  assertHolds(run.chip, run.parts);
});

test("goes on at the loader's own speed where the faster one fails", async (t) => {
  const run = await flashChip(t, { highestBaud: 115200 });
  assert.equal(run.code, 0, run.err);
  assertHolds(run.chip, run.parts);
});

test("does not change the speed where the loader's own is asked for", async (t) => {
  const run = await flashChip(t, {}, { argv: ["--baud", "115200"] });
  assert.equal(run.code, 0, run.err);
  assert.ok(!run.chip.seen.includes(COMMAND.changeBaud));
});

/** Each fails with one sentence, and says what to do. */
const failures = [
  ["no answer", { isSilent: true }, {}, /can't reset the board .*hold BOOT, press and release EN/],
  [
    "blocks that are refused",
    { checksumErrors: 99 },
    {},
    /The board refused what it got.*--baud 115200/,
  ],
  ["another digest", { wrongMd5: true }, {}, /not what was sent.*--baud 115200/],
  ["a byte that does not take", { stuckAt: 0x10040 }, {}, /not what was sent/],
  ["a locked chip", { chip: "esp32c3", isLocked: true }, {}, /locked/],
  ["a cable that is pulled", { unplugAtBlock: 2 }, { appBytes: 0x30000 }, /The board went away/],
  ["a flash that is too small", { flashBytes: 0x200000 }, {}, /needs 3 MB of flash.* has 2MB/],
  [
    "firmware for another chip",
    { chip: "esp32c3" },
    { imageFor: "esp32" },
    /The firmware is for ESP32, and the board has ESP32-C3: build it with IDF_TARGET=esp32c3\./,
  ],
  ["a chip that NodeMCU can't use", { chip: "esp32h2" }, { imageFor: "esp32" }, /has ESP32-H2/],
];
for (const [what, options, more, sentence] of failures) {
  test(`says in a sentence: ${what}`, async (t) => {
    const run = await flashChip(t, options, more);
    assert.equal(run.code, 1, run.out);
    assert.match(run.err, sentence);
    assert.match(run.err, /^[^\n]+\.\n$/, "one sentence");
  });
}

test("writes nothing before it knows that the firmware is for the chip", async (t) => {
  const { chip } = await flashChip(t, { chip: "esp32c3" }, { imageFor: "esp32" });
  assert.ok(chip.flash.every((byte) => byte === OLD_BYTE));
});

test("says which port there is not", async (t) => {
  const folder = writeBuild(makeFolder(t), partsFor("esp32"));
  const run = await runAlone(t, ["--port", join(folder, "nothing"), "--firmware", folder]);
  assert.equal(run.code, 1);
  assert.match(run.err, /^There is no port .*nothing: /);
});

test("says that a file is no serial port", async (t) => {
  const folder = writeBuild(makeFolder(t), partsFor("esp32"));
  const file = join(folder, "nodemcu.bin");
  const run = await runAlone(t, ["--port", file, "--firmware", folder]);
  assert.equal(run.code, 1);
  assert.match(run.err, /is no serial port/);
});

test("says that another program has the port", async (t) => {
  const chip = await startChip(t);
  const { SerialPort } = await import("../../tools/flash/serial_ports.mjs");
  const other = new SerialPort(chip.path, { baudRate: 115200, autoOpen: false });
  await new Promise((resolve, reject) =>
    other.open((error) => (error ? reject(error) : resolve())),
  );
  t.after(() => new Promise((resolve) => other.close(resolve)));
  const folder = writeBuild(makeFolder(t), partsFor("esp32"));
  const run = await runAlone(t, ["--port", chip.path, "--firmware", folder]);
  assert.equal(run.code, 1);
  assert.match(run.err, /^Another program has /);
});
