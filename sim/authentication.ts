/** wifi.AUTH_* numbers and the air file's words for them. */

export const OPEN = 0;
export const WEP = 1;
export const WPA_PSK = 2;
export const WPA2_PSK = 3;
export const WPA_WPA2_PSK = 4;
export const WPA2_ENTERPRISE = 5;
export const WPA3_PSK = 6;
export const WPA2_WPA3_PSK = 7;
export const WAPI_PSK = 8;

const words = ["open", "wep", "wpa", "wpa2", "wpa_wpa2", "enterprise", "wpa3", "wpa2_wpa3", "wapi"];

export function authenticationWord(auth: number): string {
  return words[auth] ?? "unknown";
}

/** The number of a word that may stand in the air file. */
export function authenticationOf(word: string): number | undefined {
  for (const auth of $range(OPEN, WPA2_WPA3_PSK)) {
    if (words[auth] === word) return auth;
  }
  return undefined;
}
