/**
 * How the device's own access point is opened. Loaded for that moment only, by wifi_access_point.
 * Station and access point share one radio and one channel.
 */
import { warning } from "./logger";
import type { ApSecurity } from "./options";

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

/** As many as the firmware's DHCP server remembers. */
const MAX_CLIENTS = 8;

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

/**
 * Opens it, with the station beside it. Raises the driver's words when it refuses.
 */
export function open(options: AccessPointOptions): void {
  const auth = authOf(options);
  wifi.mode(wifi.STATIONAP, false);
  const [taken, refusal] = pcall(configure, options, auth);
  if (!taken) {
    // A driver that was built without WPA3; the other password guard it always has.
    if (auth === wifi.AUTH_OPEN || auth === wifi.AUTH_WPA2_PSK) error(refusal, 0);
    warning("portal", "%s; the access point takes wpa2", tostring(refusal));
    configure(options, wifi.AUTH_WPA2_PSK);
  }
  // Without the own address as gateway, DHCP names no router, and Linux does not look for a portal.
  wifi.ap.setip({ ip: options.ip, gateway: options.ip, netmask: "255.255.255.0" });
  wifi.start();
}
