/** wifi.sta as the program sees it. Source: CM/wifi_sta.c. */
import type { Chip } from "./contract";
import { parseIp } from "./ip_address";
import { FIELD } from "./arguments";
import {
  argumentsOf,
  checkNumber,
  checkOption,
  checkString,
  checkTable,
  cutString,
  optionalBoolean,
  optionalInteger,
  optionalString,
  type Arguments,
} from "./lua_arguments";
import {
  INVALID_ARGUMENT,
  NETIF_INVALID_PARAMETERS,
  NOT_STARTED,
  OK,
  WRONG_MODE,
  WRONG_STATE,
} from "./wifi_codes";
import type { StationConfig } from "./wifi_config";
import type { Driver } from "./wifi_radio";

const MAX_SSID_BYTES = 32;
const MAX_PASSWORD_BYTES = 64;
const MAX_HOST_NAME_BYTES = 32;
const MIN_POWER_QUARTER_DBM = 8;
const MAX_POWER_QUARTER_DBM = 84;
const PMF_AVAILABLE = 1;
const PMF_REQUIRED = 2;

const scanMethods = ["fast", "all"] as const;
const sortMethods = ["rssi", "authmode"] as const;
const powerSaveModes = ["none", "min", "max"] as const;

export function failWith(chip: Chip, text: string, code: number): void {
  if (code !== OK) chip.raise(`${text}, code ${string.format("%d", code)}`);
}

/** sscanf's "%hhx" with the separators ":", "-" and space; without any it can't match. */
function parseBssid(text: string): string | undefined {
  for (const separator of [":", "%-", " +"]) {
    const group = "(%x%x?)";
    const pattern = `^%s*${string.rep(`${group}${separator}`, 5)}${group}`;
    const [a, b, c, d, e, f] = string.match(text, pattern);
    if (f !== undefined) {
      const bytes: string[] = [];
      for (const digits of [a!, b!, c!, d!, e!, f]) {
        bytes.push(string.format("%02x", tonumber(digits, 16)!));
      }
      return table.concat(bytes, ":");
    }
  }
  return undefined;
}

/** luaL_totoggle. */
function toToggle(chip: Chip, value: unknown): boolean {
  if (value === undefined || value === false || value === 0) return false;
  if (value === true || value === 1) return true;
  return chip.raise("unexpected toggle value");
}

function optionalWhole(to: Arguments, value: unknown): number {
  return optionalInteger(to, FIELD, value, 0);
}

function readConfig(chip: Chip, fields: Record<string, unknown>): StationConfig {
  const to = argumentsOf(chip)("config");
  const ssid = cutString(checkString(to, FIELD, fields["ssid"]), MAX_SSID_BYTES);
  const pwd = cutString(optionalString(to, FIELD, fields["pwd"], ""), MAX_PASSWORD_BYTES);
  let bssid = "";
  if (fields["bssid"] !== undefined) {
    const text = checkString(to, FIELD, fields["bssid"]);
    bssid = parseBssid(text) ?? chip.raise(`invalid BSSID: ${text}`);
  }
  const pmf = optionalWhole(to, fields["pmf"]) === PMF_REQUIRED ? PMF_REQUIRED : PMF_AVAILABLE;
  const channel = optionalWhole(to, fields["channel"]) % 256;
  const method = fields["scan_method"];
  const scanMethod = method === undefined ? "fast" : checkOption(to, FIELD, method, scanMethods);
  const listenInterval = optionalWhole(to, fields["listen_interval"]);
  const sort = fields["sort_by"];
  const sortBy = sort === undefined ? "rssi" : checkOption(to, FIELD, sort, sortMethods);
  return {
    ssid,
    pwd,
    bssid,
    pmf,
    channel,
    scanMethod,
    listenInterval,
    sortBy,
    thresholdRssi: optionalWhole(to, fields["threshold_rssi"]),
    thresholdAuth: optionalWhole(to, fields["threshold_authmode"]),
    rm: toToggle(chip, fields["rm"]),
    btm: toToggle(chip, fields["btm"]),
    mbo: toToggle(chip, fields["mbo"]),
    saePwe: optionalWhole(to, fields["sae_pwe"]),
  };
}

export function checkHostName(chip: Chip, name: unknown): true {
  const text = checkString(argumentsOf(chip)("sethostname"), 1, name);
  if (text.length > MAX_HOST_NAME_BYTES) {
    failWith(chip, "failed to set hostname", NETIF_INVALID_PARAMETERS);
  }
  return true;
}

/** A field of setip; `problem` is the firmware's whole sentence. */
export function checkAddress(chip: Chip, value: unknown, problem: string): string {
  const text = checkString(argumentsOf(chip)("setip"), FIELD, value);
  if (parseIp(text) === undefined) chip.raise(problem);
  return text;
}

export function createStationModule(chip: Chip, driver: Driver): typeof wifi.sta {
  let powerSave: (typeof powerSaveModes)[number] = "min";
  const { config, station } = driver;
  const to = argumentsOf(chip);

  function configCode(): number {
    if (!driver.hasStation()) return WRONG_MODE;
    return station.connecting() ? WRONG_STATE : OK;
  }

  function getConfig(): wifi.sta.CurrentConfig {
    const held = config.station();
    const shown: wifi.sta.CurrentConfig = {
      ssid: held.ssid,
      pwd: held.pwd,
      pmf: held.pmf,
      channel: held.channel,
      scan_method: held.scanMethod as "fast" | "all",
      listen_interval: held.listenInterval,
      sort_by: held.sortBy as "rssi" | "authmode",
      threshold_rssi: held.thresholdRssi,
      threshold_authmode: held.thresholdAuth,
      rm: held.rm,
      btm: held.btm,
      mbo: held.mbo,
      sae_pwe: held.saePwe,
    };
    if (held.bssid !== "") shown.bssid = held.bssid;
    return shown;
  }

  return {
    PMF_AVAILABLE,
    PMF_REQUIRED,
    on: driver.stationCallbacks.on,
    config: (fields, save) => {
      const table = checkTable(to("config"), 1, fields);
      const wanted = readConfig(chip, table);
      config.setStorage(optionalBoolean(save, false));
      failWith(chip, "failed to set wifi config", configCode());
      config.setStation(wanted);
    },
    getconfig: getConfig,
    connect: () => {
      failWith(chip, "connect failed", driver.connectCode());
      driver.scanner.breakOff();
      station.connect();
    },
    disconnect: () => {
      const code = driver.started() ? OK : NOT_STARTED;
      failWith(chip, "disconnect failed", driver.hasStation() ? code : WRONG_MODE);
      station.disconnect();
    },
    getmac: () => chip.mac,
    setip: (fields) => {
      const table = checkTable(to("setip"), 1, fields);
      const ip = checkAddress(chip, table["ip"], "Could not parse IP address, aborting");
      const netmask = checkAddress(chip, table["netmask"], "Could not parse Netmask, aborting");
      const gateway = table["gateway"];
      const gw = checkAddress(chip, gateway, "Could not parse Gateway address, aborting");
      const dns = checkAddress(chip, table["dns"] ?? gw, "Could not parse DNS address, aborting");
      station.address.setStatic({ ip, netmask, gw, dns });
    },
    sethostname: (name) => checkHostName(chip, name),
    settxpower: (dBm) => {
      const power = Math.floor(checkNumber(to("settxpower"), 1, dBm) * 4 + 0.5);
      const possible = power >= MIN_POWER_QUARTER_DBM && power <= MAX_POWER_QUARTER_DBM;
      const code = possible ? OK : INVALID_ARGUMENT;
      failWith(chip, "failed to set transmit power", driver.started() ? code : NOT_STARTED);
      return true;
    },
    powersave: (mode) => {
      powerSave = checkOption(to("powersave"), 1, mode, powerSaveModes);
    },
    getpowersave: () => powerSave,
    scan: (options, callback) => driver.scanner.scan(options, callback, driver.scanCode),
  };
}
