/** Restarts the board and watches what it says until it is up. */
import { setTimeout as sleep } from "node:timers/promises";

/** The radio and the access point need about two seconds. */
const WATCH_MS = 12_000;
const QUIET_STEP_MS = 50;
const UP = /^(?:> )*INFO:portal:open: network (.+), page (\S+)/;
const ONLINE = /^(?:> )*INFO:setup:online/;
const TROUBLE =
  /^(?:> )*(?:Lua error:|WARNING:|ERROR:|cannot open|PANIC)|: in (?:main chunk|function)/;

/**
 * @param {boolean} startsSetup whether there is something to wait for
 * @returns one sentence about what became of it
 */
export async function restartAndWatch(link, startsSetup) {
  let starts = 0;
  let said;
  const troubles = [];
  link.onStart = () => (starts += 1);
  link.onOther = (line) => {
    const [, network, page] = UP.exec(line) ?? [];
    if (network) said = `The portal is open: join the network ${network}, then ${page}`;
    else if (ONLINE.test(line)) said = "The board is online with the network that it knows.";
    else if (TROUBLE.test(line) && troubles.length < 3) troubles.push(line.trim());
  };
  await link.send("node.restart()");
  const deadlineMs = Date.now() + WATCH_MS;
  while (Date.now() < deadlineMs && said === undefined && (startsSetup || starts === 0)) {
    await sleep(QUIET_STEP_MS);
  }
  if (said) return said;
  if (troubles.length > 0) return `The board restarted and says: ${troubles.join(" / ")}`;
  if (starts === 0) return "The board was told to restart and said nothing: press RESET.";
  return startsSetup
    ? "The board restarted; make console shows what it says."
    : "The board restarted.";
}
