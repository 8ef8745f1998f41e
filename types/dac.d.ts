/**
 * NodeMCU module `dac`: two analogue outputs. On the ESP32 (GPIO 25 and 26) and the ESP32-S2 (17 and
 * 18); the build also names S3 and C6, which have no such hardware.
 * CONFIG_NODEMCU_CMODULE_DAC, off by default: `if (dac !== undefined)` first.
 * Source: components/modules/dac.c (dev-esp32).
 */

declare namespace dac {
  type Channel = 0 | 1;

  /**
   * All raise "invalid channel" and "dac failed".
   * @noSelf
   */
  interface Module {
    /** GPIO 25 on the ESP32. */
    readonly CHANNEL_1: 0;
    /** GPIO 26 on the ESP32. */
    readonly CHANNEL_2: 1;
    enable(channel: Channel): void;
    disable(channel: Channel): void;
    /** 0 to 255, from 0 V to the supply. Raises "out of range". */
    write(channel: Channel, value: number): void;
  }
}

declare const dac: dac.Module | undefined;
