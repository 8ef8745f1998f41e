/**
 * NodeMCU module `spi`: buses and their devices, as master. CONFIG_NODEMCU_CMODULE_SPI, off by
 * default: `if (spi !== undefined)` first. Source: components/modules/spi.c, spi_master.c (dev-esp32).
 */

declare namespace spi {
  /** Pins; a missing one is not used. */
  interface Bus {
    sclk?: number;
    mosi?: number;
    miso?: number;
    quadwp?: number;
    quadhd?: number;
  }

  interface DeviceOptions {
    /** Clock polarity and phase. */
    mode: 0 | 1 | 2 | 3;
    /** Hz, up to 80000000. */
    freq: number;
    /** Chip select; default none. */
    cs?: number;
    /** Lengths of the phases of a transfer; default 0. */
    command_bits?: number;
    address_bits?: number;
    dummy_bits?: number;
    /** Cycles that cs is active before and after, for half duplex. */
    cs_ena_pretrans?: number;
    cs_ena_posttrans?: number;
    /** Of 256; default 128. */
    duty_cycle_pos?: number;
    tx_lsb_first?: boolean;
    rx_lsb_first?: boolean;
    /** One line for both directions. */
    wire3?: boolean;
    /** Active high. */
    positive_cs?: boolean;
    halfduplex?: boolean;
    clk_as_cs?: boolean;
  }

  interface Transaction {
    cmd?: number;
    addr?: number;
    txdata?: string;
    /** Bytes to receive, default 0. */
    rxlen?: number;
    /** Default "std". */
    mode?: "std" | "dio" | "qio";
    /** The address on two or four lines too. */
    addr_mode?: boolean;
  }

  interface Device {
    /**
     * What came back: as many bytes as text has, or rxlen. Blocks.
     * Raises "no device", "no memory", "no mem", "transfer failed".
     */
    transfer(data: string | Transaction): string;
    remove(): void;
  }

  interface Master {
    /**
     * Raises "bad option mode to 'device' (must be in range 0-3)", "failed to configure gpio", "failed
     * to add device", "no active bus host".
     */
    device(options: DeviceOptions): Device;
    /** Remove its devices before. */
    close(): void;
  }

  /** @noSelf */
  interface Module {
    /** Only on the ESP32; it holds the flash. */
    readonly SPI: 0 | undefined;
    /** Only on the ESP32: SPI2. */
    readonly HSPI: 1 | undefined;
    /** Only on the ESP32: SPI3. master() refuses it. */
    readonly VSPI: 2 | undefined;
    /** Holds the flash. */
    readonly SPI1: 0;
    readonly SPI2: 1;
    /** Only where the build defines SPI3_HOST as a macro, which IDF does not. */
    readonly SPI3: 2 | undefined;

    /**
     * Sets up a bus; without pins it takes one that is set up. dma: channel 1 (default), 2 or 0 for
     * none, and then transfers of at most 64 bytes. Raises "invalid host" (SPI3 and VSPI too), "out of
     * range", "bus init failed".
     */
    master(host: number, bus?: Bus, dma?: 0 | 1 | 2): Master;
  }
}

declare const spi: spi.Module | undefined;
