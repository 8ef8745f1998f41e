/** How the portal closes: until nothing of it is left, on the air and on its ports. */
import { isFree } from "./http_port";
import { info as logInfo, warning } from "./logger";
import { finish } from "./portal_phases";
import { HttpPort, Portal } from "./portal_session";
import { after } from "./timer";
import { close as closeAccessPoint, stopRadio } from "./wifi_access_point";

/** Goes on when a plain server could listen on the port: closed ones linger until collected. */
function whenPortIsFree(portal: Portal, retries: number): void {
  collectgarbage();
  const free = isFree(HttpPort.Number);
  collectgarbage();
  if (free || retries <= 0) {
    if (!free) warning("portal", "port %d is still taken", HttpPort.Number);
    finish(portal);
  } else {
    after(HttpPort.RetryMs, () => whenPortIsFree(portal, retries - 1));
  }
}

/** Nothing of the secret key is left. */
function wipeSeal(portal: Portal): void {
  if (portal.seal === undefined) return;
  const seals = require("./portal_seal") as typeof import("./portal_seal");
  seals.wipe(portal.seal);
  portal.seal = undefined;
}

/** Ends what is still going on, and takes the access point away. */
export function close(portal: Portal): void {
  portal.attempt?.cancel();
  portal.attempt = portal.scanWaiters = undefined;
  portal.improv?.();
  portal.improv = undefined;
  wipeSeal(portal);
  if (portal.info !== undefined) closeAccessPoint();
  else stopRadio();
  logInfo("portal", "closed");
  if (portal.reason === "port-taken") finish(portal);
  else after(HttpPort.RetryMs, () => whenPortIsFree(portal, HttpPort.MaxRetries));
}
