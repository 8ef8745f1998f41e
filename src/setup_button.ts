/**
 * A button for the setup: what of it stays while the device is online. What follows a press is loaded
 * when it begins (button_press). Firmware: components/modules/gpio.c (trig).
 */
import type { ButtonOptions } from "./board_options";
import * as lean from "./lean";

/** While a press is followed, further edges are its bounces. */
let following = false;

function released(): void {
  following = false;
}

/** Raises where there is no memory: the next press tries again. */
function follow(pin: number, pressed: gpio.Level): void {
  const isSetup = lean.marks.programs !== undefined;
  const phase = lean.require("setup_phase") as typeof import("./setup_phase");
  phase.mark();
  const press = lean.require("button_press") as typeof import("./button_press");
  if (!isSetup) phase.release();
  press.follow(() => gpio.read(pin) === pressed, released);
  following = true;
}

/**
 * Listens to the button from now on. Raises "invalid argument" where the firmware refuses the pin.
 * The pull resistor takes a moment: ask isHeld 50 ms later.
 *
 * @returns isHeld, which tells whether it is pressed just now
 * @example local isHeld = require("setup_button").start{ pin = 4 }
 */
export function start(options: ButtonOptions): () => boolean {
  const { pin } = options;
  const pressed = options.activeHigh === true ? 1 : 0;
  const pull = pressed === 1 ? gpio.PULL_DOWN : gpio.PULL_UP;
  gpio.config({ gpio: pin, dir: gpio.IN, pull });
  gpio.trig(pin, pressed === 1 ? gpio.INTR_UP : gpio.INTR_DOWN, () => {
    if (!following) pcall(follow, pin, pressed);
  });
  return () => gpio.read(pin) === pressed;
}
