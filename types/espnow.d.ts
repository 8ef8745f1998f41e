/**
 * NodeMCU module `espnow`: packets between ESP chips without a network. Not on the ESP32-H2.
 * CONFIG_NODEMCU_CMODULE_ESPNOW, off by default: `if (espnow !== undefined)` first.
 * Source: components/modules/espnow.c (dev-esp32).
 *
 * WiFi has to be started before. Failures raise the driver's names, as "ESP_ERR_ESPNOW_NOT_INIT" and
 * "ESP_ERR_ESPNOW_NOT_FOUND". Addresses are "aa:bb:cc:dd:ee:ff", else "bad peer address".
 */

declare namespace espnow {
  interface Packet {
    src: string;
    /** Own address, or "ff:ff:ff:ff:ff:ff". */
    dst: string;
    /** dBm. */
    rssi: number;
    /** Up to 250 bytes. */
    data: string;
  }
  type OnReceive = (this: void, packet: Packet) => void;
  /** delivered: 1, or undefined when nobody acknowledged it. Broadcasts always count as delivered. */
  type OnSent = (this: void, mac: string, delivered: 1 | undefined) => void;

  interface Events {
    receive: OnReceive;
    sent: OnSent;
  }

  interface Peer {
    /** 0 (default) follows the current channel. */
    channel?: number;
    /** A number: a boolean raises. */
    encrypt?: 0 | 1;
    /** Local master key, required with encrypt: 32 hex digits, else "LMK must be 32 hex digits". */
    lmk?: string;
  }

  /** @noSelf */
  interface Module {
    start(): void;
    stop(): void;
    getversion(): number;
    /** undefined removes the callback. Raises "unknown event type", "expected function". */
    on<Event extends keyof Events>(event: Event, callback: Events[Event] | undefined): void;
    /** Without an address: to all peers. */
    send(mac: string | undefined, data: string): void;
    /** Takes the access point's interface where it runs. Raises "No wifi interface found". */
    addpeer(mac: string, options?: Peer): void;
    delpeer(mac: string): void;
    /** Primary master key. Raises "PMK must be 32 hex digits". */
    setpmk(hexDigits: string): void;
    /** Milliseconds, 0 to 65535, that it listens per interval. Raises "wake window out of bounds". */
    setwakewindow(milliseconds: number): void;
  }
}

declare const espnow: espnow.Module | undefined;
