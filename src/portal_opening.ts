/**
 * How the portal opens: a scan, the servers, and the access point at last. Loaded for that alone; what
 * stays of it is the little that the servers call.
 */
import { start as startDns } from "./dns_responder";
import { attempt } from "./guard";
import { start as startHttp } from "./http_server";
import * as lean from "./lean";
import { info as logInfo, warning } from "./logger";
import { packNetworks } from "./network_list_codec";
import * as onDemand from "./on_demand";
import { end, enter } from "./portal_phases";
import { apiOf, HttpPort, Phase, Portal, rest } from "./portal_session";
import { IDLE } from "./portal_state";
import { after } from "./timer";
import { clientCount, open as openAccessPoint, scan, stopRadio } from "./wifi_access_point";
import type { ScannedNetwork } from "./wifi_access_point";
import { dropEvents, Network, start as startStation } from "./wifi_station";

/** Loaded where the board has one. */
type Led = typeof import("./status_led");

const enum DnsPort {
  Number = 53,
}

const MAX_HEAD_BYTES = 4096;
const MAX_BODY_BYTES = 2048;
/** A form with fields of the application, at their longest, sealed. */
const MAX_FIELDS_BODY_BYTES = 8192;
const SILENT_SECONDS = 5;
const MAX_CONNECTIONS = 8;
const DEFAULT_CHANNEL = 6;
const LAST_CHANNEL = 13;

/** Where the station will probably go: so that the access point need not move with it. */
function likelyChannel(networks: readonly ScannedNetwork[], saved: Network | undefined): number {
  for (const network of networks) {
    if (network.ssid === saved?.ssid) return network.channel;
  }
  const strongest = networks[0];
  return strongest !== undefined && strongest.channel <= LAST_CHANNEL
    ? strongest.channel
    : DEFAULT_CHANNEL;
}

function startServers(portal: Portal): void {
  const ip = portal.options.apIp;
  portal.dns ??= startDns(ip, portal.options.keptSockets, ip, true);
  portal.http ??= startHttp({
    port: HttpPort.Number,
    ip,
    neighboursOnly: true,
    engine: () => lean.require("http_connection") as typeof import("./http_connection"),
    handle: (request, reply) =>
      (portal.api ?? apiOf(portal, request.peerIp)).answer(portal, request, reply),
    describe: (status, head, from) => apiOf(portal, from).refuse(portal, status, head),
    onRest: () => rest(portal),
    headBytes: MAX_HEAD_BYTES,
    bodyBytes: portal.options.fields === undefined ? MAX_BODY_BYTES : MAX_FIELDS_BODY_BYTES,
    timeoutSeconds: SILENT_SECONDS,
    connections: MAX_CONNECTIONS,
  });
}

/** Only where this firmware can seal, or the program wants that. */
function sealProblemOf(portal: Portal): string | undefined {
  const { sealKeys, sealedOnly } = portal.options;
  const { sodium: canSeal } = _G as unknown as Record<string, object | undefined>;
  const isWanted = sealedOnly || sealKeys !== undefined;
  return isWanted || canSeal !== undefined
    ? onDemand.require("portal_sealing", "prepareSeal", portal)
    : undefined;
}

function listen(portal: Portal): void {
  portal.improv ??= onDemand.require("improv", "start", portal);
}

function openRadio(portal: Portal, channel: number): void {
  const { id, apIp, apPassword, apSecurity } = portal.options;
  // Off, so that nobody ever sees the access point under another name.
  stopRadio();
  const refusal = openAccessPoint({
    ssid: id,
    password: apPassword,
    security: apSecurity,
    channel,
    ip: apIp,
  });
  if (refusal !== undefined) {
    warning("portal", "%s", refusal);
    end(portal, undefined, "access-point-failed");
    return;
  }
  portal.clientCount = clientCount;
  const problem = sealProblemOf(portal);
  if (problem !== undefined) {
    warning("portal", "%s", problem);
    end(portal, undefined, "invalid-options");
    return;
  }
  if (portal.options.look !== undefined)
    onDemand.require("portal_look", "checkLogo", portal.options.look);
  enter(portal, Phase.Open);
  (luaPackage.loaded["status_led"] as Led | undefined)?.show("open", portal);
  logInfo("portal", "open: network %s, page http://%s/", id, apIp);
  if (portal.options.improv) attempt("improv", () => listen(portal));
}

function openServers(portal: Portal, start: number, retries: number, channel: number): void {
  if (start !== portal.start || portal.phase !== Phase.Opening) return;
  startServers(portal);
  if (portal.dns !== undefined && portal.http !== undefined) {
    openRadio(portal, channel);
    return;
  }
  const port = portal.dns === undefined ? DnsPort.Number : HttpPort.Number;
  if (retries > 0) {
    // Not at the first try: that may be our own listener, which collecting takes away.
    if (retries === HttpPort.MaxRetries - 1) {
      warning("portal", "port %d is taken: trying for %d s", port, HttpPort.RetrySeconds);
    }
    collectgarbage();
    after(HttpPort.RetryMs, () => openServers(portal, start, retries - 1, channel));
  } else {
    warning("portal", "port %d is taken by another program", port);
    end(portal, undefined, "port-taken");
  }
}

/** Opens it, or gives up what is going on and opens it anew. */
export function begin(portal: Portal): void {
  portal.attempt?.cancel();
  portal.attempt = portal.scanWaiters = undefined;
  portal.status = IDLE;
  portal.statusAnswer = undefined;
  portal.scannedAt = undefined;
  portal.heardAt = portal.stateAt = portal.seconds;
  portal.start += 1;
  const start = portal.start;
  enter(portal, Phase.Opening);
  const name = string.lower(portal.options.id);
  portal.ownHosts = { [portal.options.apIp]: true, [name]: true, [`${name}.local`]: true };
  // Once before the access point is there: a scan takes the radio away from its clients.
  const onScanned = (found: ScannedNetwork[] | undefined) => {
    if (start !== portal.start) return;
    const networks = found ?? [];
    portal.networks = packNetworks(networks);
    portal.listAnswer = undefined;
    const channel = likelyChannel(networks, portal.options.saved.network);
    openServers(portal, start, HttpPort.MaxRetries, channel);
  };
  startStation(portal.options.id, () => {
    // Or the station would hold this code as long as it is on.
    dropEvents();
    scan(onScanned);
  });
}
