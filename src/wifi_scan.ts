/**
 * The scan for networks in range: the only file that says `wifi.sta.scan`. Loaded for as long as one
 * goes on.
 */
import { guarded } from "./guard";
import { warning } from "./logger";
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

/** The driver may never say that a scan has ended. */
const SCAN_TIMEOUT_MS = 8000;
/** More would only cost memory. */
const MAX_NETWORKS = 64;
function isStronger(left: ScannedNetwork, right: ScannedNetwork): boolean {
  return left.rssiDbm > right.rssiDbm;
}

/** One entry for each name, its strongest; the nameless (hidden) left out. */
export function distinct(records: wifi.sta.ScanRecord[]): ScannedNetwork[] {
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

/** All that the scan heard, an entry for each access point; nothing when it failed. */
export type OnRecords = (records: wifi.sta.ScanRecord[] | undefined) => void;

/** Listens on all channels for about two seconds; the station has to be started. */
export function scanRecords(onScanned: OnRecords): void {
  let timer: Timer | undefined;
  let done = false;
  const finish = (records: wifi.sta.ScanRecord[] | undefined) => {
    if (done) return;
    done = true;
    timer?.stop();
    onScanned(records);
  };
  timer = after(SCAN_TIMEOUT_MS, () => finish(undefined));
  // An empty air is an error for this firmware.
  const onEnd = (_: string | undefined, records: wifi.sta.ScanRecord[] | undefined) =>
    finish(records ?? []);
  const [ok, problem] = pcall(() => wifi.sta.scan({}, guarded("scan", onEnd) as wifi.sta.OnScan));
  if (!ok) {
    warning("scan", "%s", tostring(problem));
    finish(undefined);
  }
}

/** The same, with one entry for each name. */
export function scan(onScanned: OnScanned): void {
  scanRecords((records) => onScanned(records === undefined ? undefined : distinct(records)));
}
