/**
 * Joins again when the link is lost: this firmware never does so by itself. It tries after 1 s, 2 s,
 * 4 s … 60 s, for ever.
 */
import { OWN_LEAVE } from "./disconnect_reason";
import { info } from "./logger";
import * as onDemand from "./on_demand";
import { hasSaved } from "./saved_presence";
import type { Hunt } from "./saved_rejoin";
import { after, Timer } from "./timer";
import {
  Address,
  connect,
  dropLinkEvents,
  leave,
  listen,
  OnAddress,
  OnDisconnected,
} from "./wifi_station";

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 60000;
/** Of the pause that comes next: from then on the other saved networks are tried too, so from the second try. */
const HUNT_DELAY_MS = 4000;
type Led = typeof import("./status_led");

/** A try that neither fails nor brings an address is given up after so long. */
const TRY_MS = 20000;

let delayMs = FIRST_DELAY_MS;
let timer: Timer | undefined;
/** Among the saved networks; nothing while the lost one alone is tried. */
let hunt: Hunt | undefined;
/** Who is told of the link. */
let onOnline: OnAddress | undefined;
let onLost: OnDisconnected | undefined;

/** A status LED, where the board has one. */
function tell(state: "online" | "lost"): void {
  (luaPackage.loaded["status_led"] as Led | undefined)?.show(state);
}

function wait(forMs: number, run: () => void): void {
  timer?.stop();
  timer = after(forMs, run);
}

function retryLater(): void {
  wait(delayMs, tryAgain);
  delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
}

function connectNow(): void {
  const refusal = connect();
  if (refusal === undefined) wait(TRY_MS, giveUpTry);
  else retryLater();
}

/** Tries at once: after a while those in range of all that are saved, in turn. */
export function tryAgain(): void {
  if (delayMs < HUNT_DELAY_MS || !hasSaved()) return connectNow();
  // For want of memory, or when the scan never ends.
  wait(TRY_MS, giveUpTry);
  hunt ??= { turn: 0 };
  const mine = hunt;
  onDemand.require("saved_rejoin", "choose", mine, () => {
    if (mine === hunt) connectNow();
  });
}

/** Neither refused nor joined, or joined without an address. */
function giveUpTry(): void {
  leave();
  retryLater();
}

function onDisconnected(reason: number): void {
  // The program's own wish, or giveUpTry's.
  if (reason === OWN_LEAVE) return;
  info("station", "link lost, reason %d; next try in %d ms", reason, delayMs);
  retryLater();
  tell("lost");
  onLost?.(reason);
}

function onAddress(address: Address): void {
  const mine = hunt;
  pause();
  tell("online");
  onOnline?.(address);
  if (mine !== undefined) onDemand.require("saved_rejoin", "keepChosen", mine);
}

/** A try that waits is given up. */
export function pause(): void {
  timer?.stop();
  hunt = undefined;
  delayMs = FIRST_DELAY_MS;
}

/** Hears of the link from now on, instead of anybody who did, and joins again when it is lost. */
export function watch(online?: OnAddress, lost?: OnDisconnected): void {
  onOnline = online;
  onLost = lost;
  listen({ onDisconnected, onAddress });
}

/** Joins again: later when the link was just lost for a reason, else at once. */
export function recover(reason: number | undefined, online: () => void): void {
  watch(online);
  if (reason === undefined) tryAgain();
  else onDisconnected(reason);
}

/** Hears of nothing any more. */
export function stop(): void {
  pause();
  dropLinkEvents();
}
