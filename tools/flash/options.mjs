/** The command line of make flash. */
import { parseArgs } from "node:util";
import { chipByName, chipNames } from "./chips.mjs";
import { wrongUsage } from "./failure.mjs";

const DEFAULT_BAUD = 460800;
const MIN_BAUD = 9600;
const MAX_BAUD = 4000000;

export const HELP = `make flash PORT=/dev/ttyUSB0 FIRMWARE=nodemcu.bin [ARGS="OPTIONS"]

Writes the firmware to a board, checks it, and restarts the board. PORT is the
board's serial port, FIRMWARE one merged file, the app alone (over a board that
has NodeMCU), or the firmware's build folder.

  --erase       empty the whole flash first: files and saved WiFi go, too
  --baud N      bits a second while writing (${DEFAULT_BAUD}; 115200 is slow and sure)
  --chip NAME   what the board has: ${chipNames()};
                otherwise it is asked
  --help        this text

Espressif's esptool writes where it is installed, otherwise esptool-js does.
`;

const OPTIONS = {
  port: { type: "string", default: "" },
  firmware: { type: "string", default: "" },
  baud: { type: "string", default: String(DEFAULT_BAUD) },
  chip: { type: "string" },
  erase: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
};

function parse(argv) {
  try {
    return parseArgs({ args: argv, options: OPTIONS }).values;
  } catch (error) {
    const [sentence] = error.message.split(". ");
    throw wrongUsage(`${sentence.replace(/\.$/, "")}: make flash ARGS=--help lists the options.`);
  }
}

/**
 * @param {string[]} argv
 * @returns `{ port, firmware, baud, chip, erase, help }`: `chip` an entry of CHIPS or undefined
 * @throws {Failure} with exit code 2
 */
export function parseOptions(argv) {
  const { port, firmware, baud: baudText, chip: chipText, erase, help } = parse(argv);
  const baud = Number(baudText);
  if (!Number.isInteger(baud) || baud < MIN_BAUD || baud > MAX_BAUD) {
    throw wrongUsage(`--baud ${baudText} is no number from ${MIN_BAUD} to ${MAX_BAUD}.`);
  }
  const chip = chipText === undefined ? undefined : chipByName(chipText);
  if (chipText !== undefined && chip === undefined) {
    throw wrongUsage(`--chip ${chipText} is none of ${chipNames()}.`);
  }
  return { port, firmware, baud, chip, erase, help };
}
