/**
 * The device's own access point, and the scan that goes before it. What opens it and what scans is
 * loaded for that moment only: with the portal idle none of it takes memory.
 */
import type { AccessPointOptions } from "./access_point_opening";
import { guarded } from "./guard";
import { warning } from "./logger";
import type { OnScanned } from "./wifi_scan";

export type { AccessPointOptions } from "./access_point_opening";
export type { OnScanned, ScannedNetwork } from "./wifi_scan";

/** Listens on all channels for about two seconds; the station has to be started. */
export function scan(onScanned: OnScanned): void {
  const [ok, scanner] = pcall(() => require("./wifi_scan") as typeof import("./wifi_scan"));
  luaPackage.loaded.wifi_scan = undefined;
  if (ok) {
    scanner.scan(onScanned);
  } else {
    warning("scan", "%s", tostring(scanner));
    onScanned(undefined);
  }
}

/** Switches the radio off; the station's link ends too. */
export function stopRadio(): void {
  pcall(wifi.stop);
}

/** Who joined the access point and has not left. */
let clients = 0;

export function clientCount(): number {
  return clients;
}

function onClient(event: string): void {
  clients = event === "sta_connected" ? clients + 1 : Math.max(0, clients - 1);
}

function setHandler(handler: ((event: string) => void) | undefined): void {
  wifi.ap.on("sta_connected", handler);
  wifi.ap.on("sta_disconnected", handler);
}

/**
 * Opens the access point, with the station beside it. The radio has to be off, so that nobody ever
 * sees the access point under another name.
 *
 * @returns the driver's words when it refuses
 */
export function open(options: AccessPointOptions): string | undefined {
  clients = 0;
  setHandler(guarded("portal", onClient));
  const [ok, problem] = pcall(() => {
    const opening = require("./access_point_opening") as typeof import("./access_point_opening");
    opening.open(options);
  });
  luaPackage.loaded.access_point_opening = undefined;
  return ok ? undefined : tostring(problem);
}

/** Takes the access point away and leaves the station as it is. */
export function close(): void {
  setHandler(undefined);
  const [ok, problem] = pcall(wifi.mode, wifi.STATION, false);
  if (!ok) warning("portal", "%s", tostring(problem));
}
