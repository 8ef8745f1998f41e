/**
 * NodeMCU module `gpio`: pins. CONFIG_NODEMCU_CMODULE_GPIO, on by default.
 * Source: components/modules/gpio.c (dev-esp32). There is no gpio.mode and no gpio.serout.
 *
 * Pins are the chip's own GPIO numbers. On the ESP32: 0 to 39 without 24 and 28 to 31; 6 to 11 hold
 * the flash; 34 to 39 are inputs without pull resistors. Another number raises "invalid argument".
 */

/** @noSelf */
declare namespace gpio {
  const IN: 1;
  /** read() of such a pin is always 0: use IN_OUT to read back what was written. */
  const OUT: 2;
  const IN_OUT: 3;

  const FLOATING: 0;
  const PULL_UP: 1;
  const PULL_DOWN: 2;
  const PULL_UP_DOWN: 3;

  /** The firmware's documents call it INTR_DISABLE, which does not exist. */
  const INTR_NONE: 0;
  /** On a rising edge. */
  const INTR_UP: 1;
  /** On a falling edge. */
  const INTR_DOWN: 2;
  const INTR_UP_DOWN: 3;
  /** Again and again while the level is low. */
  const INTR_LOW: 4;
  /** Again and again while the level is high. */
  const INTR_HIGH: 5;

  /** The weakest drive strength, about 5 mA. */
  const DRIVE_0: 0;
  const DRIVE_1: 1;
  /** About 20 mA. */
  const DRIVE_2: 2;
  const DRIVE_DEFAULT: 2;
  /** The strongest, about 40 mA. */
  const DRIVE_3: 3;

  type Level = 0 | 1;
  type Direction = 1 | 2 | 3;
  type Pull = 0 | 1 | 2 | 3;
  type Interrupt = 0 | 1 | 2 | 3 | 4 | 5;
  type Drive = 0 | 1 | 2 | 3;
  /** `level` is what the pin had when it fired, not what it has now. */
  type OnTrigger = (this: void, pin: number, level: Level) => void;

  /** @noSelf */
  interface Config {
    /** One pin or several. A fraction counts as pin 0. */
    gpio: number | readonly number[];
    dir: Direction;
    /** Outputs only: 1 lets go of the pin for a high level instead of driving it. Default 0. */
    opendrain?: 0 | 1;
    /** Default FLOATING. Without effect on pins 34 to 39. */
    pull?: Pull;
  }

  /**
   * Sets up pins, table by table; those before a wrong one stay set up. Ends a pin's trig(). An
   * output starts with the level that was written to it last, 0 after power on.
   * Raises "missing/bad 'gpio' field", "invalid argument" (no such pin, output on an input-only pin)
   * and "bad argument #-1 to 'config'" for a field of another type, opendrain = true for one.
   */
  function config(...configs: Config[]): void;

  /** 0 for a pin that is no input. Raises "invalid argument". */
  function read(pin: number): Level;

  /**
   * Any number but 0 is high; a boolean raises "bad argument #2 to 'write'". A pin that is no output
   * yet keeps the level for later. Raises "invalid argument", for pins 34 to 39 too.
   */
  function write(pin: number, level: Level): void;

  /**
   * Calls back from a LOW task. The interrupt is off from its firing until the callback has run:
   * edges in between are lost, and when the LOW queue (25) is full it stays off for good.
   * INTR_NONE, or no type, removes the callback. A type without a callback keeps the present one.
   * The pin must be an input. Raises "invalid gpio" (not 0 to 39) and "invalid argument".
   */
  function trig(pin: number, type: Exclude<Interrupt, 0>, callback?: OnTrigger): void;
  function trig(pin: number, type?: 0): void;

  /**
   * Whether the pin ends node.sleep() with `gpio = true`. Takes the place of the type that trig()
   * set. Raises "invalid argument" for an edge.
   */
  function wakeup(pin: number, type?: 0 | 4 | 5): void;

  /**
   * How much current an output gives. Raises "pad strength must be between gpio.DRIVE_0 and
   * gpio.DRIVE_3" (bad argument #2) and "invalid argument".
   */
  function set_drive(pin: number, strength: Drive): void;
}
