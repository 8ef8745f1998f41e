/**
 * WiFi setup for NodeMCU on the ESP32. This is the whole API.
 *
 * `dofile("wifi_setup.lua")` in init.lua does the main job with the settings of `settings.lua`.
 * `require("wifi_setup")` returns this and starts nothing. The work is done by modules that are loaded
 * for it, and given back to the heap before `done` is called.
 */
import * as lean from "./lean";
import type { ConnectionInfo, Options } from "./options";
import type { SetupState } from "./setup_phase";

export type { ConnectionInfo, MessageHook, Options, ReplyText } from "./options";

/** Why no network was joined. */
export type Reason =
  | "wrong-password"
  | "not-found"
  | "no-address"
  | "enterprise"
  | "signal-lost"
  | "other"
  | "no-credentials"
  | "idle-timeout"
  | "busy"
  | "invalid-options"
  | "port-taken"
  | "access-point-failed"
  | "out-of-memory";

/** Hears how it ended: the joined network, or nothing and the reason. */
export type OnDone = (info: ConnectionInfo | undefined, reason: Reason | undefined) => void;

// It stays, since it keeps the link.
lean.require("link_watch");

type Actions = typeof import("./setup_actions");

/** What outlives the modules that do the work. */
const state: SetupState = {};

/** Where there is no room for the code, done is told, or else it raises. */
function phase(): typeof import("./setup_phase") {
  return lean.require("setup_phase") as typeof import("./setup_phase");
}

/** Gives back what is of no more use. Without memory for that, the next one does. */
function tidy(): void {
  if (state.busy === undefined) phase().release();
  else if (state.saved !== undefined) phase().forgetPhase();
}

function run(action: keyof Actions, options?: Options, done?: OnDone): boolean {
  const [ok, result] = pcall(() => {
    phase().mark();
    const actions = lean.require("setup_actions") as Actions;
    return actions[action](state, options, done);
  });
  if (!ok) state.busy = undefined;
  pcall(tidy);
  if (ok) return result;
  if (done === undefined) error(result, 0);
  print(`WARNING:setup:${tostring(result)}`);
  done(undefined, "out-of-memory");
  return false;
}

/**
 * Tells whether a network is saved.
 *
 * @throws "not enough memory" where there is no room for its code
 * @example print(require("wifi_setup").hasSsid() and "will join" or "needs a setup")
 */
export function hasSsid(): boolean {
  return run("hasSsid");
}

/**
 * Joins the saved network, or another one that was saved before. What goes wrong is told to `done`:
 * `no-credentials`, `busy`, `invalid-options`, `out-of-memory`, or why the network did not let it in.
 *
 * @param options connectTimeoutMs, id and keepConnected matter here
 * @param done called once
 * @throws "not enough memory" where there is no room for its code, and no `done`
 * @example
 * require("wifi_setup").connect({ connectTimeoutMs = 20000 }, function(info, reason)
 *   print(info and info.ip or reason)
 * end)
 */
export function connect(options?: Options, done?: OnDone): void {
  run("connect", options, done);
}

/**
 * Opens the portal: access point, page, and all; it ends when a network was joined. `done` hears
 * `idle-timeout`, `port-taken`, `access-point-failed`, `out-of-memory`, `busy` or `invalid-options`
 * otherwise.
 *
 * @param done called once, when the portal is closed and its memory given back
 * @throws "not enough memory" where there is no room for its code, and no `done`
 * @example
 * require("wifi_setup").setup({ idleTimeoutMs = 300000 }, function(info, reason)
 *   print(info and "joined " .. info.ssid or reason)
 * end)
 */
export function setup(options?: Options, done?: OnDone): void {
  run("setup", options, done);
}

/**
 * Joins as connect does; without a saved network, or when none can be joined, opens the portal. So it
 * does where a required field of the program's own has neither a value nor a default.
 *
 * @param done called once, at the end of the last of the two: hears what that of setup hears
 * @throws "not enough memory" where there is no room for its code, and no `done`
 * @example
 * require("wifi_setup").connectOrSetup({ id = "ding-5cd80b1" }, function(info, reason)
 *   print(info and info.ip or reason)
 * end)
 */
export function connectOrSetup(options?: Options, done?: OnDone): void {
  run("connectOrSetup", options, done);
}

/**
 * Forgets all saved networks. A link stays until it ends by itself, and is not renewed then; an
 * attempt to join is given up. A driver that keeps refusing is a log line.
 *
 * @throws "not enough memory" where there is no room for its code
 * @example require("wifi_setup").clear()
 */
export function clear(): void {
  run("clear");
}

// Run by dofile or LFS, not by require, which hands over the module's name.
if (select("#", ...$vararg) === 0) {
  // First, so that those too are given back that boot needs.
  phase().mark();
  const boot = lean.require("boot") as typeof import("./boot");
  boot.run();
}
