/** Where a device is: what a user types, as a URL. Pure. */

export const DEFAULT_DEVICE = "http://192.168.4.1/";

/**
 * @param {string} text `192.168.4.1`, `127.0.0.1:8080`, `lamp.local`, or the same with `http://`
 * @returns {string | undefined} such as `http://192.168.4.1/`; nothing for what is no such address
 */
export function deviceUrl(text) {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (/\s/.test(whole) || !URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  const hasMore = url.username || url.password || url.search || url.hash || url.pathname !== "/";
  return url.protocol === "http:" && !hasMore ? url.href : undefined;
}
