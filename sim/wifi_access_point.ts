/**
 * The soft access point and its network interface: clients, DHCP server, and the channel, which is
 * the station's as soon as the station has one. Sources: CM/wifi_ap.c, IDF esp_netif_lwip.c.
 */
import { authenticationWord, OPEN } from "./authentication";
import type { Alarm, Chip, Guest, Run } from "./contract";
import { isNetmask, sameSubnet } from "./ip_address";
import type { Airtime } from "./wifi_channel";
import type { DriverConfig } from "./wifi_config";
import type { Callbacks } from "./wifi_events";
import { createGuests } from "./wifi_guests";

const DEFAULT_IP = "192.168.4.1";
const DEFAULT_NETMASK = "255.255.255.0";
const MAX_CHANNEL = 13;

export interface AccessPointListener {
  /** Clients lost the link for a moment: their connections are orphans. */
  onClientsVanished: Run;
  onClientLeft: (this: void, ip: string) => void;
  /** The interface went down, seen by Lua: lwIP aborts its connections. */
  onAddressGone: (this: void, ip: string) => void;
}

/** @noSelf */
export interface AccessPoint {
  start(stationChannel: number | undefined): void;
  stop(): void;
  /** The driver got another configuration: clients are dropped, Lua hears no stop and no start. */
  reconfigure(stationChannel: number | undefined): void;
  /** The station goes to this channel, and everybody with it. */
  follow(channel: number): void;
  setIp(ip: string, netmask: string, gateway: string): void;
  stopDhcpServer(): void;
  startDhcpServer(): void;
  visible(): boolean;
  /** Visible, and Lua's "start" handler is through. */
  up(): boolean;
  ip(): string;
  netmask(): string;
  channel(): number;
  join(mac: string, password: string | undefined): Guest | undefined;
  hasGuest(ip: string): boolean;
}

export function createAccessPoint(
  chip: Chip,
  config: DriverConfig,
  callbacks: Callbacks,
  airtime: Airtime,
  listener: AccessPointListener,
): AccessPoint {
  const { trace, air, lanListener } = chip.world;
  const guests = createGuests(
    trace,
    (mac, id) => callbacks.post("sta_connected", () => ({ mac, id })),
    (mac, id) => callbacks.post("sta_disconnected", () => ({ mac, id })),
    listener.onClientLeft,
  );
  let visible = false;
  let up = false;
  let session = 0;
  let channel = 1;
  let ip = DEFAULT_IP;
  let netmask = DEFAULT_NETMASK;
  let gateway = DEFAULT_IP;
  let dhcpStopped = false;
  let returning: Alarm | undefined;

  function appear(stationChannel: number | undefined): void {
    const { ssid, auth, channel: wanted } = config.accessPoint();
    const own = wanted >= 1 && wanted <= MAX_CHANNEL ? wanted : 1;
    channel = stationChannel ?? own;
    visible = true;
    trace.emit("ap_start", { ssid, auth: authenticationWord(auth), channel, ip });
    chip.reportHeap();
  }

  function disappear(): void {
    visible = false;
    returning?.cancel();
    airtime.forget();
    guests.dropAll();
    trace.emit("ap_stop");
    chip.reportHeap();
    lanListener.onDown("ap");
  }

  chip.onDown(() => {
    if (visible) disappear();
  });

  return {
    start: (stationChannel) => {
      appear(stationChannel);
      session += 1;
      const own = session;
      callbacks.post("start", undefined, () => {
        if (own === session && visible) up = true;
      });
    },

    stop: () => {
      const goneIp = ip;
      up = false;
      disappear();
      callbacks.post("stop", undefined, () => listener.onAddressGone(goneIp));
    },

    reconfigure: (stationChannel) => {
      if (!visible) return;
      disappear();
      listener.onClientsVanished();
      appear(stationChannel);
    },

    follow: (newChannel) => {
      if (!visible || newChannel === channel) return;
      channel = newChannel;
      trace.emit("ap_channel", { channel });
      airtime.setLost(true);
      listener.onClientsVanished();
      guests.moveAway();
      returning?.cancel();
      returning = chip.clock.after(air.moveLossMs(), () => {
        airtime.setLost(false);
        guests.comeBack();
      });
    },

    setIp: (newIp, newNetmask, newGateway) => {
      const goneIp = ip;
      ip = newIp;
      netmask = newNetmask;
      gateway = newGateway;
      if (up && goneIp !== newIp) listener.onAddressGone(goneIp);
    },

    stopDhcpServer: () => {
      if (dhcpStopped) {
        chip.crash(
          "abort",
          "ESP_ERROR_CHECK failed: esp_err_t 0x5005 (ESP_ERR_ESP_NETIF_DHCP_ALREADY_STOPPED)",
        );
      }
      dhcpStopped = true;
    },

    startDhcpServer: () => {
      if (!isNetmask(netmask) || !sameSubnet(ip, gateway, netmask)) {
        chip.crash("abort", "ESP_ERROR_CHECK failed: the DHCP server can't serve these addresses");
      }
      dhcpStopped = false;
    },

    visible: () => visible,
    up: () => up,
    ip: () => ip,
    netmask: () => netmask,
    channel: () => channel,

    join: (mac, password) => {
      const { auth, pwd, max } = config.accessPoint();
      if (!up || dhcpStopped || airtime.lost("ap")) return undefined;
      if (auth !== OPEN && password !== pwd) return undefined;
      return guests.join(mac, ip, max);
    },
    hasGuest: guests.hasAddress,
  };
}
