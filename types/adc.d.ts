/**
 * NodeMCU module `adc`: the analogue inputs of ADC1. CONFIG_NODEMCU_CMODULE_ADC, off by default:
 * `if (adc !== undefined)` first. Source: components/modules/adc.c (dev-esp32).
 */

declare namespace adc {
  /**
   * 0 to 7; which pin that is depends on the chip. On the ESP32 in order: GPIO 36, 37, 38, 39, 32,
   * 33, 34, 35.
   */
  type Channel = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
  type Attenuation = 0 | 1 | 2 | 3;

  /** @noSelf */
  interface Module {
    /** The only unit that there is. */
    readonly ADC1: 1;
    readonly ATTEN_0db: 0;
    readonly ATTEN_2_5db: 1;
    readonly ATTEN_6db: 2;
    /** The widest range. */
    readonly ATTEN_11db: 3;

    /** Bits of a reading: 9 to 12 on the ESP32. Raises "adc_set_width failed". */
    setwidth(unit: 1, bits: number): void;
    /** Once per channel. Raises "channel N does not exist in ADC1", "adc_setup failed". */
    setup(unit: 1, channel: Channel, attenuation: Attenuation): void;
    /** 0 to 4095 at 12 bits. Raises "channel N does not exist in ADC1", "adc_read failed". */
    read(unit: 1, channel: Channel): number;
    /** Always raises "ADC hall sensor no longer supported in IDF, sorry". */
    read_hall_sensor(): never;
  }
}

declare const adc: adc.Module | undefined;
