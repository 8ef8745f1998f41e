// A device with saved networks and a mesh in the air, for the tests of the Advanced view.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach } from "node:test";
import { SimulatedDevice } from "./simulated_device.mjs";

export const MESH = { ssid: "Harbour Street 12", password: "correct horse" };
export const BSSIDS = ["02:00:00:00:01:01", "02:0a:00:00:01:0c"];
const CAFE = { ssid: "Café Zimt ☕", password: "espresso" };
const NETWORKS = [
  { ...MESH, channel: 1, rssi: -48, bssid: BSSIDS[0] },
  { ...MESH, channel: 11, rssi: -71, bssid: BSSIDS[1] },
  { ...CAFE, channel: 6, rssi: -63, bssid: "02:00:00:00:02:01" },
];

export function hex(text) {
  return Buffer.from(text).toString("hex");
}

/** Two that were joined before, the second without luck the last time. */
export const SAVED = `${[
  `${hex(CAFE.ssid)} :${hex(CAFE.password)} - - 3 0 - - - - - -`,
  `${hex("Work")} :${hex("nine to five")} - - 1 2 wrong-password - - - - -`,
].join("\n")}\nend\n`;
export const SECRETS = [CAFE.password, "nine to five"];

/** @returns starts a device in setup; `saved` is its file of networks, `settings` the text of settings.lua */
export function useDevice() {
  let device;
  afterEach(() => device?.remove());
  return async ({ settings = "return {}", saved } = {}) => {
    device = new SimulatedDevice({ networks: NETWORKS, moveLossMs: 200 }, { settings });
    mkdirSync(device.flash, { recursive: true });
    if (saved) writeFileSync(join(device.flash, "networks.saved"), saved);
    await device.start();
    await device.event("ap_start");
    return device;
  };
}
