/**
 * A light that tells how the setup is going: what of it stays while the device is online. What plays
 * the patterns is loaded when there is one to show (led_player). Firmware: components/modules/gpio.c.
 */
import type { StatusLedOptions } from "./board_options";
import * as lean from "./lean";
import type { LedState, WatchedPortal } from "./led_player";

export type { LedState, WatchedPortal } from "./led_player";

type Player = typeof import("./led_player");

/** Nothing before start and after stop. */
let light: ((isOn: boolean) => void) | undefined;
let player: Player | undefined;

function rest(): void {
  player = undefined;
}

function play(state: LedState, portal: WatchedPortal | undefined): void {
  if (light === undefined) return;
  if (player === undefined) {
    player = lean.require("led_player") as Player;
    luaPackage.loaded["led_player"] = undefined;
    player.begin(light, rest);
  }
  player.show(state, portal);
}

/**
 * Shows this from now on. The setup calls it; where there is no memory, it does nothing.
 *
 * @param state a name of the table in docs/status.md
 * @param portal while this one is open, shows what happens there
 * @example require("status_led").show("failed")
 */
export function show(state: LedState, portal?: WatchedPortal): void {
  pcall(play, state, portal);
}

/**
 * Takes the pin, and begins to show `joining`.
 *
 * @throws "invalid argument" where the firmware refuses the pin
 * @example require("status_led").start{ pin = 2 }
 */
export function start(options: StatusLedOptions): void {
  const { pin } = options;
  const on = options.activeLow === true ? 0 : 1;
  // First the level, so that it is not on for a moment.
  gpio.write(pin, (1 - on) as gpio.Level);
  gpio.config({ gpio: pin, dir: gpio.OUT });
  light = (isOn) => gpio.write(pin, (isOn ? on : 1 - on) as gpio.Level);
  show("joining");
}

/**
 * Lets go of the pin, dark, for a program that wants it. It shows nothing more until start.
 *
 * @example require("status_led").stop()
 */
export function stop(): void {
  player?.end();
  light = player = undefined;
}
