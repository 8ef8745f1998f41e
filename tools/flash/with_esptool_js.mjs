/** Flashes with esptool-js, Espressif's esptool for browsers, over our serial port. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { chipByTitle, chipNames } from "./chips.mjs";
import { explainLoaderError, otherChip } from "./loader_errors.mjs";
import { Failure } from "./failure.mjs";
import { WebSerialPort } from "./web_serial_port.mjs";

/** The ROM loader's own speed. */
const ROM_BAUD = 115200;
const RESET_PULSE_MS = 100;
const MIB = 1024 * 1024;

const md5 = (bytes) => createHash("md5").update(bytes).digest("hex");

/** Node 20 calls the JSON modules that esptool-js loads experimental, on standard error. */
function muteJsonWarning() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (!/JSON modules/.test(String(warning))) emitWarning.call(process, warning, ...rest);
  };
}

async function createLoader(device, baud) {
  muteJsonWarning();
  const { ESPLoader, Transport } = await import("esptool-js");
  class QuietTransport extends Transport {
    /** It would write to standard output, with tracing off, too. */
    trace() {}
  }
  const quiet = { clean() {}, write() {}, writeLine() {} };
  return new ESPLoader({
    transport: new QuietTransport(device),
    baudrate: baud,
    romBaudrate: ROM_BAUD,
    terminal: quiet,
  });
}

function refuseOtherChip(loader, plan, hint) {
  const chip = chipByTitle(loader.chip.CHIP_NAME);
  if (chip === undefined) {
    throw new Failure(
      `The board has ${loader.chip.CHIP_NAME}, and NodeMCU runs on none but ${chipNames()}.`,
    );
  }
  if (hint && hint !== chip) {
    throw new Failure(`The board has ${chip.title}, not ${hint.title} as --chip says.`);
  }
  if (plan.chip !== chip) {
    throw new Failure(otherChip(plan.chip.title, chip.title));
  }
}

/** "4MB" and its like, as esptool-js says them, in bytes. */
function flashBytes(sizeText) {
  const [, count, unit] = /^(\d+)([KM])B$/.exec(sizeText);
  return Number(count) * (unit === "K" ? 1024 : MIB);
}

async function refuseSmallFlash(loader, plan) {
  const size = await loader.detectFlashSize();
  if (size === undefined) {
    throw new Failure("The flash chip does not say its size: is it connected to the chip?");
  }
  if (plan.neededFlashBytes > flashBytes(size)) {
    throw new Failure(
      `The firmware needs ${Math.ceil(plan.neededFlashBytes / MIB)} MB of flash, and the board has ` +
        `${size}: build it with a smaller partition table (partitions-2MB.csv).`,
    );
  }
  return size;
}

async function write(loader, plan, progress) {
  const before = (index) =>
    plan.parts.slice(0, index).reduce((sum, { bytes }) => sum + bytes.length, 0);
  await loader.writeFlash({
    fileArray: plan.parts.map(({ offset, bytes }) => ({
      address: offset,
      data: new Uint8Array(bytes),
    })),
    flashMode: "keep",
    flashFreq: "keep",
    flashSize: "keep",
    eraseAll: false,
    compress: true,
    calculateMD5Hash: md5,
    reportProgress: (index, sent, total) => {
      const doneBytes = before(index) + (plan.parts[index].bytes.length * sent) / total;
      progress.update(doneBytes / plan.totalBytes);
    },
  });
}

/** EN is at RTS: low while it is set. */
async function resetIntoProgram(device) {
  await device.setSignals({ dataTerminalReady: false, requestToSend: true });
  await sleep(RESET_PULSE_MS);
  await device.setSignals({ dataTerminalReady: false, requestToSend: false });
}

async function flashDevice(device, loader, { plan, chip, erase, say, startProgress }) {
  const description = await loader.main();
  if (loader.secureDownloadMode) {
    throw new Failure("The chip is locked (secure download mode): it takes no other firmware.");
  }
  refuseOtherChip(loader, plan, chip);
  const size = await refuseSmallFlash(loader, plan);
  say(`Found ${description} with ${size} of flash.`);
  const isUsbOtg = await loader.usesUsbOtg();
  if (erase) {
    say("Erasing the flash: up to a minute…");
    await loader.eraseFlash();
  }
  const progress = startProgress();
  try {
    await write(loader, plan, progress);
  } finally {
    progress.end();
  }
  await resetIntoProgram(device);
  return { needsButton: isUsbOtg || device.signalsError !== undefined };
}

/**
 * @param {{ port: string, baud: number, plan, chip, erase: boolean, say, startProgress }} job
 * @returns `{ needsButton }`: whether somebody has to press EN to start the program
 * @throws {Failure}
 */
export async function flashWithEsptoolJs(job) {
  const device = new WebSerialPort(job.port);
  const loader = await createLoader(device, job.baud);
  try {
    return await Promise.race([flashDevice(device, loader, job), device.lost]);
  } catch (error) {
    throw explainLoaderError(error, {
      port: job.port,
      canReset: device.signalsError === undefined,
    });
  } finally {
    await device.close();
  }
}
