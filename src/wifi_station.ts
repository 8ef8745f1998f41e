/**
 * The station side of the radio: the only file that says `wifi.sta` to join networks and keep them.
 * It keeps no state but who listens. Scans and the access point: wifi_access_point.
 */
import { guarded } from "./guard";
import { warning } from "./logger";
import { after, Timer } from "./timer";

/** What a joined network gave us. */
export interface Address {
  /** The device's own, such as "192.168.1.50". */
  readonly ip: string;
  /** Such as "255.255.255.0". */
  readonly netmask: string;
  /** The router's. */
  readonly gw: string;
}

/** A network as the driver's store keeps it. */
export interface Network {
  /** 1 to 32 bytes. */
  readonly ssid: string;
  /** "" for an open network. */
  readonly password: string;
  /** Weakest wifi.AUTH_* to accept; nothing leaves the driver's default, WPA2 with a password. */
  readonly weakestAuth?: number | undefined;
  /** Where it was heard: spares a sweep over all channels. */
  readonly channel?: number | undefined;
  /** The one access point to take, "02:00:00:00:00:01"; nothing for any of that name. */
  readonly bssid?: string | undefined;
}

export type OnReady = () => void;
export type OnAssociated = () => void;
/** Hears the address that a network gave. */
export type OnAddress = (address: Address) => void;
/** Hears the driver's wifi_err_reason_t, 1 to 255. */
export type OnDisconnected = (reason: number) => void;

/** Who is told what happens on the air: one at a time. */
export interface Listener {
  readonly onStarted?: OnReady;
  readonly onAssociated?: OnAssociated;
  readonly onAddress?: OnAddress;
  readonly onDisconnected?: OnDisconnected;
}

/** The radio is on at the latest after so long. */
const START_MS = 1000;

type StationEvent = "start" | "connected" | "got_ip" | "disconnected";

/** The firmware keeps one callback for each event: ours replaces others. */
function hear(event: StationEvent, run: ((info: never) => void) | undefined): void {
  if (run === undefined) return;
  const onEvent = (_: string, info: unknown) => run(info as never);
  wifi.sta.on(event as "start", guarded("station", onEvent));
}

/** From now on this one is told what it has a function for, and nobody else is told that. */
export function listen(to: Listener): void {
  const { onAddress, onDisconnected } = to;
  hear("start", to.onStarted);
  hear("connected", to.onAssociated);
  if (onAddress !== undefined) {
    hear("got_ip", (info: Address) =>
      onAddress({ ip: info.ip, netmask: info.netmask, gw: info.gw }),
    );
  }
  if (onDisconnected !== undefined) {
    hear("disconnected", (info: { reason: number }) => onDisconnected(info.reason));
  }
}

/** Nobody is told of the link. */
export function dropLinkEvents(): void {
  wifi.sta.on("got_ip", undefined);
  wifi.sta.on("disconnected", undefined);
}

/** Lets others have the events, and the heap what listened to them. */
export function dropEvents(): void {
  wifi.sta.on("start", undefined);
  wifi.sta.on("connected", undefined);
  dropLinkEvents();
}

/** What a call that may raise left behind: nothing, or the driver's words. */
function problemOf(call: () => void): string | undefined {
  const [ok, problem] = pcall(call);
  return ok ? undefined : tostring(problem);
}

/**
 * Switches the radio on as a station, without an access point.
 *
 * @param hostName what the router is told, at most 32 bytes
 * @param onReady called once, when the station can scan and connect
 */
export function start(hostName: string, onReady: OnReady): void {
  let timer: Timer | undefined;
  const ready = () => {
    if (timer === undefined) return;
    timer.stop();
    timer = undefined;
    onReady();
  };
  wifi.mode(wifi.STATION, false);
  const problem = problemOf(() => {
    wifi.sta.sethostname(hostName);
  });
  if (problem !== undefined) warning("station", "%s", problem);
  dropEvents();
  listen({ onStarted: ready });
  // A radio that is on already says nothing.
  timer = after(START_MS, ready);
  wifi.start();
}

/** Makes the driver aim at this network until the next boot; returns its words when it refuses. */
export function aim(network: Network): string | undefined {
  return problemOf(() => configure(network, false));
}

/** Writes the network to the driver's store, where the next boot finds it. */
export function save(network: Network): string | undefined {
  return problemOf(() => configure(network, true));
}

function configure(network: Network, save: boolean): void {
  const config: wifi.sta.Config = { ssid: network.ssid, pwd: network.password };
  config.threshold_authmode = network.weakestAuth;
  config.bssid = network.bssid;
  if (save) {
    // Where one name has several access points, the next boot takes the strongest.
    config.scan_method = "all";
    config.sort_by = "rssi";
  } else {
    config.channel = network.channel;
  }
  wifi.sta.config(config, save);
}

/** Forgets the saved network. */
export function forget(): string | undefined {
  return problemOf(() => {
    if (wifi.getmode() !== wifi.STATION && wifi.getmode() !== wifi.STATIONAP) {
      wifi.mode(wifi.STATION, false);
    }
    wifi.sta.config({ ssid: "", pwd: "" }, true);
  });
}

/** The network that the driver aims at; right after boot: the saved one. Nothing when there is none. */
export function current(): Network | undefined {
  const [ok, config] = pcall(() => wifi.sta.getconfig());
  if (!ok || config.ssid === "") return undefined;
  const weakestAuth = config.threshold_authmode > 0 ? config.threshold_authmode : undefined;
  return { ssid: config.ssid, password: config.pwd, weakestAuth };
}

/** Begins one attempt to join; returns the driver's words when it refuses. */
export function connect(): string | undefined {
  return problemOf(() => wifi.sta.connect());
}

/** Ends the link or the attempt. "onDisconnected" with OWN_LEAVE may follow. */
export function leave(): void {
  problemOf(() => wifi.sta.disconnect());
}

/** "24:0a:c4:0a:1b:2c" */
export function macAddress(): string {
  return wifi.sta.getmac();
}
