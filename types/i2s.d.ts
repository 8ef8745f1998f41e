/**
 * NodeMCU module `i2s`: digital sound. Only the ESP32 can have it. CONFIG_NODEMCU_CMODULE_I2S, off
 * by default: `if (i2s !== undefined)` first. Source: components/modules/i2s.c (dev-esp32).
 */

declare namespace i2s {
  type Port = 0 | 1;
  /** "tx": room for another write(). "rx": something can be read. */
  type OnEvent = (this: void, port: Port, direction: "tx" | "rx") => void;

  interface Config {
    /** A sum of MODE_*; default MODE_MASTER + MODE_TX. */
    mode?: number;
    /** Samples per second, from 1000; default 44100. */
    rate?: number;
    /** Bits per sample, default 16; fewer are widened to 16. */
    bits?: number;
    /** One of CHANNEL_*; default CHANNEL_RIGHT_LEFT. */
    channel?: number;
    /** One of FORMAT_*; default FORMAT_I2S_STAND. */
    format?: number;
    /** 2 (default) to 128. */
    buffer_count?: number;
    /** Frames, 8 to 1024; default a hundredth of the rate. */
    buffer_len?: number;
    bck_pin?: number;
    ws_pin?: number;
    data_out_pin?: number;
    data_in_pin?: number;
    /** One of DAC_CHANNEL_*; default DAC_CHANNEL_DISABLE. */
    dac_mode?: number;
    /** 0 to 7, for MODE_ADC_BUILT_IN. */
    adc1_channel?: number;
  }

  /**
   * All raise "i2s not exists" for another port.
   * @noSelf
   */
  interface Module {
    readonly FORMAT_I2S_STAND: number;
    readonly FORMAT_I2S_MSB: number;
    readonly FORMAT_PCM_SHORT: number;
    readonly FORMAT_PCM_LONG: number;
    readonly CHANNEL_RIGHT_LEFT: number;
    readonly CHANNEL_ALL_LEFT: number;
    readonly CHANNEL_ONLY_LEFT: number;
    readonly CHANNEL_ALL_RIGHT: number;
    readonly CHANNEL_ONLY_RIGHT: number;
    readonly MODE_MASTER: number;
    readonly MODE_SLAVE: number;
    readonly MODE_TX: number;
    readonly MODE_RX: number;
    readonly MODE_DAC_BUILT_IN: number;
    readonly MODE_ADC_BUILT_IN: number;
    readonly MODE_PDM: number;
    readonly DAC_CHANNEL_DISABLE: number;
    readonly DAC_CHANNEL_RIGHT: number;
    readonly DAC_CHANNEL_LEFT: number;
    readonly DAC_CHANNEL_BOTH: number;

    /**
     * Raises "i2s can not start", "error setting dac mode", "error setting adc1 mode", "error setting
     * pins", "cannot create queue".
     */
    start(port: Port, config: Config, callback?: OnEvent): void;
    stop(port: Port): void;
    /** At most byteCount bytes; waitMs 0 (default) takes what is there. Raises "I2S driver error". */
    read(port: Port, byteCount: number, waitMs?: number): string;
    /** Queues; blocks when two blocks wait already. */
    write(port: Port, data: string): void;
    /** Silence at once. Raises "I2S driver error". */
    mute(port: Port): void;
  }
}

declare const i2s: i2s.Module | undefined;
