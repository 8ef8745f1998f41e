/**
 * The setup portal: where it begins. What stays while it is open: portal_session, portal_api and the
 * servers. Loaded only when it is needed, and released afterwards.
 */
import "./dns_responder";
import "./http_server";
import * as onDemand from "./on_demand";
import { OnEnd, Phase, Portal, PortalOptions, tick } from "./portal_session";
import { every } from "./timer";
import "./wifi_station";

export type { PortalOptions } from "./portal_session";

const TICK_MS = 1000;

/**
 * Opens the portal.
 *
 * @param onEnd called once when all of it is gone: with the joined network, or the reason why not
 */
export function open(options: PortalOptions, onEnd: OnEnd): void {
  const portal: Portal = {
    options,
    onEnd,
    ticker: undefined,
    phase: Phase.Opening,
    phaseAt: 0,
    start: 0,
    http: undefined,
    dns: undefined,
    clientCount: undefined,
    ownHosts: {},
    api: undefined,
    redirect: undefined,
    page: undefined,
    networks: "",
    listAnswer: undefined,
    seal: undefined,
    guard: undefined,
    guardedAt: 0,
    attempt: undefined,
    scanWaiters: undefined,
    scannedAt: undefined,
    secondsUnused: 0,
    secondsSinceRetry: 0,
    heldUntil: 0,
    endAt: 0,
    info: undefined,
    reason: undefined,
    status: { state: "idle" },
    statusAnswer: undefined,
    seconds: 0,
    heardAt: 0,
    stateAt: 0,
  };
  portal.ticker = every(TICK_MS, () => tick(portal));
  onDemand.require("portal_phases", "begin", portal);
  // This was all: what stays is in portal_session.
  luaPackage.loaded.portal = undefined;
}
