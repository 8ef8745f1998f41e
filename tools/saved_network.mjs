/**
 * The driver's store of a simulated device that has joined a network before, as the file `.nvs` of
 * its flash folder. Its format is that of sim/wifi_config.ts; fields that are left out get defaults.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const STORE = ".nvs";

function encode(fields) {
  return Object.entries(fields)
    .map(([name, text]) => `${name}=s:${Buffer.from(text, "utf8").toString("hex")}`)
    .sort()
    .join("\n");
}

/** Lets the device whose flash is `folder` start with this network saved. */
export function saveNetwork(folder, { ssid, password }) {
  const store = { sta: encode({ ssid, pwd: password }) };
  writeFileSync(join(folder, STORE), JSON.stringify(store), { mode: 0o600 });
}

/** The name of the network that the device whose flash is `folder` has saved, if any. */
export function savedSsid(folder) {
  try {
    const { sta } = JSON.parse(readFileSync(join(folder, STORE), "utf8"));
    const [, hex] = /^ssid=s:([0-9a-f]+)$/m.exec(sta) ?? [];
    return hex && Buffer.from(hex, "hex").toString("utf8");
  } catch {
    return undefined;
  }
}
