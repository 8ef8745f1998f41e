/**
 * The text of a QR code that joins a WiFi network. Pure.
 * Format: Wi-Fi Alliance, WPA3 specification, section 7 (URI format), as phones' cameras read it.
 */

/** What has a meaning in the format gets a backslash. */
function escape(text) {
  return text.replace(/[\\;,":]/g, "\\$&");
}

/** A text of hexadecimal digits alone would be taken for bytes: quotes say that it is text. */
function field(text) {
  return /^([0-9a-f]{2})+$/i.test(text) ? `"${text}"` : escape(text);
}

/**
 * @param {string} ssid 1 to 32 bytes in UTF-8
 * @param {string | undefined} password 8 to 63 characters; nothing for an open network
 * @returns {string} `WIFI:T:WPA;S:lamp;P:sesame open;;`
 */
export function wifiUri(ssid, password) {
  const type = password === undefined ? "nopass" : "WPA";
  const secret = password === undefined ? "" : `P:${field(password)};`;
  return `WIFI:T:${type};S:${field(ssid)};${secret};`;
}
