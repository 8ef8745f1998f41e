/**
 * NodeMCU module `dht`: DHT11, DHT21, DHT22, AM2301, AM2302. CONFIG_NODEMCU_CMODULE_DHT, off by
 * default: `if (dht !== undefined)` first. Source: components/modules/dht.c (dev-esp32).
 */

declare namespace dht {
  /**
   * The status OK, ERROR_CHECKSUM or ERROR_TIMEOUT; after a time-out nothing follows. Temperature in
   * °C and relative humidity in %, each followed by its decimals in thousandths (in whole numbers,
   * for builds without floats).
   */
  type Reading = LuaMultiReturn<
    | [
        status: 0 | -1,
        celsius: number,
        humidityPercent: number,
        celsiusThousandths: number,
        humidityThousandths: number,
      ]
    | [
        status: -2,
        celsius: undefined,
        humidityPercent: undefined,
        celsiusThousandths: undefined,
        humidityThousandths: undefined,
      ]
  >;

  /** @noSelf */
  interface Module {
    readonly OK: 0;
    readonly ERROR_CHECKSUM: -1;
    readonly ERROR_TIMEOUT: -2;
    /** Whole degrees and percent. Raises "invalid gpio". */
    read11(pin: number): Reading;
    /** All other sensors. Leave 2 s between readings. Raises "invalid gpio". */
    read2x(pin: number): Reading;
  }
}

declare const dht: dht.Module | undefined;
