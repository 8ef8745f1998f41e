/**
 * `wifi_setup` for a board with a light, a button, or a reset button that counts: what of that the
 * options name is loaded and started first. Loaded only where they name some.
 */
import { BoardOptions, boardProblemOf } from "./board_options";
import { attempt } from "./guard";
import * as lean from "./lean";
import { info as logInfo, warning } from "./logger";
import { BUTTON_FLAG, lower } from "./setup_flag";
import { after } from "./timer";
import type { OnDone } from "./wifi_setup";

export { boardProblemOf };
export type { BoardOptions, ButtonOptions, StatusLedOptions } from "./board_options";

/** Until the pull resistor has its way with the pin. */
const SETTLE_MS = 50;

/** A part that can't be started is a log line, and the setup goes on without it. */
function start<T>(run: () => T): T | undefined {
  const [ok, result] = pcall(run);
  if (ok) return result;
  warning("board", "%s", tostring(result));
  return undefined;
}

/** Whether two resets in a row ask for the setup, or a press of the button before a restart. */
function isAskedFor(options: BoardOptions): boolean {
  const byButton = options.button !== undefined && lower(BUTTON_FLAG);
  if (options.doubleReset !== true) return byButton;
  const resets = lean.require("double_reset") as typeof import("./double_reset");
  luaPackage.loaded["double_reset"] = undefined;
  return resets.happened() || byButton;
}

/**
 * As that of wifi_setup, for a board with these parts. The portal opens in spite of a saved network
 * when the button asks for it, or two resets within 5 s. Call it once, at the start.
 *
 * @param options those of wifi_setup, and statusLed, button, doubleReset: see docs/status.md
 * @param done as that of wifi_setup; `invalid-options` for these too
 * @example
 * require("board_parts").connectOrSetup({
 *   statusLed = { pin = 2 }, button = { pin = 4 }, doubleReset = true,
 * }, function(info, reason)
 *   print(info and info.ip or reason)
 * end)
 */
export function connectOrSetup(options: BoardOptions, done?: OnDone): void {
  const wifiSetup = lean.require("wifi_setup") as typeof import("./wifi_setup");
  const problem = boardProblemOf(options);
  if (problem !== undefined) {
    warning("board", "%s", problem);
    attempt("done", () => done?.(undefined, "invalid-options"));
    return;
  }
  const { statusLed, button } = options;
  const led = start(() => {
    if (statusLed === undefined) return undefined;
    const light = lean.require("status_led") as typeof import("./status_led");
    light.start(statusLed);
    return light;
  });
  const ended: OnDone = (info, reason) => {
    led?.show(info === undefined ? "failed" : "online");
    done?.(info, reason);
  };
  const begin = (isWanted: boolean | undefined) => {
    if (isWanted === true) {
      logInfo("board", "the setup was asked for");
      wifiSetup.setup(options, ended);
    } else {
      wifiSetup.connectOrSetup(options, ended);
    }
  };
  const isWanted = start(() => isAskedFor(options));
  const isHeld = start(() => {
    if (button === undefined) return undefined;
    const part = lean.require("setup_button") as typeof import("./setup_button");
    return part.start(button);
  });
  if (isHeld === undefined) begin(isWanted);
  else after(SETTLE_MS, () => begin(isWanted === true || isHeld()));
}
