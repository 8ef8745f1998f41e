/** What retries when nobody uses the portal, where further networks are saved. Loaded for one round. */
import { connectionInfo } from "./join";
import { end } from "./portal_phases";
import { endScan } from "./portal_scan";
import type { Portal } from "./portal_session";
import { joinInRange } from "./saved_join";
import type { Network } from "./wifi_station";

/** Tries all that are in range. Who asks for a scan or to join meanwhile waits for the end of ours. */
export function retryAll(portal: Portal, newest: Network): void {
  const { options } = portal;
  portal.scanWaiters = [];
  portal.attempt = joinInRange(
    newest,
    options.connectTimeoutMs,
    false,
    () => endScan(portal, undefined),
    (network, address) => {
      portal.attempt = undefined;
      portal.heardAt = portal.seconds;
      if (network === undefined || address === undefined) return;
      options.onOnline();
      end(portal, connectionInfo(network.ssid, address), undefined);
    },
  );
}
