/**
 * The device's own access point, and the scan that goes before it: the only file that says
 * `wifi.ap` and `wifi.sta.scan`. Station and access point share one radio and one channel.
 */
import { guarded } from "./guard";
import { warning } from "./logger";
import type { ApSecurity } from "./options";
import { after, Timer } from "./timer";

/** A network in range: the strongest access point of its name. */
export interface ScannedNetwork {
  /** 1 to 32 bytes of any kind. */
  readonly ssid: string;
  readonly rssiDbm: number;
  /** One of wifi.AUTH_*. */
  readonly auth: number;
  readonly channel: number;
}

/** What the scan found, strongest first; nothing when it failed. */
export type OnScanned = (networks: ScannedNetwork[] | undefined) => void;

export interface AccessPointOptions {
  /** 1 to 32 bytes. */
  readonly ssid: string;
  /** 8 to 63 characters; nothing for an open one. */
  readonly password: string | undefined;
  /** How the password is asked for. */
  readonly security: ApSecurity;
  /** 1 to 13. */
  readonly channel: number;
  readonly ip: string;
}

/** The driver may never say that a scan has ended. */
const SCAN_TIMEOUT_MS = 8000;
/** More would only cost memory. */
const MAX_NETWORKS = 64;
/** As many as the firmware's DHCP server remembers. */
const MAX_CLIENTS = 8;

function isStronger(left: ScannedNetwork, right: ScannedNetwork): boolean {
  return left.rssiDbm > right.rssiDbm;
}

/** One entry for each name, its strongest; the nameless (hidden) left out. */
function distinct(records: wifi.sta.ScanRecord[]): ScannedNetwork[] {
  const strongest: Record<string, ScannedNetwork> = {};
  for (const { ssid, rssi, auth, channel } of records) {
    const rival = strongest[ssid];
    if (ssid !== "" && (rival === undefined || rssi > rival.rssiDbm)) {
      strongest[ssid] = { ssid, rssiDbm: rssi, auth, channel };
    }
  }
  const networks: ScannedNetwork[] = [];
  for (const [, network] of pairs(strongest)) networks.push(network);
  table.sort(networks, isStronger);
  for (const _ of $range(MAX_NETWORKS + 1, networks.length)) networks.pop();
  return networks;
}

/** Listens on all channels for about two seconds; the station has to be started. */
export function scan(onScanned: OnScanned): void {
  let timer: Timer | undefined;
  let done = false;
  const finish = (networks: ScannedNetwork[] | undefined) => {
    if (done) return;
    done = true;
    timer?.stop();
    onScanned(networks);
  };
  timer = after(SCAN_TIMEOUT_MS, () => finish(undefined));
  // An empty air is an error for this firmware.
  const onEnd = (_: string | undefined, records: wifi.sta.ScanRecord[] | undefined) =>
    finish(distinct(records ?? []));
  const [ok, problem] = pcall(() => wifi.sta.scan({}, guarded("scan", onEnd) as wifi.sta.OnScan));
  if (!ok) {
    warning("scan", "%s", tostring(problem));
    finish(undefined);
  }
}

/** Switches the radio off; the station's link ends too. */
export function stopRadio(): void {
  pcall(() => wifi.stop());
}

function authOf(options: AccessPointOptions): 0 | 3 | 6 | 7 {
  if (options.password === undefined) return wifi.AUTH_OPEN;
  if (options.security === "wpa3") return wifi.AUTH_WPA3_PSK;
  return options.security === "wpa2" ? wifi.AUTH_WPA2_PSK : wifi.AUTH_WPA2_WPA3_PSK;
}

function configure(options: AccessPointOptions, auth: 0 | 3 | 6 | 7): void {
  wifi.ap.config(
    {
      ssid: options.ssid,
      pwd: options.password ?? "",
      auth,
      channel: options.channel,
      max: MAX_CLIENTS,
    },
    false,
  );
}

/** Who joined the access point and has not left. */
let clients = 0;

export function clientCount(): number {
  return clients;
}

function countClients(): void {
  clients = 0;
  const onJoined = () => {
    clients += 1;
  };
  const onLeft = () => {
    clients = Math.max(0, clients - 1);
  };
  wifi.ap.on("sta_connected", guarded("portal", onJoined));
  wifi.ap.on("sta_disconnected", guarded("portal", onLeft));
}

/**
 * Opens the access point, with the station beside it. The radio has to be off, so that nobody ever
 * sees the access point under another name.
 *
 * @returns the driver's words when it refuses
 */
export function open(options: AccessPointOptions): string | undefined {
  const auth = authOf(options);
  const [ok, problem] = pcall(() => {
    countClients();
    wifi.mode(wifi.STATIONAP, false);
    const [taken, refusal] = pcall(() => configure(options, auth));
    if (!taken) {
      // A driver that was built without WPA3; the other password guard it always has.
      if (auth === wifi.AUTH_OPEN || auth === wifi.AUTH_WPA2_PSK) error(refusal, 0);
      warning("portal", "%s; the access point takes wpa2", tostring(refusal));
      configure(options, wifi.AUTH_WPA2_PSK);
    }
    // Without the own address as gateway, DHCP names no router, and Linux does not look for a portal.
    wifi.ap.setip({ ip: options.ip, gateway: options.ip, netmask: "255.255.255.0" });
    wifi.start();
  });
  return ok ? undefined : tostring(problem);
}

/** Takes the access point away and leaves the station as it is. */
export function close(): void {
  wifi.ap.on("sta_connected", undefined);
  wifi.ap.on("sta_disconnected", undefined);
  const [ok, problem] = pcall(() => wifi.mode(wifi.STATION, false));
  if (!ok) warning("portal", "%s", tostring(problem));
}
