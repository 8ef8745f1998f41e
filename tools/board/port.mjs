/** A serial port as lines of text, opened with nodemcu-tool's transport; errors in words. */
import { existsSync } from "node:fs";
import transport from "nodemcu-tool/lib/transport/serialport.js";
import { Failure } from "../flash/failure.mjs";
import { describePorts } from "./port_list.mjs";

export const DEFAULT_BAUD = 115200;

const NEWLINE = 10;
/** A board that neither reads nor is there any more. */
const WRITE_LIMIT_MS = 5000;
/** The transport keeps it to itself when the system takes a port away. */
const LOOK_MS = 300;

const PROBLEMS = [
  [/permission denied|access denied/i, (path) => describePermission(path)],
  [
    /busy|cannot lock|temporarily unavailable/i,
    (path) => `${path} is used by another program: close the terminal or the upload that has it.`,
  ],
];

function describePermission(path) {
  const cure = "sudo usermod -aG dialout $USER";
  return `You may not use ${path}: run "${cure}", log out and in again.`;
}

/** One sentence for what the system says when a port can't be opened. */
export async function openingFailure(path, error) {
  const words = String(error.message ?? error);
  const known = PROBLEMS.find(([pattern]) => pattern.test(words));
  if (known) return new Failure(known[1](path));
  if (/no such file|not found|ENOENT/i.test(words)) {
    return new Failure(`There is no port ${path}. ${await describePorts()}`);
  }
  return new Failure(`${path} can't be opened: ${words}. ${await describePorts()}`);
}

/** The cable was pulled, or the board fell from the bus. */
export function lostFailure(path) {
  return new Failure(`${path} went away: plug the board in again and repeat the command.`);
}

function inTime(promise, path) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(lostFailure(path)), WRITE_LIMIT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * @param {string} path such as /dev/ttyUSB0
 * @param {number} baud ignored by USB consoles
 * @param {object} on
 * @param {(line: string) => void} on.line gets each line, one character a byte, without its newline
 * @param {(failure: Failure) => void} on.lost hears that the port is gone
 * @returns `write(text)`, `close()`, and `counts`: bytes sent and received
 * @throws {Failure} with the sentence for the user
 */
export async function openPort(path, baud, on) {
  const counts = { sent: 0, received: 0 };
  transport.setDelimiterSequence([NEWLINE]);
  const onData = (bytes) => {
    counts.received += bytes.length + 1;
    on.line(bytes.toString("latin1").replace(/\r$/, ""));
  };
  try {
    await transport.connect(path, baud, onData, () => {});
  } catch (error) {
    throw await openingFailure(path, error);
  }
  // Elsewhere, as with COM3, a port is no file.
  const look = () => path.startsWith("/") && !existsSync(path) && on.lost(lostFailure(path));
  const looking = setInterval(look, LOOK_MS);
  return {
    counts,
    async write(text) {
      const bytes = Buffer.from(text, "latin1");
      counts.sent += bytes.length;
      try {
        await inTime(transport.write(bytes), path);
      } catch {
        throw lostFailure(path);
      }
    },
    close() {
      clearInterval(looking);
      return transport.disconnect().catch(() => {});
    },
  };
}
