/** wifi.ap as the program sees it. Source: CM/wifi_ap.c. */
import { OPEN, WAPI_PSK, WEP, WPA2_ENTERPRISE, WPA2_PSK } from "./authentication";
import type { Chip } from "./contract";
import { parseIp } from "./ip_address";
import { FIELD } from "./arguments";
import {
  argumentsOf,
  checkString,
  checkTable,
  cutString,
  optionalBoolean,
  optionalInteger,
  optionalString,
} from "./lua_arguments";
import { INVALID_ARGUMENT, OK, WRONG_MODE, WRONG_PASSWORD, WRONG_SSID } from "./wifi_codes";
import type { AccessPointConfig } from "./wifi_config";
import type { Driver } from "./wifi_radio";
import { checkAddress, checkHostName, failWith } from "./wifi_sta";

const MAX_SSID_BYTES = 32;
const MAX_PASSWORD_BYTES = 64;
const MIN_PASSWORD_BYTES = 8;
const DEFAULT_CHANNEL = 11;
const DEFAULT_MAX_CLIENTS = 4;
/** On the ESP32; a higher number counts as this one. */
const MAX_CLIENTS = 15;
const DEFAULT_BEACON = 100;

function readConfig(chip: Chip, fields: Record<string, unknown>): AccessPointConfig {
  const to = argumentsOf(chip)("config");
  const ssid = string.sub(checkString(to, FIELD, fields["ssid"]), 1, MAX_SSID_BYTES);
  const pwd = cutString(optionalString(to, FIELD, fields["pwd"], ""), MAX_PASSWORD_BYTES);
  const auth = optionalInteger(to, FIELD, fields["auth"], WPA2_PSK);
  if (auth < OPEN || auth > WAPI_PSK) {
    chip.raise(`unknown auth mode ${string.format("%d", auth)}`);
  }
  return {
    ssid,
    pwd,
    auth,
    channel: optionalInteger(to, FIELD, fields["channel"], DEFAULT_CHANNEL),
    hidden: optionalBoolean(fields["hidden"], false),
    max: Math.min(MAX_CLIENTS, optionalInteger(to, FIELD, fields["max"], DEFAULT_MAX_CLIENTS)),
    beacon: optionalInteger(to, FIELD, fields["beacon"], DEFAULT_BEACON),
  };
}

/** The driver's answer, as IDF documents it. */
function codeFor(driver: Driver, { ssid, pwd, auth }: AccessPointConfig): number {
  if (!driver.hasAccessPoint()) return WRONG_MODE;
  if (ssid === "") return WRONG_SSID;
  if (auth === WEP || auth === WPA2_ENTERPRISE || auth === WAPI_PSK) return INVALID_ARGUMENT;
  return auth !== OPEN && pwd.length < MIN_PASSWORD_BYTES ? WRONG_PASSWORD : OK;
}

export function createAccessPointModule(chip: Chip, driver: Driver): typeof wifi.ap {
  const { config, accessPoint } = driver;
  const to = argumentsOf(chip);
  return {
    on: driver.accessPointCallbacks.on,
    config: (fields, save) => {
      const table = checkTable(to("config"), 1, fields);
      const wanted = readConfig(chip, table);
      config.setStorage(optionalBoolean(save, false));
      failWith(chip, "failed to set wifi config", codeFor(driver, wanted));
      config.setAccessPoint(wanted);
      accessPoint.reconfigure(driver.station.channel());
    },
    setip: (fields) => {
      const table = checkTable(to("setip"), 1, fields);
      const ip = checkAddress(chip, table["ip"], "Could not parse IP address, aborting");
      const gateway = table["gateway"];
      const gw = checkAddress(chip, gateway, "Could not parse Gateway address, aborting");
      const netmask = checkAddress(chip, table["netmask"], "Could not parse Netmask, aborting");
      accessPoint.stopDhcpServer();
      accessPoint.setIp(ip, netmask, gw);
      // Stored and never offered. A bad one raises with the DHCP server stopped.
      const dns = optionalString(to("setip"), FIELD, table["dns"], "");
      if (dns !== "" && parseIp(dns) === undefined) chip.raise("Could not parse Dns, aborting");
      accessPoint.startDhcpServer();
    },
    sethostname: (name) => checkHostName(chip, name),
    getmac: () => driver.accessPointMac,
  };
}
