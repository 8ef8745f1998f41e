/** Which network of the air a station's configuration means, and how it ends. IDF's WiFi guide. */
import { OPEN, WEP, WPA2_ENTERPRISE, WPA3_PSK, WPA2_WPA3_PSK } from "./authentication";
import type { AirNetwork } from "./contract";
import { REASON_AUTHENTICATION_FAILED, REASON_FOUR_WAY_TIMEOUT } from "./wifi_codes";
import type { StationConfig } from "./wifi_config";

const HEX_KEY_BYTES = 64;

function matches(network: AirNetwork, config: StationConfig): boolean {
  if (network.ssid !== config.ssid) return false;
  if (config.bssid !== "" && network.bssid !== config.bssid) return false;
  if (network.rssiDbm < config.thresholdRssi) return false;
  // The driver passes by what it can't authenticate with, and says that nothing was found.
  if (network.auth === WPA2_ENTERPRISE || network.auth < config.thresholdAuth) return false;
  return network.auth === OPEN || config.pwd !== "";
}

function isBetter(network: AirNetwork, than: AirNetwork, config: StationConfig): boolean {
  if (config.sortBy === "authmode" && network.auth !== than.auth) return network.auth > than.auth;
  return network.rssiDbm > than.rssiDbm;
}

export function chooseNetwork(
  networks: readonly AirNetwork[],
  config: StationConfig,
): AirNetwork | undefined {
  let best: AirNetwork | undefined;
  for (const network of networks) {
    if (matches(network, config) && (best === undefined || isBetter(network, best, config))) {
      best = network;
    }
  }
  return best;
}

function isRightPassword(network: AirNetwork, password: string): boolean {
  if (network.auth === OPEN) return true;
  // Of a network whose password the air file does not tell, none is right.
  if (network.password === "") return false;
  if (password === network.password) return true;
  const hexKey = password.length === HEX_KEY_BYTES || network.auth === WEP;
  return hexKey && string.lower(password) === string.lower(network.password);
}

/** Why the network turns this password down, or undefined. */
export function passwordRefusal(network: AirNetwork, password: string): number | undefined {
  if (isRightPassword(network, password)) return undefined;
  const early = network.auth === WEP || network.auth === WPA3_PSK || network.auth === WPA2_WPA3_PSK;
  return early ? REASON_AUTHENTICATION_FAILED : REASON_FOUR_WAY_TIMEOUT;
}
