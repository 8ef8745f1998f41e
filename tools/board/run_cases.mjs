/** Runs parts of spec/firmware on a board and goes on after each reset that a case causes. */
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../flash/failure.mjs";
import { quoteLua } from "./line_codec.mjs";
import { createTapReader } from "./tap_reader.mjs";
import { RUNNER_NAME } from "./firmware_cases.mjs";

const STEP_MS = 20;
/** After the banner comes init.lua, then the board listens. */
const BOOT_MS = 250;
/** By then every case of a living board has said something, or says that it is busy when asked. */
const QUIET_MS = 20_000;
const MAX_QUESTIONS = 15;
const BANNER = /powered by Lua/;

const GO_ON = `dofile(${quoteLua(RUNNER_NAME)})()`;

/**
 * @param {object} link a board with the runner and the parts on its flash
 * @param {object} options `names` of the parts; `given`, what the place offers to the cases;
 *   `onVerdict(verdict)` and `onDetail(text)` as in createTapReader
 * @returns the number of cases
 * @throws {Failure} when the board fell silent for good
 */
export async function runCases(link, { names, given, onVerdict, onDetail }) {
  let count = 0;
  let isDone = false;
  let heardAtMs = Date.now();
  let bootedAtMs;
  let questions = 0;

  const read = createTapReader({
    verdict: (verdict) => {
      count += 1;
      onVerdict(verdict);
    },
    detail: onDetail,
    end: () => (isDone = true),
    busy: () => {},
    // The runner had ended its part, and we missed the line.
    lost: () => (isDone = true),
  });
  link.onLine = (line) => {
    const isAnswer = /^# busy$/.test(line) || line.includes(GO_ON);
    if (!isAnswer) questions = 0;
    heardAtMs = Date.now();
    if (BANNER.test(line)) bootedAtMs = Date.now();
    read(line);
  };

  async function goOn() {
    bootedAtMs = undefined;
    heardAtMs = Date.now();
    await link.send(GO_ON);
  }

  async function runPart(name) {
    isDone = false;
    const args = `${quoteLua(name)},${count + 1},${quoteLua(given)}`;
    await link.send(`dofile(${quoteLua(RUNNER_NAME)})(${args})`);
    while (!isDone) {
      await sleep(STEP_MS);
      if (bootedAtMs !== undefined && Date.now() - bootedAtMs > BOOT_MS) await goOn();
      if (Date.now() - heardAtMs < QUIET_MS) continue;
      questions += 1;
      if (questions > MAX_QUESTIONS) {
        throw new Failure(`The board fell silent in ${name}, after case ${count}: press RESET.`);
      }
      await goOn();
    }
  }

  for (const name of names) {
    await runPart(name);
    // A case formats the flash and holds in memory what is left there.
    await link.send(`file.remove(${quoteLua(name)})`);
  }
  return count;
}
