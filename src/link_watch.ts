/**
 * Notices that the link is lost: what stays of the setup while the device is online. It loads what
 * joins again (rejoin) and forgets it when the link is back.
 */
import * as lean from "./lean";

/** ASSOC_LEAVE: the program's own wish. */
const OWN_LEAVE = 8;

/** Between start and stop, also during a pause. */
export let isWatching = false;

/** While it joins again: ends that. */
let giveUp: (() => void) | undefined;

/** Joins again, after a pause if the link was lost for this reason. Raises where there is no memory. */
function rejoin(reason: number | undefined): void {
  const isSetup = lean.marks.programs !== undefined;
  const phase = lean.require("setup_phase") as typeof import("./setup_phase");
  phase.mark();
  const engine = lean.require("rejoin") as typeof import("./rejoin");
  if (!isSetup) phase.release();
  giveUp = engine.pause;
  engine.recover(reason, start);
}

function onDisconnected(_: string, info: { reason: number }): void {
  if (info.reason === OWN_LEAVE) return;
  const { programs } = lean.marks;
  const [ok] = pcall(rejoin, info.reason);
  if (ok) return;
  lean.marks.programs = programs;
  // Without memory one try at least; when it fails, this is called again.
  pcall(() => wifi.sta.connect());
}

/** Watches from now on, instead of anybody who did. */
function start(): void {
  isWatching = true;
  giveUp = undefined;
  wifi.sta.on("got_ip", undefined);
  wifi.sta.on("disconnected", onDisconnected);
}

/** Leaves the radio to somebody else, until start or rejoin. */
function pause(): void {
  giveUp?.();
  giveUp = undefined;
  wifi.sta.on("disconnected", undefined);
}

/** Lets the link be. */
function stop(): void {
  if (isWatching) pause();
  isWatching = false;
}

export { pause, rejoin, start, stop };
