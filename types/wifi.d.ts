/**
 * NodeMCU module `wifi`. CONFIG_NODEMCU_CMODULE_WIFI, on by default; not on the ESP32-H2.
 * Source: components/modules/wifi.c, wifi_common.c, wifi_sta.c, wifi_ap.c (dev-esp32).
 *
 * Order that works: mode, config, on, start, and connect inside the station's "start".
 * Errors end in the driver's number: 12289 not initialised, 12290 not started, 12292 interface,
 * 12293 mode, 12294 state (connecting), 12298 ssid, 12299 password, 258 invalid argument.
 * `save` is false when left out, unlike the firmware's documentation says; only mode and the two
 * configurations can be saved.
 */

/** @noSelf */
declare namespace wifi {
  const NULLMODE: 0;
  const STATION: 1;
  const SOFTAP: 2;
  const STATIONAP: 3;

  const AUTH_OPEN: 0;
  const AUTH_WEP: 1;
  const AUTH_WPA_PSK: 2;
  const AUTH_WPA2_PSK: 3;
  const AUTH_WPA_WPA2_PSK: 4;
  const AUTH_WPA2_ENTERPRISE: 5;
  const AUTH_WPA3_PSK: 6;
  const AUTH_WPA2_WPA3_PSK: 7;
  const AUTH_WAPI_PSK: 8;

  /** WPA3's password element, for sta.config. */
  const SAE_PWE_UNSPECIFIED: 0;
  const SAE_PWE_HUNT_AND_PECK: 1;
  const SAE_PWE_HASH_TO_ELEMENT: 2;
  const SAE_PWE_BOTH: 3;

  /** The firmware's own names for the second value of getchannel(); HT20 and HT40_* do not exist. */
  const STR_WIFI_SECOND_CHAN_NONE: 0;
  const STR_WIFI_SECOND_CHAN_ABOVE: 1;
  const STR_WIFI_SECOND_CHAN_BELOW: 2;

  type Mode = 0 | 1 | 2 | 3;

  /** Returns nothing. Raises "invalid wifi mode N", "failed to set mode, code N". */
  function mode(mode: Mode, save?: boolean): void;
  /** Right after boot: the mode saved last. */
  function getmode(): Mode;
  /** Raises "failed to start wifi, code N". */
  function start(): void;
  /** Keeps the configuration. Raises "failed to stop wifi, code N". */
  function stop(): void;
  /** Raises "failed to get channel, code N". */
  function getchannel(): LuaMultiReturn<[primary: number, secondary: number]>;

  namespace sta {
    /** Management frame protection. */
    const PMF_AVAILABLE: 1;
    const PMF_REQUIRED: 2;

    /** What each event's second argument holds; {} for start and stop. */
    interface Events {
      start: object;
      stop: object;
      /** Associated: no address yet. bssid as "aa:bb:cc:dd:ee:ff", auth one of wifi.AUTH_*. */
      connected: { ssid: string; bssid: string; channel: number; auth: number };
      /** reason: wifi_err_reason_t, as 15 or 204 wrong password, 201 not found, 200 lost, 8 own wish. */
      disconnected: { ssid: string; bssid: string; reason: number };
      authmode_changed: { old_mode: number; new_mode: number };
      /** Comes again when a renewed lease has another address. There is no event for losing it. */
      got_ip: { ip: string; netmask: string; gw: string };
    }

    type OnEvent<Event extends keyof Events> = (
      this: void,
      event: Event,
      info: Events[Event],
    ) => void;

    interface Config {
      /** Required. Cut to 32 bytes, and at a NUL, without a word. */
      ssid: string;
      /** Cut to 64 bytes, and at a NUL. 8 or more raise the default threshold to WPA2. */
      pwd?: string | undefined;
      /** With separators (":", "-" or space), else raises "invalid BSSID: x". */
      bssid?: string | undefined;
      pmf?: 1 | 2 | undefined;
      channel?: number | undefined;
      /** "fast" (default) takes the first match, "all" the best. */
      scan_method?: "fast" | "all" | undefined;
      /** In beacons. */
      listen_interval?: number | undefined;
      sort_by?: "rssi" | "authmode" | undefined;
      /** dBm. */
      threshold_rssi?: number | undefined;
      /** Networks with a weaker wifi.AUTH_* end as reason 201, not found. */
      threshold_authmode?: number | undefined;
      rm?: boolean | undefined;
      btm?: boolean | undefined;
      mbo?: boolean | undefined;
      /** One of wifi.SAE_PWE_*. */
      sae_pwe?: 0 | 1 | 2 | 3 | undefined;
    }

    /** What the driver holds, with its defaults filled in. pwd is plain text. */
    interface CurrentConfig {
      /** "" when none was ever set. */
      ssid: string;
      pwd: string;
      bssid?: string;
      pmf: number;
      channel: number;
      scan_method: "fast" | "all";
      listen_interval: number;
      sort_by: "rssi" | "authmode";
      threshold_rssi: number;
      threshold_authmode: number;
      rm: boolean;
      btm: boolean;
      mbo: boolean;
      sae_pwe: number;
    }

    interface StaticIp {
      ip: string;
      netmask: string;
      gateway: string;
      /** Default: gateway. */
      dns?: string | undefined;
    }

    interface ScanOptions {
      ssid?: string | undefined;
      /** Six raw bytes, not text. */
      bssid?: string | undefined;
      /** 0 (default): all. */
      channel?: number | undefined;
      /** A number. A boolean raises, and then no scan works until the next boot. */
      hidden?: 0 | 1 | undefined;
    }

    /** One per BSSID, so names come more than once; a hidden one is "". ssid is raw bytes. */
    interface ScanRecord {
      ssid: string;
      bssid: string;
      channel: number;
      /** dBm. */
      rssi: number;
      /** One of wifi.AUTH_*. */
      auth: number;
      bandwidth: "HT20" | "HT40_ABOVE" | "HT40_BELOW";
    }

    /** No network in range is the error "failure on scan done" too. */
    type OnScan = (
      this: void,
      ...result: [error: undefined, networks: ScanRecord[]] | [error: string, networks: undefined]
    ) => void;

    /**
     * One callback per event; undefined removes it and must be written. Called before the network
     * interface follows: no address can be read in "start". Raises "unknown event: x".
     */
    function on<Event extends keyof Events>(
      event: Event,
      callback: OnEvent<Event> | undefined,
    ): void;

    /** Replaces everything, left-out fields too. Raises "failed to set wifi config, code N". */
    function config(config: Config, save?: boolean): void;
    function getconfig(): CurrentConfig;
    /** One attempt; the firmware never reconnects by itself. Raises "connect failed, code N". */
    function connect(): void;
    /** Leads to "disconnected" with reason 8. Raises "disconnect failed, code N". */
    function disconnect(): void;
    /** "aa:bb:cc:dd:ee:ff"; works before start(). */
    function getmac(): string;
    /** A second call in one boot aborts the chip, and there is no way back to DHCP. */
    function setip(config: StaticIp): void;
    /** At most 32 bytes, before connect(). Raises "failed to set hostname, code 20481". */
    function sethostname(name: string): true;
    /** After start(). Raises "failed to set transmit power, code N". */
    function settxpower(dBm: number): true;
    /** Default "min". Raises "set powersave failed, code N". */
    function powersave(mode: "none" | "min" | "max"): void;
    function getpowersave(): "none" | "min" | "max";

    /**
     * About 2 s; the access point leaves its channel meanwhile. connect() or stop() may swallow the
     * callback. Raises "scan already in progress", "failed to start scan, code N" (12290 not
     * started, 12293 no station, 12294 while connecting).
     */
    function scan(options: ScanOptions, callback: OnScan): void;
  }

  namespace ap {
    interface Events {
      start: object;
      stop: object;
      sta_connected: { mac: string; id: number };
      sta_disconnected: { mac: string; id: number };
      /** Declared by the firmware, never delivered: the driver masks it. */
      probe_req: { from: string; rssi: number };
    }

    type OnEvent<Event extends keyof Events> = (
      this: void,
      event: Event,
      info: Events[Event],
    ) => void;

    interface Config {
      /** Cut to 32 bytes. */
      ssid: string;
      /** 8 to 63 characters unless auth is AUTH_OPEN. Cut to 64 bytes. */
      pwd?: string | undefined;
      /** Default AUTH_WPA2_PSK: an open one says so, or raises with code 12299. */
      auth?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | undefined;
      /** Default 11; while the station is joined its channel counts. */
      channel?: number | undefined;
      hidden?: boolean | undefined;
      /** Clients: default 4, at most 15 (10 on C3 and C6). */
      max?: number | undefined;
      /** 100 (default) to 60000 time units of 1.024 ms. */
      beacon?: number | undefined;
    }

    interface StaticIp {
      ip: string;
      gateway: string;
      netmask: string;
      /** Stored, but clients always get ip as their DNS server. A bad one breaks the next setip(). */
      dns?: string | undefined;
    }

    /** As wifi.sta.on(). */
    function on<Event extends keyof Events>(
      event: Event,
      callback: OnEvent<Event> | undefined,
    ): void;

    /** Drops clients when it changes a running one. Raises "failed to set wifi config, code N". */
    function config(config: Config, save?: boolean): void;
    /** Raises "Could not parse IP address, aborting" and its like. */
    function setip(config: StaticIp): void;
    /** At most 32 bytes. */
    function sethostname(name: string): true;
    function getmac(): string;
  }
}
