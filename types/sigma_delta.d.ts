/**
 * NodeMCU module `sigma_delta`: pulse density modulation. CONFIG_NODEMCU_CMODULE_SIGMA_DELTA, off by
 * default: `if (sigma_delta !== undefined)` first.
 * Source: components/modules/sigma_delta.c (dev-esp32).
 */

declare namespace sigma_delta {
  /**
   * channel: 0 to 7, on some chips 0 to 3. Raises "sigma_delta N does not exist", "command failed".
   * @noSelf
   */
  interface Module {
    /** Brings the channel to the pin: set prescale and duty before. */
    setup(channel: number, pin: number): void;
    /** The pin becomes an input with pull-up. */
    close(channel: number): void;
    /** 0 to 255. */
    setprescale(channel: number, prescale: number): void;
    /** -128 to 127: 0 is half of the time high. */
    setduty(channel: number, duty: number): void;
  }
}

declare const sigma_delta: sigma_delta.Module | undefined;
