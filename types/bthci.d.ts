/**
 * NodeMCU module `bthci`: commands for the Bluetooth controller, advertising and scanning.
 * CONFIG_NODEMCU_CMODULE_BTHCI, off by default: `if (bthci !== undefined)` first. Chips without
 * Bluetooth (ESP32-S2) have none. Source: components/modules/bthci.c (dev-esp32).
 *
 * At most five commands wait for their answer. A command that can't be sent calls back at once with
 * the code 31, from within the function, and without a callback raises "attempt to call a nil value".
 */

declare namespace bthci {
  /** error: the controller's code, undefined for success. data: what follows the code, raw bytes. */
  type OnAnswer = (this: void, error: number | undefined, data: string) => void;
  /** The raw report: type of event, type of address, address (6), length, data, RSSI. */
  type OnReport = (this: void, report: string) => void;

  interface AdvertisingOptions {
    /** In 0.625 ms, default 1024 (0.64 s); SCAN_UNDIR and NONCONN_UNDIR take at least 160. */
    interval_min?: number;
    /** In 0.625 ms, default 2048 (1.28 s). */
    interval_max?: number;
    /** One of CONN_UNDIR (default), CONN_DIR_HI, SCAN_UNDIR, NONCONN_UNDIR, CONN_DIR_LO. */
    type?: 0 | 1 | 2 | 3 | 4;
    /** 0 public (default), 1 random, 2 private or public, 3 private or random. */
    own_addr_type?: 0 | 1 | 2 | 3;
    /** 0 public (default), 1 random. The address itself can't be given: garbage is sent. */
    peer_addr_type?: 0 | 1;
    /** A sum of CHAN_37, CHAN_38 and CHAN_39; default CHAN_ALL. */
    channel_map?: number;
    /** 0 answer all (default), 1 scans, 2 connections, 3 both from the white list only. */
    filter_policy?: 0 | 1 | 2 | 3;
  }

  interface ScanOptions {
    /** 0 passive (default), 1 active. */
    mode?: 0 | 1;
    /** In 0.625 ms, default 16 (10 ms). */
    interval?: number;
    /** In 0.625 ms, default 16, at most interval. */
    window?: number;
    own_addr_type?: 0 | 1 | 2 | 3;
    /** 0 takes all (default), 1 only the white list. */
    filter_policy?: 0 | 1;
  }

  /** @noSelf */
  interface Advertising {
    readonly CONN_UNDIR: 0;
    readonly CONN_DIR_HI: 1;
    readonly SCAN_UNDIR: 2;
    readonly NONCONN_UNDIR: 3;
    readonly CONN_DIR_LO: 4;
    readonly CHAN_37: 1;
    readonly CHAN_38: 2;
    readonly CHAN_39: 4;
    readonly CHAN_ALL: 7;

    /** A number: true counts as 0. Set parameters and data before. */
    enable(on: 0 | 1, callback?: OnAnswer): void;
    /** Raw advertising data, cut to 31 bytes. */
    setdata(data: string, callback?: OnAnswer): void;
    setparams(options: AdvertisingOptions, callback?: OnAnswer): void;
  }

  /** @noSelf */
  interface Scan {
    /** A number: true counts as 0. Reports come more than once per device. */
    enable(on: 0 | 1, callback?: OnAnswer): void;
    setparams(options: ScanOptions, callback?: OnAnswer): void;
    /** undefined removes the callback. Raises "unknown event 'x'". */
    on(event: "adv_report", callback: OnReport | undefined): void;
  }

  /** @noSelf */
  interface Module {
    readonly adv: Advertising;
    readonly scan: Scan;
    /**
     * Ends what is going on; callbacks that wait get the code 31.
     */
    reset(callback?: OnAnswer): void;
    /** A command with its first byte, 1. Raises "definitely not a valid HCI command". */
    rawhci(command: string, callback?: OnAnswer): void;
  }
}

declare const bthci: bthci.Module | undefined;
