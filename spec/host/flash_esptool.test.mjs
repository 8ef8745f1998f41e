/** `make flash` with Espressif's esptool: its command line, and what is made of its words. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { CHIPS } from "../../tools/flash/chips.mjs";
import { findEsptool } from "../../tools/flash/with_esptool.mjs";
import { installFakeEsptool } from "./board/fake_esptool.mjs";
import { assertHolds, makeParts, writeBuild } from "./board/firmware_files.mjs";
import { openPseudoTerminal } from "./board/pseudo_terminal.mjs";
import { createRomLoader } from "./board/rom_loader.mjs";
import { runFlash } from "./board/run_flash.mjs";
import { makeFolder } from "./support.mjs";

const V4 = "esptool.py v4.8.1\n4.8.1";
const V5 = "esptool v5.0.2\n5.0.2";
const PORT = "/dev/board-of-a-test";

async function flash(t, what, argv = []) {
  const programs = makeFolder(t);
  const calls = installFakeEsptool(programs, what);
  const folder = writeBuild(makeFolder(t), makeParts());
  const run = await runFlash(programs, ["--port", PORT, "--firmware", folder, ...argv]);
  return { ...run, calls: calls(), folder };
}

const partArguments = (folder) => [
  ...["0x1000", join(folder, "bootloader/bootloader.bin")],
  ...["0x8000", join(folder, "partition_table/partition-table.bin")],
  ...["0x10000", join(folder, "nodemcu.bin")],
];

const V5_ARGUMENTS = [
  ...["--chip", "esp32", "--port", PORT, "--baud", "460800"],
  ...["--before", "default-reset", "--after", "hard-reset", "write-flash"],
];
const V5_KEEP = ["--flash-mode", "keep", "--flash-freq", "keep", "--flash-size", "keep"];

test("version 5: hyphens", async (t) => {
  const run = await flash(t, { banner: V5 });
  assert.equal(run.code, 0, run.err);
  assert.deepEqual(run.calls, [[...V5_ARGUMENTS, ...V5_KEEP, ...partArguments(run.folder)]]);
  assert.match(run.out, /with esptool 5\.0\.2/);
  assert.match(run.out, /The board restarts/);
});

test("version 4: underscores", async (t) => {
  const run = await flash(t, { banner: V4 });
  assert.equal(run.code, 0, run.err);
  assert.deepEqual(run.calls, [
    [
      ...["--chip", "esp32", "--port", PORT, "--baud", "460800"],
      ...["--before", "default_reset", "--after", "hard_reset", "write_flash"],
      ...["--flash_mode", "keep", "--flash_freq", "keep", "--flash_size", "keep"],
      ...partArguments(run.folder),
    ],
  ]);
});

test("--erase and --baud are handed on", async (t) => {
  const run = await flash(t, { banner: V5 }, ["--erase", "--baud", "115200"]);
  assert.equal(run.code, 0, run.err);
  const [call] = run.calls;
  assert.equal(call[call.indexOf("--baud") + 1], "115200");
  assert.equal(call[call.indexOf("write-flash") + 1], "--erase-all");
  assert.match(run.out, /Erasing/);
});

test("the name esptool.py does as well", async (t) => {
  const run = await flash(t, { banner: V4, name: "esptool.py" });
  assert.equal(run.calls.length, 1, run.err);
});

for (const [why, what] of [
  ["is too old", { banner: "esptool.py v3.3.1\n3.3.1" }],
  ["does not run", { banner: V5, versionCode: 1 }],
]) {
  test(`an esptool that ${why} is not used`, async (t) => {
    const run = await flash(t, what);
    assert.deepEqual(run.calls, []);
    assert.match(run.out, /with esptool-js/);
    assert.match(run.err, /^There is no port /);
  });
}

const WRITING = {
  "version 4": [
    "Writing at 0x00001000... (100 %)",
    "Writing at 0x00008000... (100 %)",
    "Writing at 0x00010000... (50 %)",
    "Writing at 0x00018000... (100 %)",
  ],
  "version 5": [
    "Writing at 0x00001000 [==============================] 100.0% 4688/4688 bytes... ",
    "Writing at 0x00008000 [==============================] 100.0% 3072/3072 bytes... ",
    "Writing at 0x00010000 [==============>               ]  50.0% 18432/36928 bytes... ",
    "Writing at 0x00018000 [==============================] 100.0% 36928/36928 bytes... ",
  ],
};
for (const [version, lines] of Object.entries(WRITING)) {
  test(`shows the progress of ${version} for all parts together`, async (t) => {
    const run = await flash(t, { banner: version === "version 4" ? V4 : V5, lines });
    // 4704, 3072 and half of 36944 of 44720 bytes.
    assert.match(run.out, /Writing 10 %\nWriting 50 %\nWriting 100 %\n/);
  });
}

/** What esptool says (4.8 and 5.0), and what we say. */
const words = [
  [
    "A fatal error occurred: Could not open /dev/x, the port is busy or doesn't exist.\n" +
      "([Errno 2] could not open port /dev/x: [Errno 2] No such file or directory: '/dev/x')",
    /^There is no port /,
  ],
  [
    "A fatal error occurred: Could not open /dev/x, the port is busy or doesn't exist.\n" +
      "([Errno 13] could not open port /dev/x: [Errno 13] Permission denied: '/dev/x')",
    /^You may not use .*dialout/,
  ],
  [
    "A fatal error occurred: Could not open /dev/x, the port is busy or doesn't exist.\n" +
      "([Errno 11] Could not exclusively lock port /dev/x: [Errno 11] Resource temporarily unavailable)",
    /^Another program has /,
  ],
  [
    "A fatal error occurred: Failed to connect to ESP32: No serial data received.",
    /^No answer .*hold BOOT/,
  ],
  [
    "A fatal error occurred: This chip is ESP32-S3 not ESP32. Wrong --chip argument?",
    /^The firmware is for ESP32, and the board has ESP32-S3: build it with IDF_TARGET=esp32s3\./,
  ],
  [
    "A fatal error occurred: This chip is ESP32-C3, not ESP32. Wrong chip argument?",
    /^The firmware is for ESP32, and the board has ESP32-C3: build it with IDF_TARGET=esp32c3\./,
  ],
  [
    "A fatal error occurred: MD5 of file does not match data in flash!",
    /^What the flash holds is not what was sent/,
  ],
  [
    "A fatal error occurred: File nodemcu.bin (length 4194304) at offset 65536 will not fit in " +
      "4194304 bytes of flash. Use --flash_size argument, or change flashing address.",
    /^The firmware is larger than the board's flash/,
  ],
  [
    "A fatal error occurred: Serial data stream stopped: Possible serial noise or corruption.",
    /^The board stopped answering/,
  ],
  [
    "A serial exception error occurred: device reports readiness to read but returned no data " +
      "(device disconnected or multiple access on port?)",
    /^The board went away/,
  ],
  [
    "A fatal error occurred: Failed to write compressed data to flash after seq 3 (result was 0107)",
    /^The board refused what it got/,
  ],
];
for (const [said, sentence] of words) {
  test(`translates: ${said.slice(0, 76)}`, async (t) => {
    for (const stream of ["lines", "errorLines"]) {
      const run = await flash(t, { banner: V5, [stream]: ["esptool v5.0.2", "", said], code: 2 });
      assert.equal(run.code, 1);
      assert.match(run.err, sentence);
      assert.match(run.err, /^[^\n]+\.\n$/, "one sentence");
    }
  });
}

test("says when the port could not reset the board", async (t) => {
  const warning = "WARNING: Chip was NOT reset. Setting RTS/DTR lines is not supported for port";
  const done = await flash(t, { banner: V5, lines: [warning] });
  assert.match(done.out, /Press EN/);
  const lines = [warning, "A fatal error occurred: Failed to connect to ESP32: No serial data"];
  const failed = await flash(t, { banner: V5, lines, code: 2 });
  assert.match(failed.err, /can't reset the board/);
});

const real = findEsptool();
for (const { name, imageId, bootloaderOffset } of real ? CHIPS : []) {
  test(`esptool ${real.version} of this machine flashes an ${name}`, async (t) => {
    const terminal = await openPseudoTerminal(t);
    const chip = createRomLoader(terminal.send, { chip: name });
    terminal.onBytes(chip.receive);
    const parts = makeParts({ imageId, bootloaderOffset });
    const folder = writeBuild(makeFolder(t), parts);
    const argv = ["--port", terminal.path, "--firmware", folder, "--erase"];
    const run = await runFlash(process.env.PATH, argv);
    assert.equal(run.code, 0, run.err);
    assertHolds(chip, parts);
    assert.equal(chip.flash[0x200000], 0xff);
  });
}
if (!real) test("the real esptool", { skip: "there is no esptool on the PATH" }, () => {});

test("shows the last words of a failure that it does not know", async (t) => {
  const run = await flash(t, { banner: V5, errorLines: ["Traceback", "KeyError: 'x'"], code: 1 });
  assert.equal(run.code, 1);
  assert.match(run.err, /^esptool ended with 1; its last words were:\n[^]*KeyError: 'x'\n$/);
});
