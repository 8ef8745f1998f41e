/** Which firmware `make flash` takes, where it puts the parts, and what it refuses at once. */
import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { chipByName, CHIPS } from "../../tools/flash/chips.mjs";
import { planFirmware } from "../../tools/flash/plan.mjs";
import {
  makeImage,
  makeParts,
  makeTable,
  mergeParts,
  writeBuild,
} from "./board/firmware_files.mjs";
import { runFlash } from "./board/run_flash.mjs";
import { makeFolder } from "./support.mjs";

const MIB = 0x100000;
/** The end of the last partition of components/platform/partitions.csv. */
const NEEDED_BYTES = 0x210000;

function fileWith(t, bytes, name = "firmware.bin") {
  const path = join(makeFolder(t), name);
  writeFileSync(path, bytes);
  return path;
}

const places = (plan) => plan.parts.map(({ offset, name }) => [offset, name]);
const refuses = (path, sentence, options) =>
  assert.throws(
    () => planFirmware(path, options),
    (error) => {
      assert.equal(error.name, "Failure");
      assert.match(error.message, sentence);
      assert.match(error.message, /^[^\n]+\.$/, "one sentence");
      return true;
    },
  );

for (const { name, imageId, bootloaderOffset } of CHIPS) {
  test(`knows all three kinds of firmware for ${name}`, (t) => {
    const parts = makeParts({ imageId, bootloaderOffset });
    const expected = [
      [bootloaderOffset, "bootloader.bin"],
      [0x8000, "partition-table.bin"],
      [0x10000, "nodemcu.bin"],
    ];
    for (const json of [true, false]) {
      const plan = planFirmware(writeBuild(makeFolder(t), parts, { json }));
      assert.deepEqual([plan.chip.name, places(plan)], [name, expected]);
      assert.equal(plan.neededFlashBytes, NEEDED_BYTES);
    }
    const merged = planFirmware(fileWith(t, mergeParts(parts)));
    assert.deepEqual([merged.chip.name, places(merged)], [name, [[0, "firmware.bin"]]]);
    assert.equal(merged.neededFlashBytes, NEEDED_BYTES);
    const app = planFirmware(fileWith(t, parts.app));
    assert.deepEqual([app.chip.name, places(app)], [name, [[0x10000, "firmware.bin"]]]);
  });
}

test("a merged file that begins at 0x1000 goes there", (t) => {
  const merged = mergeParts(makeParts()).subarray(0x1000);
  assert.deepEqual(places(planFirmware(fileWith(t, merged))), [[0x1000, "firmware.bin"]]);
});

test("the checkout of the firmware is as good as its build folder", (t) => {
  const checkout = makeFolder(t);
  writeBuild(join(checkout, "build"), makeParts());
  assert.equal(places(planFirmware(checkout)).length, 3);
});

test("reads flash_args where there is no flasher_args.json", (t) => {
  const folder = writeBuild(makeFolder(t), makeParts(), { json: false });
  renameSync(join(folder, "nodemcu.bin"), join(folder, "other.bin"));
  writeFileSync(
    join(folder, "flash_args"),
    "--flash_mode dio --flash_freq 40m --flash_size 4MB\n0x1000 bootloader/bootloader.bin\n" +
      "0x8000 partition_table/partition-table.bin\n0x10000 other.bin\n",
  );
  assert.deepEqual(places(planFirmware(folder)).at(-1), [0x10000, "other.bin"]);
});

test("a flat folder does, with an app of any name, at its partition", (t) => {
  const { bootloader, app } = makeParts();
  const folder = makeFolder(t);
  writeFileSync(join(folder, "bootloader.bin"), bootloader);
  const table = makeTable([[0, 0, 0x20000, 0x100000, "factory"]]);
  writeFileSync(join(folder, "partitions.bin"), table);
  writeFileSync(join(folder, "my-own.bin"), app);
  const plan = planFirmware(folder);
  assert.deepEqual(places(plan).at(-1), [0x20000, "my-own.bin"]);
  assert.equal(plan.neededFlashBytes, 0x120000);
});

test("refuses what is not there, or no image", (t) => {
  refuses(join(makeFolder(t), "none.bin"), /^There is no /);
  refuses(fileWith(t, Buffer.alloc(0)), /is no image for an ESP32/);
  refuses(fileWith(t, Buffer.from("print('hello')")), /is no image for an ESP32/);
  refuses(fileWith(t, makeTable()), /is only a partition table/);
  refuses(fileWith(t, makeParts().bootloader), /is only a bootloader/);
});

test("refuses an image for another family", (t) => {
  const h2 = makeImage({ imageId: 16, isApp: true, dataBytes: 0x1000 });
  refuses(fileWith(t, h2), /is made for none of esp32, esp32s2, esp32c3, esp32s3, esp32c6/);
});

test("refuses an image that is cut short or damaged", (t) => {
  const { app } = makeParts();
  for (const length of [app.length - 1, app.length - 33, 0x1000]) {
    refuses(fileWith(t, app.subarray(0, length)), /is cut short/);
  }
  const flipped = (at) => {
    const copy = Buffer.from(app);
    copy[at] ^= 1;
    return fileWith(t, copy);
  };
  refuses(flipped(0x2000), /its checksum is wrong/);
  refuses(flipped(8), /its hash is wrong/);
  refuses(flipped(app.length - 1), /its hash is wrong/);
});

test("refuses a merged file for a chip that starts elsewhere", (t) => {
  const merged = mergeParts(makeParts({ imageId: 9, bootloaderOffset: 0x1000 }));
  refuses(fileWith(t, merged), /bootloader at 0x1000, but ESP32-S3 starts from 0x0/);
});

test("refuses a folder with a part missing", (t) => {
  for (const [name, lacks] of [
    ["bootloader/bootloader.bin", "bootloader.bin"],
    ["partition_table/partition-table.bin", "partition-table.bin"],
    ["nodemcu.bin", "nodemcu.bin"],
  ]) {
    const plain = writeBuild(makeFolder(t), makeParts(), { json: false });
    rmSync(join(plain, name));
    refuses(plain, new RegExp(`lacks ${lacks}:`));
    const described = writeBuild(makeFolder(t), makeParts());
    rmSync(join(described, name));
    refuses(described, new RegExp(`${name} is missing`));
  }
  mkdirSync(join(makeFolder(t), "empty"));
  refuses(makeFolder(t), /lacks bootloader.bin and partition-table.bin and nodemcu.bin:/);
});

test("refuses a folder that was built for two chips", (t) => {
  const folder = writeBuild(makeFolder(t), makeParts());
  const { app } = makeParts({ imageId: 9 });
  writeFileSync(join(folder, "nodemcu.bin"), app);
  refuses(folder, /has files for ESP32 and ESP32-S3 in it/);
});

test("refuses a bootloader at another chip's place", (t) => {
  const folder = writeBuild(makeFolder(t), makeParts({ imageId: 9, bootloaderOffset: 0x1000 }));
  refuses(folder, /is for ESP32-S3, which starts from 0x0, and not from 0x1000/);
});

test("refuses an app that its partition has no room for, and takes one that just fits", (t) => {
  const room = (sizeBytes) => [[0, 0, 0x10000, sizeBytes, "factory"]];
  const parts = makeParts();
  const folder = writeBuild(makeFolder(t), { ...parts, table: makeTable(room(parts.app.length)) });
  assert.equal(planFirmware(folder).parts.length, 3);
  const small = { ...parts, table: makeTable(room(parts.app.length - 1)) };
  refuses(writeBuild(makeFolder(t), small), /its partition only .* fewer modules/);
});

test("refuses parts that reach into each other", (t) => {
  const bootloader = makeImage({ imageId: 0, isApp: false, dataBytes: 0x7000 });
  refuses(writeBuild(makeFolder(t), { ...makeParts(), bootloader }), /would reach into/);
});

test("refuses an app alone with --erase", (t) => {
  refuses(fileWith(t, makeParts().app), /would lack its bootloader/, { erase: true });
});

test("needs as much flash as the parts where no table says more", (t) => {
  const { app } = makeParts();
  assert.equal(planFirmware(fileWith(t, app)).neededFlashBytes, 0x10000 + app.length);
  assert.ok(NEEDED_BYTES > 2 * MIB, "partitions.csv of the firmware needs 4 MB");
});

test("names of chips are read as people write them", () => {
  assert.equal(chipByName("ESP32-S3")?.name, "esp32s3");
  assert.equal(chipByName("esp32_c3")?.name, "esp32c3");
  assert.equal(chipByName("esp8266"), undefined);
});

/** Wrong usage ends with 2, before anything is opened. */
const usages = [
  [[], /^Which port\? /],
  [["--port", "x"], /^Which firmware\? /],
  [["--port", "x", "--firmware", "y", "--baud", "fast"], /^--baud fast is no number/],
  [["--port", "x", "--firmware", "y", "--baud", "9599"], /^--baud 9599 is no number/],
  [["--port", "x", "--firmware", "y", "--chip", "esp8266"], /^--chip esp8266 is none of /],
  [["--fast"], /^Unknown option '--fast': make flash ARGS=--help/],
];
for (const [argv, sentence] of usages) {
  test(`wrong usage: ${argv.join(" ") || "nothing"}`, async (t) => {
    const { code, out, err } = await runFlash(makeFolder(t), argv);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, sentence);
  });
}

test("--help lists the options", async (t) => {
  const { code, out } = await runFlash(makeFolder(t), ["--port", "", "--firmware", "", "--help"]);
  assert.equal(code, 0);
  for (const option of ["--erase", "--baud", "--chip", "--help"]) assert.ok(out.includes(option));
});

test("refuses another chip than --chip says before it opens the port", async (t) => {
  const path = fileWith(t, makeParts().app);
  const argv = ["--port", "/dev/none", "--firmware", path, "--chip", "esp32-s3"];
  const { code, err } = await runFlash(makeFolder(t), argv);
  assert.equal(code, 1);
  assert.match(err, /for ESP32, not for ESP32-S3 as --chip says/);
});
