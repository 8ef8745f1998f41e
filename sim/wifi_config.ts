/**
 * The driver's configuration: what it holds in RAM, and its NVS namespace over restarts.
 * esp_wifi_set_storage is one switch for mode, station and access point together.
 */
import { OPEN, WPA2_PSK } from "./authentication";
import type { Chip } from "./contract";
import { writeOnce } from "./flash_writes";
import { MODE_STATION } from "./wifi_codes";

export interface StationConfig {
  ssid: string;
  pwd: string;
  /** "" when none was set. */
  bssid: string;
  pmf: number;
  channel: number;
  scanMethod: string;
  listenInterval: number;
  sortBy: string;
  thresholdRssi: number;
  thresholdAuth: number;
  rm: boolean;
  btm: boolean;
  mbo: boolean;
  saePwe: number;
}

export interface AccessPointConfig {
  ssid: string;
  pwd: string;
  auth: number;
  channel: number;
  hidden: boolean;
  max: number;
  beacon: number;
}

/** @noSelf */
export interface DriverConfig {
  mode(): number;
  station(): StationConfig;
  accessPoint(): AccessPointConfig;
  /** esp_wifi_set_storage: true keeps what is set from now on in flash. */
  setStorage(flash: boolean): void;
  setMode(mode: number): void;
  setStation(config: StationConfig): void;
  setAccessPoint(config: AccessPointConfig): void;
}

const MIN_WPA_PASSWORD_BYTES = 8;
const DEFAULT_LISTEN_INTERVAL = 3;
const WEAKEST_RSSI_DBM = -127;

const defaultStation: StationConfig = {
  ssid: "",
  pwd: "",
  bssid: "",
  pmf: 1,
  channel: 0,
  scanMethod: "fast",
  listenInterval: DEFAULT_LISTEN_INTERVAL,
  sortBy: "rssi",
  thresholdRssi: WEAKEST_RSSI_DBM,
  thresholdAuth: OPEN,
  rm: false,
  btm: false,
  mbo: false,
  saePwe: 0,
};

const defaultAccessPoint: AccessPointConfig = {
  ssid: "",
  pwd: "",
  auth: OPEN,
  channel: 1,
  hidden: false,
  max: 4,
  beacon: 100,
};

/** "name=s:hex" or n: or b: in each line, in order of names. */
function encode(config: object): string {
  const lines: string[] = [];
  for (const [name, value] of pairs(config as Record<string, string | number | boolean>)) {
    if (typeof value === "string") {
      const [hex] = string.gsub(value, ".", (byte) => string.format("%02x", string.byte(byte)));
      lines.push(`${name}=s:${hex}`);
    } else if (typeof value === "number") {
      lines.push(`${name}=n:${string.format("%d", value)}`);
    } else {
      lines.push(`${name}=b:${tostring(value)}`);
    }
  }
  table.sort(lines);
  return table.concat(lines, "\n");
}

function decodeValue(kind: string, text: string): string | number | boolean {
  if (kind === "n") return Math.floor(tonumber(text)!);
  if (kind === "b") return text === "true";
  const [bytes] = string.gsub(text, "%x%x", (pair) => string.char(tonumber(pair, 16)!));
  return bytes;
}

function decode<Config extends object>(text: string | undefined, defaults: Config): Config {
  const config: Record<string, unknown> = {};
  for (const [name, value] of pairs(defaults as Record<string, unknown>)) config[name] = value;
  for (const [name, kind, value] of string.gmatch(text ?? "", "(%a+)=([snb]):([^\n]*)")) {
    if (config[name!] !== undefined) config[name!] = decodeValue(kind!, value!);
  }
  return config as Config;
}

/** What the driver makes of zeros: IDF's documented defaults. */
function filledIn(config: StationConfig): StationConfig {
  if (config.listenInterval === 0) config.listenInterval = DEFAULT_LISTEN_INTERVAL;
  if (config.thresholdRssi === 0) config.thresholdRssi = WEAKEST_RSSI_DBM;
  if (config.thresholdAuth === OPEN && config.pwd.length >= MIN_WPA_PASSWORD_BYTES) {
    config.thresholdAuth = WPA2_PSK;
  }
  return config;
}

export function createDriverConfig(chip: Chip, accessPointMac: string): DriverConfig {
  const { store, trace } = chip.world;
  let inFlash = true;
  let mode = Math.floor(tonumber(store.get("mode") ?? "") ?? MODE_STATION);
  let station = decode(store.get("sta"), defaultStation);
  let accessPoint = decode(store.get("ap"), defaultAccessPoint);
  if (accessPoint.ssid === "") {
    const [tail] = string.gsub(string.sub(accessPointMac, 10), ":", "");
    accessPoint.ssid = `ESP_${string.upper(tail)}`;
  }

  return {
    mode: () => mode,
    station: () => station,
    accessPoint: () => accessPoint,
    setStorage: (flash) => {
      inFlash = flash;
    },
    setMode: (newMode) => {
      mode = newMode;
      if (inFlash) writeOnce(chip, () => store.set("mode", string.format("%d", newMode)));
    },
    setStation: (config) => {
      station = filledIn(config);
      const text = encode(station);
      if (!inFlash || store.get("sta") === text) return;
      const { ssid } = station;
      writeOnce(chip, () => {
        store.set("sta", text);
        trace.emit("sta_saved", { ssid });
      });
    },
    setAccessPoint: (config) => {
      accessPoint = config;
      if (inFlash) writeOnce(chip, () => store.set("ap", encode(config)));
    },
  };
}
