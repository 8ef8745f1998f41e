/**
 * Keeps the station on its network: this firmware never reconnects by itself. After a lost link it
 * tries again after 1 s, 2 s, 4 s … 60 s, for ever. It never opens the portal.
 *
 * wifi_setup starts it. A program that joins by itself uses it alone, as shown at start. One that
 * wants to hear of the link starts it anew with its callbacks, after wifi_setup too.
 */
import { OWN_LEAVE } from "./disconnect_reason";
import { info } from "./logger";
import { after, Timer } from "./timer";
import {
  Address,
  connect,
  leave,
  listen,
  OnAddress,
  OnDisconnected,
  takeLinkEvents,
} from "./wifi_station";

/**
 * Who hears of changes.
 *
 * @noSelf
 */
export interface Callbacks {
  /** The device has an address again, or another one. */
  readonly onOnline?: OnAddress | undefined;
  /**
   * The link was lost, for the driver's reason; called once, however many tries to join fail then.
   */
  readonly onOffline?: OnDisconnected | undefined;
}

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 60000;
/** A try that neither fails nor brings an address is given up after so long. */
const TRY_MS = 20000;

let delayMs = FIRST_DELAY_MS;
let timer: Timer | undefined;
let watching = false;
let online = false;
let hearing: Callbacks = {};

function wait(forMs: number, run: () => void): void {
  timer?.stop();
  timer = after(forMs, run);
}

function retryLater(): void {
  wait(delayMs, tryAgain);
  delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
}

function tryAgain(): void {
  const refusal = connect();
  if (refusal === undefined) wait(TRY_MS, giveUpTry);
  else retryLater();
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
  const wasOnline = online;
  online = false;
  if (wasOnline) hearing.onOffline?.(reason);
}

function onAddress(address: Address): void {
  timer?.stop();
  delayMs = FIRST_DELAY_MS;
  online = true;
  hearing.onOnline?.(address);
}

/**
 * Watches the link from now on, instead of anybody who did. The station is joined at this moment,
 * or has begun to join. It takes the firmware's "got_ip" and "disconnected", of which each has room
 * for one callback. A link that the program ends with wifi.sta.disconnect stays ended, and nobody
 * is told.
 *
 * @param callbacks left out: those of before. The reason is the driver's wifi_err_reason_t, 1 to
 *   255
 * @example
 * wifi.sta.on("start", wifi.sta.connect)
 * wifi.start()
 * require("keep_connected").start{
 *   onOnline = function(address) print("online", address.ip) end,
 *   onOffline = function(reason) print("offline", reason) end,
 * }
 */
export function start(callbacks?: Callbacks): void {
  stop();
  hearing = callbacks ?? hearing;
  watching = true;
  online = true;
  takeLinkEvents();
  listen({ onDisconnected, onAddress });
}

/**
 * Leaves the radio to somebody else for a while: a try that waits is given up.
 *
 * @example require("keep_connected").pause()
 */
export function pause(): void {
  timer?.stop();
  delayMs = FIRST_DELAY_MS;
}

/**
 * After a pause: joins again, if it was watching before. The station is started.
 *
 * @example require("keep_connected").resume()
 */
export function resume(): void {
  if (!watching) return;
  listen({ onDisconnected, onAddress });
  tryAgain();
}

/**
 * Whether it keeps the link: between start and stop, also during a pause.
 *
 * @example if not require("keep_connected").isWatching() then require("keep_connected").start() end
 */
export function isWatching(): boolean {
  return watching;
}

/**
 * Lets the link be, and calls nobody any more.
 *
 * @example require("keep_connected").stop()
 */
export function stop(): void {
  if (watching) listen({});
  watching = false;
  pause();
}
