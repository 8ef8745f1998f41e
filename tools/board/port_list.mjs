/** The serial ports of this machine, and which of them looks like a board. */
import { readdirSync } from "node:fs";
import transport from "nodemcu-tool/lib/transport/serialport.js";

/** USB vendors of the chips on boards. */
const BOARD_VENDORS = {
  "303a": "Espressif, USB on the chip",
  "10c4": "CP210x",
  "1a86": "CH340 or CH910x",
  "0403": "FTDI",
};

/** Where udev is missing, as in a container; other systems have a list of their own. */
function portsByName() {
  const names = process.platform === "linux" ? readdirSync("/dev") : [];
  return names.filter((name) => /^tty(USB|ACM)\d+$/.test(name)).map((name) => `/dev/${name}`);
}

/** Ports with a USB device behind them come first: `{ path, board }`, the latter a word or undefined. */
export async function listPorts() {
  let found;
  try {
    found = await transport.list();
  } catch {
    found = portsByName().map((path) => ({ path }));
  }
  const ports = found
    .filter(({ path, vendorId }) => vendorId !== undefined || !/\/ttyS\d+$/.test(path))
    .map(({ path, vendorId }) => ({ path, board: BOARD_VENDORS[vendorId?.toLowerCase()] }));
  return ports.sort((one, other) => Number(!one.board) - Number(!other.board));
}

/** One line for the user. */
export async function describePorts() {
  const ports = await listPorts();
  if (ports.length === 0) {
    return "No port was found: plug the board in with a cable that carries data, not only power.";
  }
  const words = ports.map(({ path, board }) =>
    board ? `${path} (looks like a board: ${board})` : path,
  );
  return `Ports found: ${words.join(", ")}.`;
}
