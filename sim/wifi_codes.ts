/** esp_err_t and wifi_err_reason_t of ESP-IDF 5.1.3, as they show in messages and events. */

export const OK = 0;
export const INVALID_ARGUMENT = 258;
export const NOT_STARTED = 12290;
export const WRONG_MODE = 12293;
export const WRONG_STATE = 12294;
export const WRONG_CONNECTION = 12295;
export const WRONG_SSID = 12298;
export const WRONG_PASSWORD = 12299;
export const NETIF_INVALID_PARAMETERS = 20481;

/** ASSOC_TOOMANY: the access point has no room. */
export const REASON_TOO_MANY = 5;
export const REASON_OWN_WISH = 8;
export const REASON_FOUR_WAY_TIMEOUT = 15;
export const REASON_BEACON_TIMEOUT = 200;
export const REASON_NOT_FOUND = 201;
export const REASON_AUTHENTICATION_FAILED = 202;

export const MODE_NULL = 0;
export const MODE_STATION = 1;
export const MODE_ACCESS_POINT = 2;
export const MODE_BOTH = 3;
