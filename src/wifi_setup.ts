/**
 * WiFi setup for NodeMCU on the ESP32. This is the whole API.
 *
 * `dofile("wifi_setup.lua")` in init.lua does the main job with the settings of `settings.lua`.
 * `require("wifi_setup")` returns this and starts nothing.
 */
import { attempt, guarded } from "./guard";
import { join } from "./join";
import * as keeper from "./keep_connected";
import { info as logInfo, warning } from "./logger";
import {
  ConnectionInfo,
  connectionInfo,
  DEFAULT_AP_IP,
  DEFAULT_CONNECT_TIMEOUT_MS,
  Options,
  joinProblemOf,
  problemOf,
} from "./options";
import type { Saved } from "./portal_session";
import { KeptSockets } from "./udp_socket";
import { after } from "./timer";
import * as station from "./wifi_station";

export type { ConnectionInfo, MessageHook, Options, ReplyText } from "./options";

/**
 * Hears how it ended: the joined network, or nothing and a word: `wrong-password`, `not-found`,
 * `no-address`, `enterprise`, `signal-lost`, `other`, `no-credentials`, `idle-timeout`, `busy`,
 * `invalid-options`, `port-taken`, `access-point-failed`, `out-of-memory`.
 */
export type OnDone = (info: ConnectionInfo | undefined, reason: string | undefined) => void;

/** Loaded for a setup only. */
const PORTAL_MODULES = [
  "portal",
  "portal_session",
  "result_message",
  "portal_phases",
  "portal_opening",
  "portal_sealing",
  "portal_closing",
  "portal_scan",
  "portal_attempt",
  "on_demand",
  "own_host",
  "network_list_codec",
  "portal_seal",
  "portal_api",
  "portal_routes",
  "portal_networks",
  "portal_pages",
  "portal_alive",
  "portal_json",
  "portal_join",
  "portal_answers",
  "portal_router",
  "portal_state",
  "portal_words",
  "portal_guard",
  "neighbour",
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
  "http_exceptions",
  "http_crowd",
  "http_reader",
  "http_codec",
  "http_strict_codec",
  "http_rare_codec",
  "dns_responder",
  "dns_codec",
  "dns_names_codec",
  "udp_socket",
  "wifi_access_point",
  "access_point_opening",
  "wifi_scan",
];

const FORGET_RETRIES = 5;
const FORGET_RETRY_MS = 500;

/** By address and port; the firmware can't close them. */
const keptSockets: KeptSockets = {};

/** While the portal is open: what to go back to. */
const saved: Saved = { network: undefined };

/** An attempt or a portal is going on. */
let busy = false;

function ignore(): void {}

/** Checks that nothing else is going on and the options make sense; tells done otherwise. */
function begin(problem: string | undefined, done: OnDone): boolean {
  if (problem !== undefined) warning("setup", "%s", problem);
  if (busy || problem !== undefined) {
    done(undefined, busy ? "busy" : "invalid-options");
    return false;
  }
  busy = true;
  keeper.pause();
  return true;
}

/** The device is online: from now on the link is kept. */
function keep(options: Options): void {
  logInfo("setup", "online");
  if (options.keepConnected === false) keeper.stop();
  else keeper.start();
}

/** Nothing came of it: a device that was online before goes back there. */
function goBack(options: Options): void {
  if (keeper.isWatching()) station.start(idOf(options), keeper.resume);
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

/**
 * Tells whether a network is saved.
 *
 * @example print(require("wifi_setup").hasSsid() and "will join" or "needs a setup")
 */
export function hasSsid(): boolean {
  return station.current() !== undefined;
}

/**
 * Joins the saved network. What goes wrong is not raised but told to `done`: `no-credentials`,
 * `busy`, `invalid-options`, or why the network did not let it in.
 *
 * @param options connectTimeoutMs, id and keepConnected matter here
 * @param done called once
 * @example
 * require("wifi_setup").connect({ connectTimeoutMs = 20000 }, function(info, reason)
 *   print(info and info.ip or reason)
 * end)
 */
export function connect(options?: Options, done?: OnDone): void {
  const settings = options ?? {};
  const onDone = guarded("done", done ?? ignore);
  if (!begin(joinProblemOf(settings), onDone)) return;
  const network = station.current();
  if (network === undefined) {
    busy = false;
    onDone(undefined, "no-credentials");
    return;
  }
  const timeoutMs = settings.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS;
  station.start(idOf(settings), () =>
    join(undefined, timeoutMs, (result) => {
      busy = false;
      if (!result.ok) {
        goBack(settings);
        onDone(undefined, result.cause);
        return;
      }
      keep(settings);
      onDone(connectionInfo(network.ssid, result.address), undefined);
    }),
  );
}

/** Raises where there is no room for its code. */
function openPortal(settings: Options, end: OnDone): void {
  const portal = require("./portal") as typeof import("./portal");
  saved.network = station.current();
  portal.open(
    {
      id: idOf(settings),
      apPassword: settings.apPassword,
      apSecurity: settings.apSecurity ?? "wpa2",
      setupCode: settings.setupCode,
      sealKeys: settings.sealKeys,
      sealedOnly: settings.sealedOnly === true,
      apIp: settings.apIp ?? DEFAULT_AP_IP,
      message: settings.message,
      connectTimeoutMs: settings.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS,
      idleTimeoutMs: settings.idleTimeoutMs,
      keptSockets,
      saved,
      onOnline: () => keep(settings),
    },
    end,
  );
}

/**
 * Opens the portal: access point, page, and all; it ends when a network was joined. `done` hears
 * `idle-timeout`, `port-taken`, `access-point-failed`, `out-of-memory`, `busy` or `invalid-options`
 * otherwise.
 *
 * @param done called once, when the portal is closed and its memory given back
 * @example
 * require("wifi_setup").setup({ idleTimeoutMs = 300000 }, function(info, reason)
 *   print(info and "joined " .. info.ssid or reason)
 * end)
 */
export function setup(options?: Options, done?: OnDone): void {
  const settings = options ?? {};
  const onDone = guarded("done", done ?? ignore);
  if (!begin(problemOf(settings), onDone)) return;
  const end: OnDone = (info, reason) =>
    releasePortal(() => {
      busy = false;
      saved.network = undefined;
      if (info === undefined) goBack(settings);
      onDone(info, reason);
    });
  const start = () => {
    if (!attempt("setup", () => openPortal(settings, end))) end(undefined, "out-of-memory");
  };
  // In a fresh call from the firmware: its C stack is small, and loading the portal goes deep.
  after(0, start);
}

/**
 * Joins the saved network; without one, or without luck, opens the portal.
 *
 * @param done called once, at the end of the last of the two
 * @example
 * require("wifi_setup").connectOrSetup({ id = "ding-5cd80b1" }, function(info, reason)
 *   print(info and info.ip or reason)
 * end)
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
      setup(options, done);
    }
  });
}

function forget(retries: number): void {
  const problem = station.forget();
  if (problem === undefined) return;
  if (retries > 0) {
    // The driver refuses while it is joining.
    station.leave();
    after(FORGET_RETRY_MS, () => forget(retries - 1));
  } else {
    warning("setup", "the network could not be forgotten: %s", problem);
  }
}

/**
 * Forgets the saved network. A link stays until it ends by itself, and is not renewed then; an
 * attempt to join is given up. A driver that keeps refusing is a log line.
 *
 * @example require("wifi_setup").clear()
 */
export function clear(): void {
  saved.network = undefined;
  keeper.stop();
  forget(FORGET_RETRIES);
}

// Run by dofile or LFS, not by require, which hands over the module's name.
if (select("#", ...$vararg) === 0) {
  const boot = require("./boot") as typeof import("./boot");
  boot.run();
}
