/**
 * A board that listens and has our helper. What breaks the link (a restart, silence, noise) makes the
 * work begin anew; a board that keeps restarting gets its init.lua set aside.
 */
import { readFileSync } from "node:fs";
import { Failure } from "../flash/failure.mjs";
import { knock } from "./knock.mjs";
import { createLink, LinkBroken } from "./link.mjs";
import { openPort } from "./port.mjs";

const MAX_ATTEMPTS = 6;
/** An uncaught error may restart any board once. */
const RESTARTS_OF_A_LOOP = 2;

const HELPER = readFileSync(new URL("board_helper.lua", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("--"));

/** The helper's lines define functions and print nothing: an answer follows the last one. */
async function installHelper(link) {
  for (const line of HELPER) {
    const key = link.nextKey();
    const answer = link.expect(key);
    await link.send(line);
    // The console runs one line at a time; the board's buffers hold no more than two.
    await link.send(`print("\\2${key}","\\3")`);
    await answer;
  }
  // The system's own log lines would stand between ours.
  await link.ask("node.osprint and node.osprint(false)");
}

/**
 * Runs `work({ link, firmware, counts })` with a board, as often as it takes, and closes the port.
 *
 * @param {object} options `path`, `baud`, `say(sentence)` for what the user should know
 * @returns what work returned; `counts` are the bytes that went over the line so far
 * @throws {Failure} with the sentence for the user
 */
export async function withBoard({ path, baud, say }, work) {
  let link;
  const port = await openPort(path, baud, {
    line: (line) => link?.receive(line),
    lost: (failure) => link?.breakAll(failure),
  });
  link = createLink(port.write, baud);
  let restarts = 0;
  let wasSetAside = false;
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const mustSetAside = !wasSetAside && restarts >= RESTARTS_OF_A_LOOP;
        wasSetAside ||= mustSetAside;
        if (mustSetAside) say("The board keeps restarting: init.lua is set aside for now.");
        const firmware = await knock(link, { path, baud, mustSetAside, canSetAside: !wasSetAside });
        await installHelper(link);
        return await work({ link, firmware, counts: port.counts });
      } catch (error) {
        if (!(error instanceof LinkBroken)) throw error;
        if (error.kind === "restarted") restarts += 1;
        if (error.kind === "loops") restarts = RESTARTS_OF_A_LOOP;
        if (attempt === MAX_ATTEMPTS) {
          throw new Failure(
            `It did not work out with the board on ${path}: ${error.message}. Try again, with a shorter cable or another USB port.`,
          );
        }
        say(`Once more: ${error.message}.`);
      }
    }
  } finally {
    await port.close();
  }
}
