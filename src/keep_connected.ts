/**
 * Keeps the station on its network: this firmware never reconnects by itself. After a lost link it
 * tries again after 1 s, 2 s, 4 s … 60 s, for ever. It never opens the portal.
 *
 * wifi_setup keeps the link by itself, with less. A program that joins by itself uses it alone, as
 * shown at start. One that wants to hear of the link starts it anew with its callbacks, after
 * wifi_setup too.
 */
import { pause as pauseTries, stop as stopTries, tryAgain, watch } from "./rejoin";
import type { Address, OnAddress, OnDisconnected } from "./wifi_station";

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

let watching = false;
let online = false;
let hearing: Callbacks = {};

/** What wifi_setup keeps the link with, while it does. */
function linkWatch(): typeof import("./link_watch") | undefined {
  const present = luaPackage.loaded["link_watch"] as typeof import("./link_watch") | undefined;
  return present?.isWatching === true ? present : undefined;
}

function onAddress(address: Address): void {
  online = true;
  hearing.onOnline?.(address);
}

function onDisconnected(reason: number): void {
  const wasOnline = online;
  online = false;
  if (wasOnline) hearing.onOffline?.(reason);
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
  watch(onAddress, onDisconnected);
}

/**
 * Leaves the radio to somebody else for a while: a try that waits is given up.
 *
 * @example require("keep_connected").pause()
 */
export function pause(): void {
  linkWatch()?.pause();
  pauseTries();
}

/**
 * After a pause: joins again, if it was watching before. The station is started.
 *
 * @example require("keep_connected").resume()
 */
export function resume(): void {
  linkWatch()?.rejoin(undefined);
  if (!watching) return;
  watch(onAddress, onDisconnected);
  tryAgain();
}

/**
 * Whether it keeps the link: between start and stop, also during a pause.
 *
 * @example if not require("keep_connected").isWatching() then require("keep_connected").start() end
 */
export function isWatching(): boolean {
  return watching || linkWatch() !== undefined;
}

/**
 * Lets the link be, and calls nobody any more.
 *
 * @example require("keep_connected").stop()
 */
export function stop(): void {
  linkWatch()?.stop();
  pauseTries();
  if (watching) stopTries();
  watching = false;
}
