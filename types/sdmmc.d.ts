/**
 * NodeMCU module `sdmmc`: SD cards. On the ESP32 and S3. CONFIG_NODEMCU_CMODULE_SDMMC, off by
 * default: `if (sdmmc !== undefined)` first. Source: components/modules/sdmmc.c (dev-esp32).
 */

declare namespace sdmmc {
  interface Options {
    /** Pin that tells whether a card is in, and whether it is write-protected; default none. */
    cd_pin?: number;
    wp_pin?: number;
    /** Hz, default 20 MHz. */
    fmax?: number;
    /** W1BIT (default), W4BIT or W8BIT. HS1 and HS2 only. */
    width?: number;
    /** Required for SPI, whose bus spi.master() sets up. */
    cs_pin?: number;
  }

  interface Info {
    ocr: number;
    rca: number;
    cid: {
      mfg_id: number;
      oem_id: number;
      revision: number;
      serial: number;
      date: number;
      name: string;
    };
    csd: {
      csd_ver: number;
      mmc_ver: number;
      /** In sectors. */
      capacity: number;
      /** Bytes. */
      sector_size: number;
      read_block_len: number;
      card_command_class: number;
      /** Hz. */
      tr_speed: number;
    };
    scr: { sd_spec: number; bus_width: number };
  }

  interface Card {
    /** Sectors of 512 bytes; count 1 by default. Raises "out of range", "card access failed". */
    read(startSector: number, count?: number): string;
    /** Raises "must be multiple of 512", "out of range", "card access failed". */
    write(startSector: number, data: string): void;
    get_info(): Info;
    /**
     * path: "/SD0" and its like, then `io.open("/SD0/name")`. Raises "already mounted", "only first
     * partition supported since IDFv5".
     */
    mount(path: string, partition?: 0 | 1): boolean;
    /** Raises "not mounted", "unmount reported error code N". */
    umount(): void;
  }

  /** @noSelf */
  interface Module {
    readonly HS1: 0;
    readonly HS2: 1;
    /** Only on the ESP32. */
    readonly HSPI: number | undefined;
    /** Only on the ESP32. */
    readonly VSPI: number | undefined;
    readonly SPI2: number;
    readonly SPI3: number;
    readonly W1BIT: number;
    readonly W4BIT: number;
    readonly W8BIT: number;

    /**
     * slot: HS1, HS2, or one of the SPI ones, which need options. Raises "invalid slot", "missing slot
     * configuration table", "too many cards", "failed to init card" (none in), "failed to init
     * slot", "failed to init sdmmc host".
     */
    init(slot: number, options?: Options): Card;
  }
}

declare const sdmmc: sdmmc.Module | undefined;
