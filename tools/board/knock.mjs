/** Gets a board's attention: waits for its Lua, and tells what else it may be that answers. */
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../flash/failure.mjs";
import { firmwareProblem, parseAnswer, question, strangerProblem } from "./firmware_check.mjs";
import { LinkBroken } from "./link.mjs";

/** A board that was reset by opening the port has started by then. */
const PATIENCE_MS = 10_000;
const KNOCK_MS = 700;
/** While a board restarts again and again it listens for two seconds at a time. */
const HURRIED_KNOCK_MS = 150;
const KEPT_LINES = 60;
/** By then a board that was reset has said more than its ROM's greeting. */
const STRANGER_MS = 3500;
/** As many starts while we knock are a loop. */
const STARTS_OF_A_LOOP = 2;

/** Ends what somebody left half typed: a line, a block, a long string. */
const CLEAN_SLATE = "\n]] )\n";

/** For init.lua while it is set aside. The second one if somebody uses the first. */
export const ASIDE_NAMES = ["init.lua.aside", "init.lua.aside2"];

/** Lua: renames init.lua and restarts before it does. Says so, since the answer may get lost. */
const SET_ASIDE =
  `if file.exists("init.lua") then for _,n in ipairs{"${ASIDE_NAMES.join('","')}"} do ` +
  `if file.rename("init.lua",n) then node.restart() end end end`;

function silenceFailure(path, baud, starts) {
  if (starts > 1) {
    return new Failure(
      `The board on ${path} restarts again and again and never listens: erase its flash with make flash ARGS=--erase and begin anew.`,
    );
  }
  return new Failure(
    `No NodeMCU answers on ${path} at ${baud} baud: check the port, close other terminals, press RESET, or put the firmware on it with make flash.`,
  );
}

/** Sends the question until it is answered; `look(elapsedMs)` may throw. */
async function askUntilAnswered(link, look) {
  const startedAtMs = Date.now();
  const deadlineMs = startedAtMs + PATIENCE_MS;
  for (let round = 0; Date.now() < deadlineMs; round += 1) {
    look(Date.now() - startedAtMs);
    const key = link.nextKey();
    const answer = link.expect(key, KNOCK_MS);
    // An odd round leaves the line alone: a board that was slow is about to answer.
    await link.send((round % 2 === 0 ? CLEAN_SLATE : "\n") + question(key));
    try {
      return parseAnswer(await answer);
    } catch (error) {
      if (!(error instanceof LinkBroken)) throw error;
      // The clean slate is an error on purpose; its answer may still be on the way.
      if (error.kind !== "silent") await sleep(KNOCK_MS);
    }
  }
  return undefined;
}

/** Sets init.lua aside, again and again until a boot goes without it. */
async function setAside(link, sawStart) {
  const deadlineMs = Date.now() + PATIENCE_MS;
  while (Date.now() < deadlineMs) {
    const startsBefore = sawStart();
    await link.send(`\n${SET_ASIDE}`);
    await sleep(HURRIED_KNOCK_MS);
    if (sawStart() === startsBefore) continue;
    const key = link.nextKey();
    const answer = link.expect(key, KNOCK_MS);
    await link.send(`\nprint("\\2${key}",file.exists("init.lua"),"\\3")`);
    const stillThere = await answer.catch(() => "true");
    if (stillThere.trim() === "false") return;
  }
}

/**
 * @param {object} link of link.mjs
 * @param {object} options `path` and `baud` for the words; `mustSetAside` for a board in a loop,
 *   `canSetAside` for one that may turn out to be in one
 * @returns the board's firmware, as parseAnswer gives it
 * @throws {Failure} with the sentence for the user when no fitting NodeMCU answers
 * @throws {LinkBroken} for a board in a loop
 */
export async function knock(link, { path, baud, mustSetAside, canSetAside }) {
  const lines = [];
  let starts = 0;
  link.onStart = () => (starts += 1);
  link.onOther = (line) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
  };
  const look = (elapsedMs) => {
    if (canSetAside && starts >= STARTS_OF_A_LOOP) {
      throw new LinkBroken("loops", "the board restarts again and again");
    }
    const stranger = elapsedMs > STRANGER_MS && strangerProblem(lines, baud);
    if (stranger) throw new Failure(stranger);
  };
  if (mustSetAside) await setAside(link, () => starts);
  const firmware = await askUntilAnswered(link, look);
  if (firmware === undefined) throw silenceFailure(path, baud, starts);
  const problem = firmwareProblem(firmware);
  if (problem) throw new Failure(problem);
  return firmware;
}
