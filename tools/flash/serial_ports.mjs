/** The serial ports of this computer, by the serialport that nodemcu-tool brings. */
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { Failure } from "./failure.mjs";

const here = createRequire(import.meta.url);
const ofNodemcuTool = createRequire(here.resolve("nodemcu-tool/package.json"));

export const SerialPort = ofNodemcuTool("serialport");

/** Ports with something on the bus behind them; a plain PC lists dozens of empty ones. */
async function usedPorts() {
  try {
    const ports = await SerialPort.list();
    return ports.filter(({ vendorId, pnpId }) => vendorId || pnpId);
  } catch {
    return [];
  }
}

/** What to name instead, for who named no port or a wrong one; ends a sentence. */
export async function portsHere() {
  const names = (await usedPorts()).map(({ path }) => path);
  return names.length > 0
    ? `the ports here are ${names.join(", ")}.`
    : "no USB serial port is here, so connect the board with a cable that carries data.";
}

const realPath = (path) => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

/** USB numbers of the adapter behind a port, as Web Serial has them; none where that is unknown. */
export async function usbNumbers(path) {
  const real = realPath(path);
  const port = (await usedPorts()).find((one) => realPath(one.path) === real);
  if (port?.vendorId === undefined || port.productId === undefined) return {};
  return {
    usbVendorId: Number.parseInt(port.vendorId, 16),
    usbProductId: Number.parseInt(port.productId, 16),
  };
}

/** What an operating system says (Linux and macOS; Windows), and what that means. */
const OPEN_FAILURES = [
  [
    /No such file|File not found|ENOENT|No such device/i,
    async (path) => `There is no port ${path}: ${await portsHere()}`,
  ],
  [
    /Permission denied|EACCES/i,
    (path) =>
      `You may not use ${path}: join its group (sudo usermod -aG dialout $USER on Linux) and log ` +
      `in again.`,
  ],
  [
    /Cannot lock|busy|temporarily unavailable|Access denied|EBUSY|EAGAIN/i,
    (path) => `Another program has ${path}: close its console or monitor and try again.`,
  ],
  [
    /Not a tty|Inappropriate ioctl|ENOTTY|Invalid argument/i,
    (path) => `${path} is no serial port: PORT is one like /dev/ttyUSB0, /dev/ttyACM0 or COM3.`,
  ],
];

/** A sentence for an error of opening; undefined when it is about something else. */
export async function explainOpenError(path, message) {
  const [, explain] = OPEN_FAILURES.find(([pattern]) => pattern.test(message)) ?? [];
  return explain && new Failure(await explain(path));
}
