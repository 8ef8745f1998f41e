/** The setup closes when nobody uses it; the device works without WiFi and offers it again later. */
import { after } from "timer";
import { connectOrSetup } from "wifi_setup";

/** Both short for this example: ten minutes and an hour are more like it. */
const IDLE_MS = 15000;
const PAUSE_MS = 30000;

function offer(): void {
  connectOrSetup({ id: "thermostat", idleTimeoutMs: IDLE_MS }, (info, reason) => {
    if (info !== undefined) {
      print(`online at ${info.ip}`);
    } else {
      print(`${reason}: heating without WiFi`);
      after(PAUSE_MS, offer);
    }
  });
}

offer();
