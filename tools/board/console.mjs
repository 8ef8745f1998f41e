/**
 * The board's console in this terminal. Keys go to the board as they are; Ctrl-] leaves. Lines that are
 * piped in go one by one, each after the prompt that follows the one before.
 *
 *   node tools/board/console.mjs PORT [--baud N]
 */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { runCommand } from "./command.mjs";
import { lostFailure, openingFailure } from "./port.mjs";

const LEAVE = "\x1d";
const PROMPT = /(^|\n)>>? $/;
const PROMPT_LIMIT_MS = 5000;
/** What a timer or a socket says soon after the last line is shown too. */
const LAST_WORDS_MS = 300;
const STEP_MS = 10;

/** nodemcu-tool's transport gives lines only; a console needs every byte. */
const require = createRequire(import.meta.resolve("nodemcu-tool"));
const SerialPort = require("serialport");

async function open(path, baud) {
  const port = new SerialPort(path, { baudRate: baud, autoOpen: false });
  try {
    await new Promise((resolve, reject) => {
      port.open((error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    throw await openingFailure(path, error);
  }
  port.on("data", (bytes) => process.stdout.write(bytes));
  return port;
}

const write = (port, bytes) =>
  new Promise((resolve, reject) => {
    port.write(bytes, (error) => (error ? reject(error) : resolve()));
  });

const close = (port) => new Promise((resolve) => port.close(() => resolve()));

/** Ends with Ctrl-], or fails when the board goes away. */
function talk(port, path) {
  return new Promise((resolve, reject) => {
    process.stderr.write(`${path}: Ctrl-] leaves.\n`);
    process.stdin.setRawMode(true);
    process.stdin.on("data", (bytes) => {
      const at = bytes.indexOf(LEAVE);
      const keys = at < 0 ? bytes : bytes.subarray(0, at);
      if (keys.length > 0) write(port, keys).catch(() => reject(lostFailure(path)));
      if (at >= 0) resolve();
    });
    port.on("close", () => reject(lostFailure(path)));
  }).finally(() => {
    process.stdin.setRawMode(false);
    process.stdin.pause();
  });
}

/** The board has no room for more than a line or two while it works. */
async function feed(port, path) {
  let seen = "";
  port.on("data", (bytes) => (seen = (seen + bytes.toString("latin1")).slice(-1000)));
  const prompt = async () => {
    const deadlineMs = Date.now() + PROMPT_LIMIT_MS;
    while (!PROMPT.test(seen) && Date.now() < deadlineMs) await sleep(STEP_MS);
  };
  try {
    await write(port, "\n");
    await prompt();
    for await (const line of createInterface({ input: process.stdin })) {
      seen = "";
      await write(port, `${line}\n`);
      await prompt();
    }
  } catch {
    throw lostFailure(path);
  }
  await sleep(LAST_WORDS_MS);
  process.stdout.write("\n");
}

await runCommand("console", {}, async ({ path, baud }) => {
  const port = await open(path, baud);
  try {
    await (process.stdin.isTTY ? talk(port, path) : feed(port, path));
  } finally {
    await close(port);
  }
});
