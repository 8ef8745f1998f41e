/**
 * The driver as a whole: mode, start and stop of both interfaces, and what the network stack and the
 * clients see of it. Source: IDF esp_wifi.h; the driver itself is a binary.
 */
import { OPEN } from "./authentication";
import type { Chip, Guest, Run, Side } from "./contract";
import { createAccessPoint, type AccessPoint } from "./wifi_access_point";
import { createAirtime } from "./wifi_channel";
import {
  MODE_ACCESS_POINT,
  MODE_BOTH,
  MODE_STATION,
  NOT_STARTED,
  OK,
  WRONG_CONNECTION,
  WRONG_MODE,
  WRONG_SSID,
  WRONG_STATE,
} from "./wifi_codes";
import { createDriverConfig, type DriverConfig } from "./wifi_config";
import { createCallbacks, createEventRelay, type Callbacks } from "./wifi_events";
import { createScanner, type Scanner } from "./wifi_scan";
import { createStation, type Station } from "./wifi_station";

/** What lwIP hears of the interfaces. */
export interface StackListener {
  onAddressGone: (this: void, ip: string) => void;
  onClientsVanished: Run;
  /** A client of the access point left without a word. */
  onClientLeft: (this: void, ip: string) => void;
  onDnsServer: (this: void, ip: string) => void;
  /** wifi.stop() or another mode removed it. */
  onInterfaceGone: (this: void, side: Side) => void;
}

/** What the network stack needs of the radio. @noSelf */
export interface Radio {
  apUp(): boolean;
  apIp(): string;
  apNetmask(): string;
  apSsid(): string;
  apPassword(): string | undefined;
  stationIp(): string | undefined;
  stationNetmask(): string | undefined;
  stationGateway(): string | undefined;
  join(mac: string, password: string | undefined): Guest | undefined;
  hasGuest(ip: string): boolean;
  lost(side: Side): boolean;
  /** The radio is on in a mode that has it, linked or not. */
  hasInterface(side: Side): boolean;
  /** Whether the next packet of this side is lost, as the air file wants. */
  loses(side: Side): boolean;
  /** Carries a packet: now, after an absence from the channel, or never. */
  deliver(side: Side, run: Run): void;
  listen(listener: StackListener): void;
}

/** What the program's module does with the driver; codes are esp_err_t. @noSelf */
export interface Driver {
  readonly config: DriverConfig;
  readonly station: Station;
  readonly accessPoint: AccessPoint;
  readonly scanner: Scanner;
  readonly stationCallbacks: Callbacks;
  readonly accessPointCallbacks: Callbacks;
  readonly accessPointMac: string;
  started(): boolean;
  setMode(mode: number): void;
  start(): void;
  stop(): void;
  hasStation(): boolean;
  hasAccessPoint(): boolean;
  connectCode(): number;
  scanCode(): number;
  channel(): number;
}

const stationEvents = [
  "start",
  "stop",
  "connected",
  "disconnected",
  "authmode_changed",
  "got_ip",
] as const;
const accessPointEvents = [
  "start",
  "stop",
  "sta_connected",
  "sta_disconnected",
  "probe_req",
] as const;

function nextMac(mac: string): string {
  const last = (tonumber(string.sub(mac, -2), 16)! + 1) % 256;
  return string.sub(mac, 1, -3) + string.format("%02x", last);
}

export function createRadio(chip: Chip): { driver: Driver; radio: Radio } {
  const accessPointMac = nextMac(chip.mac);
  const config = createDriverConfig(chip, accessPointMac);
  const relay = createEventRelay(chip);
  const airtime = createAirtime(chip.world.air);
  const stationCallbacks = createCallbacks(chip, relay, stationEvents);
  const accessPointCallbacks = createCallbacks(chip, relay, accessPointEvents);
  let stack: StackListener | undefined;
  let started = false;

  const onAddressGone = (ip: string): void => stack?.onAddressGone(ip);
  const accessPoint = createAccessPoint(chip, config, accessPointCallbacks, airtime, {
    onAddressGone,
    onClientsVanished: () => stack?.onClientsVanished(),
    onClientLeft: (ip) => stack?.onClientLeft(ip),
  });
  const station = createStation(chip, config, stationCallbacks, airtime, {
    onAddressGone,
    onDnsServer: (ip) => stack?.onDnsServer(ip),
    onChannel: (channel) => accessPoint.follow(channel),
  });
  const scanner = createScanner(chip, relay, airtime);

  const stationIn = (mode: number): boolean => mode === MODE_STATION || mode === MODE_BOTH;
  const accessPointIn = (mode: number): boolean => mode === MODE_ACCESS_POINT || mode === MODE_BOTH;

  function bringUp(mode: number, before: number): void {
    if (stationIn(mode) && !stationIn(before)) stationCallbacks.post("start", undefined);
    if (accessPointIn(mode) && !accessPointIn(before)) accessPoint.start(station.channel());
  }

  function takeDown(mode: number, after: number): void {
    if (stationIn(mode) && !stationIn(after)) {
      scanner.stop();
      station.disconnect();
      stationCallbacks.post("stop", undefined);
      stack?.onInterfaceGone("sta");
    }
    if (accessPointIn(mode) && !accessPointIn(after)) {
      accessPoint.stop();
      stack?.onInterfaceGone("ap");
    }
  }

  const driver: Driver = {
    config,
    station,
    accessPoint,
    scanner,
    stationCallbacks,
    accessPointCallbacks,
    accessPointMac,
    started: () => started,
    setMode: (mode) => {
      const before = config.mode();
      config.setMode(mode);
      if (!started) return;
      takeDown(before, mode);
      bringUp(mode, before);
    },
    start: () => {
      if (started) return;
      started = true;
      bringUp(config.mode(), 0);
    },
    stop: () => {
      if (!started) return;
      started = false;
      takeDown(config.mode(), 0);
    },
    hasStation: () => stationIn(config.mode()),
    hasAccessPoint: () => accessPointIn(config.mode()),
    connectCode: () => {
      if (!started) return NOT_STARTED;
      if (!stationIn(config.mode())) return WRONG_MODE;
      if (station.connecting()) return WRONG_CONNECTION;
      return config.station().ssid === "" ? WRONG_SSID : OK;
    },
    scanCode: () => {
      if (!started) return NOT_STARTED;
      if (!stationIn(config.mode())) return WRONG_MODE;
      return station.connecting() ? WRONG_STATE : OK;
    },
    channel: () => {
      if (accessPoint.visible()) return accessPoint.channel();
      return station.channel() ?? 1;
    },
  };

  const radio: Radio = {
    apUp: accessPoint.up,
    apIp: accessPoint.ip,
    apNetmask: accessPoint.netmask,
    apSsid: () => config.accessPoint().ssid,
    apPassword: () => {
      const { auth, pwd } = config.accessPoint();
      return accessPoint.up() && auth !== OPEN ? pwd : undefined;
    },
    stationIp: () => station.address.lease()?.ip,
    stationNetmask: () => station.address.lease()?.netmask,
    stationGateway: () => station.address.lease()?.gw,
    join: accessPoint.join,
    hasGuest: accessPoint.hasGuest,
    lost: airtime.lost,
    loses: airtime.loses,
    hasInterface: (side) =>
      started && (side === "sta" ? stationIn(config.mode()) : accessPointIn(config.mode())),
    deliver: airtime.deliver,
    listen: (listener) => {
      stack = listener;
    },
  };
  return { driver, radio };
}
