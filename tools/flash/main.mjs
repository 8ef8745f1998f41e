/**
 * What `make flash` runs: puts the firmware on a board.
 *
 *   node tools/flash/main.mjs --port PORT --firmware FILE_OR_FOLDER [--erase] [--baud N] [--chip NAME]
 */
import { forReader } from "../fold_text.mjs";
import { Failure, wrongUsage } from "./failure.mjs";
import { HELP, parseOptions } from "./options.mjs";
import { planFirmware } from "./plan.mjs";
import { showProgress } from "./progress.mjs";
import { portsHere } from "./serial_ports.mjs";
import { findEsptool, flashWithEsptool } from "./with_esptool.mjs";
import { flashWithEsptoolJs } from "./with_esptool_js.mjs";

const say = (line) => process.stdout.write(forReader(process.stdout, `${line}\n`));
const kilobytes = (bytes) => `${Math.ceil(bytes / 1024)} KB`;

function describe(plan) {
  const parts = plan.parts.map(({ offset, name }) => `${name} at 0x${offset.toString(16)}`);
  return `Firmware for ${plan.chip.title}: ${parts.join(", ")} (${kilobytes(plan.totalBytes)}).`;
}

async function requireNames({ port, firmware }) {
  if (port === "") {
    throw wrongUsage(`Which port? make flash PORT=… FIRMWARE=…; ${await portsHere()}`);
  }
  if (firmware === "") {
    throw wrongUsage("Which firmware? FIRMWARE=… is a file or a build folder: docs/firmware.md.");
  }
}

async function flash(argv) {
  const options = parseOptions(argv);
  if (options.help) return process.stdout.write(HELP);
  await requireNames(options);
  const plan = planFirmware(options.firmware, options);
  if (options.chip && options.chip !== plan.chip) {
    throw new Failure(
      `The firmware is for ${plan.chip.title}, not for ${options.chip.title} as --chip says.`,
    );
  }
  say(describe(plan));
  const esptool = findEsptool();
  say(
    `Connecting to ${options.port} with ${esptool ? `esptool ${esptool.version}` : "esptool-js"}…`,
  );
  const job = {
    ...options,
    plan,
    say,
    startProgress: () => showProgress(process.stdout, "Writing"),
  };
  const { needsButton } = esptool
    ? await flashWithEsptool(esptool, job)
    : await flashWithEsptoolJs(job);
  say("Written, and the flash holds what was sent.");
  say(
    needsButton
      ? "Press EN (RST) on the board: this port can't restart it."
      : "The board restarts; its first start formats the file system and takes a while.",
  );
}

try {
  await flash(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(forReader(process.stderr, `${error.message}\n`));
  // What waits for an answer of a board that is gone would keep the process alive.
  process.exit(error.exitCode);
}
