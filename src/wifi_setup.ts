/**
 * WiFi setup for NodeMCU on the ESP32. This is the whole API.
 *
 * `dofile("wifi_setup.lua")` in init.lua does the main job with the settings of `settings.lua`.
 * `require("wifi_setup")` returns this and starts nothing.
 */
import { guarded } from "./guard";
import { join } from "./join";
import * as keeper from "./keep_connected";
import { warning } from "./logger";
import {
  ConnectionInfo,
  connectionInfo,
  DEFAULT_AP_IP,
  DEFAULT_CONNECT_TIMEOUT_MS,
  Options,
  problemOf,
} from "./options";
import { KeptSockets } from "./dns_server";
import { after } from "./timer";
import * as station from "./wifi_station";

export type { ConnectionInfo, MessageHook, Options, ReplyText } from "./options";

/**
 * Hears how it ended: the joined network, or nothing and a word: `wrong-password`, `not-found`,
 * `no-address`, `enterprise`, `signal-lost`, `other`, `no-credentials`, `idle-timeout`, `busy`,
 * `invalid-options`, `access-point-failed`.
 */
export type OnDone = (info: ConnectionInfo | undefined, reason: string | undefined) => void;

/** Loaded for a setup only. */
const PORTAL_MODULES = [
  "portal",
  "portal_session",
  "result_message",
  "portal_api",
  "portal_answers",
  "portal_router",
  "portal_state",
  "plain_page",
  "failure_text",
  "join_request",
  "accept_codec",
  "form_codec",
  "hex_codec",
  "json_codec",
  "utf8_codec",
  "flash_files",
  "http_server",
  "http_connection",
  "http_reader",
  "http_codec",
  "dns_server",
  "dns_codec",
  "wifi_access_point",
];

/** By the address at which they listen; the firmware can't close them. */
const keptSockets: KeptSockets = {};

/** An attempt or a portal is going on. */
let busy = false;

function ignore(): void {}

/** Checks that nothing else is going on and the options make sense; tells done otherwise. */
function begin(options: Options, done: OnDone): boolean {
  const problem = problemOf(options);
  if (problem !== undefined) warning("setup", "%s", problem);
  if (busy || problem !== undefined) {
    done(undefined, busy ? "busy" : "invalid-options");
    return false;
  }
  busy = true;
  keeper.stop();
  return true;
}

function idOf(options: Options): string {
  if (options.id !== undefined) return options.id;
  const [hex] = string.gsub(string.sub(station.macAddress(), -8), ":", "");
  return `setup-${hex}`;
}

/** Gives the portal's code back to the heap, then tells how it ended. */
function releasePortal(finish: () => void): void {
  for (const name of PORTAL_MODULES) luaPackage.loaded[name] = undefined;
  // Not from here: the portal's own functions are still running.
  after(0, () => {
    collectgarbage();
    collectgarbage();
    finish();
  });
}

/** Tells whether a network is saved. */
export function hasSsid(): boolean {
  return station.current() !== undefined;
}

/**
 * Joins the saved network.
 *
 * @example require("wifi_setup").connect({}, function(info, reason) print(info and info.ip or reason) end)
 */
export function connect(options?: Options, done?: OnDone): void {
  const settings = options ?? {};
  const onDone = guarded("done", done ?? ignore);
  if (!begin(settings, onDone)) return;
  const saved = station.current();
  if (saved === undefined) {
    busy = false;
    onDone(undefined, "no-credentials");
    return;
  }
  const timeoutMs = settings.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS;
  station.start(idOf(settings), () =>
    join(undefined, timeoutMs, (result) => {
      busy = false;
      if (!result.ok) {
        onDone(undefined, result.cause);
        return;
      }
      if (settings.keepConnected !== false) keeper.start();
      onDone(connectionInfo(saved.ssid, result.address), undefined);
    }),
  );
}

/**
 * Opens the portal: access point, page, and all; it ends when a network was joined.
 *
 * @example require("wifi_setup").setup({ idleTimeoutMs = 300000 }, function(info, reason) … end)
 */
export function setup(options?: Options, done?: OnDone): void {
  const settings = options ?? {};
  const onDone = guarded("done", done ?? ignore);
  if (!begin(settings, onDone)) return;
  const portal = require("./portal") as typeof import("./portal");
  portal.open(
    {
      id: idOf(settings),
      apPassword: settings.apPassword,
      apIp: settings.apIp ?? DEFAULT_AP_IP,
      message: settings.message,
      connectTimeoutMs: settings.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS,
      idleTimeoutMs: settings.idleTimeoutMs,
      keptSockets,
      onOnline: () => {
        if (settings.keepConnected !== false) keeper.start();
      },
    },
    (info, reason) =>
      releasePortal(() => {
        busy = false;
        onDone(info, reason);
      }),
  );
}

/**
 * Joins the saved network; without one, or without luck, opens the portal.
 *
 * @example require("wifi_setup").connectOrSetup{ id = "ding-5cd80b1" }
 */
export function connectOrSetup(options?: Options, done?: OnDone): void {
  if (!hasSsid()) {
    setup(options, done);
    return;
  }
  connect(options, (info, reason) => {
    if (info !== undefined || reason === "busy" || reason === "invalid-options") {
      done?.(info, reason);
    } else {
      // In a fresh call from the firmware: its C stack is small.
      after(0, () => setup(options, done));
    }
  });
}

/** Forgets the saved network; the link stays until it ends by itself, and is not renewed then. */
export function clear(): void {
  keeper.stop();
  const problem = station.forget();
  if (problem !== undefined) warning("setup", "the network could not be forgotten: %s", problem);
}

// Run by dofile or LFS, not by require, which hands over the module's name.
if (select("#", ...$vararg) === 0) {
  const boot = require("./boot") as typeof import("./boot");
  boot.run();
}
