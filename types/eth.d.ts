/**
 * NodeMCU module `eth`: Ethernet through an external PHY. Only the ESP32 can have it.
 * CONFIG_NODEMCU_CMODULE_ETH, off by default: `if (eth !== undefined)` first.
 * Source: components/modules/eth.c (dev-esp32). Call init() before everything but on().
 */

declare namespace eth {
  /** What each event's second argument holds; {} but for got_ip. */
  interface Events {
    start: object;
    stop: object;
    /** The link is up: no address yet. */
    connected: object;
    disconnected: object;
    got_ip: { ip: string; netmask: string; gw: string };
  }
  type OnEvent<Event extends keyof Events> = (
    this: void,
    event: Event,
    info: Events[Event],
  ) => void;

  interface Config {
    /** One of the PHY_* constants. */
    phy: 0 | 1 | 2 | 3 | 4;
    /** Address of the PHY, 0 to 31; -1 (default) looks for it. */
    addr?: number;
    mdc: number;
    mdio: number;
    /** Pin that powers or resets the PHY; default none. */
    power?: number;
  }

  interface StaticIp {
    ip: string;
    netmask: string;
    gateway: string;
    /** Required. */
    dns: string;
  }

  /** @noSelf */
  interface Module {
    readonly PHY_DP83848: 0;
    readonly PHY_IP101: 1;
    readonly PHY_KSZ80XX: 2;
    /** @deprecated PHY_KSZ80XX */
    readonly PHY_KSZ8041: 2;
    /** @deprecated PHY_KSZ80XX */
    readonly PHY_KSZ8081: 2;
    readonly PHY_LAN87XX: 3;
    /** @deprecated PHY_LAN87XX */
    readonly PHY_LAN8720: 3;
    readonly PHY_RTL8201: 4;

    /** Raises "ethernet interface already set up", "failed to init ethernet, code N". */
    init(config: Config): void;
    /** undefined removes the callback. Raises "unknown event: x". */
    on<Event extends keyof Events>(event: Event, callback: OnEvent<Event> | undefined): void;
    /** Mbit/s. Raises "failed to get eth speed", "invalid speed". */
    get_speed(): 10 | 100;
    /** "aa:bb:cc:dd:ee:ff" */
    get_mac(): string;
    /** Raises "invalid mac string", "error setting mac". */
    set_mac(mac: string): void;
    /** Ends DHCP. Raises "failed to parse IP address 'x'" and its like. */
    set_ip(config: StaticIp): void;
    /** Raises "failed to set hostname, code N". */
    set_hostname(name: string): void;
  }
}

declare const eth: eth.Module | undefined;
