/** The main job of `dofile("wifi_setup.lua")`: settings, then join or setup, then the application. */
import { exists } from "./flash_files";
import * as lean from "./lean";
import { warning } from "./logger";
import { problemOf } from "./options";
import type { BoardOptions } from "./board_options";
import type { OnDone } from "./wifi_setup";

const SETTINGS_FILE = "settings.lua";

/** Each between blanks. */
const NAMES =
  " id apPassword apSecurity setupCode sealKeys sealedOnly improv apIp message connectTimeoutMs idleTimeoutMs " +
  "maxNetworks keepConnected name colour logo localName fields fieldsPage statusLed button doubleReset ";

type Parts = typeof import("./board_parts");

/** What starts light, button and double reset: nothing where the settings name none of them. */
function partsOf({ statusLed, button, doubleReset }: BoardOptions): Parts | undefined {
  if (statusLed === undefined && button === undefined && doubleReset === undefined)
    return undefined;
  const [ok, parts] = lean.pcall(() => require("./board_parts") as Parts);
  if (ok) return parts as Parts;
  warning("boot", "%s", tostring(parts));
  return undefined;
}

/** A mistake in one of these is no reason for an open door instead: nor is one in its name, which may look like this. */
const GUARDS: Record<string, string> = {
  apPassword: "^a?p*_?pass?w?o?r?[dt]?$",
  setupCode: "^setup_?c",
  sealKeys: "^seal_?k",
  sealedOnly: "^seale?d?_?o",
};

/** A typing mistake is told; a guard that may be meant counts as one that can't be used. */
function warnOfStrangers(settings: object, options: Record<string, unknown>): void {
  for (const [name] of pairs(settings)) {
    const text = tostring(name);
    const [at] = stringFind(NAMES, ` ${text} `, 1, true);
    if (at === undefined) {
      warning("boot", "%s: %s is not an option", SETTINGS_FILE, text);
      for (const [guard, start] of pairs(GUARDS)) {
        const [isMeant] = stringFind(string.lower(text), start);
        if (isMeant !== undefined) options[guard] ??= 0;
      }
    }
  }
}

/** Without what can't be used; what guards the device stays, and then there is no setup. */
function usable(settings: BoardOptions): BoardOptions {
  const options: Record<string, unknown> = {};
  for (const [name] of string.gmatch(NAMES, "%S+")) {
    options[name!] = rawget(settings, name as keyof BoardOptions);
  }
  warnOfStrangers(settings, options);
  const parts = partsOf(options);
  if (parts === undefined) options.statusLed = options.button = options.doubleReset = undefined;
  const check = () => parts?.boardProblemOf(options) ?? problemOf(options);
  let problem = check();
  while (problem !== undefined) {
    warning("boot", "%s: %s", SETTINGS_FILE, problem);
    const name = stringMatch(problem, "^%a+")!;
    if (GUARDS[name] !== undefined) return options;
    options[name] = undefined;
    problem = check();
  }
  return options;
}

/** What settings.lua returns; nothing of it when it is broken, and no setup where that opened a door. */
function readSettings(): BoardOptions | undefined {
  if (!exists(SETTINGS_FILE)) return {};
  const [ok, settings] = pcall(() => dofile(SETTINGS_FILE) as unknown);
  if (ok && type(settings) === "table") return usable(settings as BoardOptions);
  // Not the whole message: Lua quotes the text around a mistake, which may be the password.
  const message = tostring(settings);
  const line = stringMatch(message, "^[^:]*:(%d+):");
  const where = line === undefined ? "" : `, error in line ${line}`;
  const problem = ok ? "it has to return a table" : `it can't be read${where}`;
  warning("boot", "%s is not used: %s", SETTINGS_FILE, problem);
  const broken = lean.require("broken_settings") as typeof import("./broken_settings");
  const [isKnown, isGuarded] = pcall(broken.mayBeGuarded, SETTINGS_FILE, GUARDS, message);
  if (isKnown && !isGuarded) return {};
  warning("boot", "no setup network until it is mended: it may ask for a password or a code");
  return undefined;
}

/** Does it all, with the instance that the application gets from `require("wifi_setup")`. */
export function run(): void {
  const wifiSetup = lean.require("wifi_setup") as typeof import("./wifi_setup");
  const settings = readSettings();
  const done: OnDone = (info) => {
    if (info === undefined) return;
    const application = lean.require("application") as typeof import("./application");
    application.run();
  };
  if (settings === undefined) wifiSetup.connect({}, done);
  else (partsOf(settings) ?? wifiSetup).connectOrSetup(settings, done);
}
