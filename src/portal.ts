/**
 * The setup portal, assembled: scan, DNS and HTTP server, access point; and its end, after which
 * nothing of it is left. Loaded only when it is needed, and released afterwards.
 */
import { KeptSockets, DnsServer, start as startDns } from "./dns_responder";
import { HttpServer, isFree, start as startHttp } from "./http_server";
import { info as logInfo, warning } from "./logger";
import type { ApSecurity, ConnectionInfo } from "./options";
import { answer, refuse } from "./portal_api";
import { ControlOptions, createControl, prepareSeal, wipeSeal } from "./portal_control";
import { abandon, createSession, OnEnd, restart, tick } from "./portal_session";
import { after, every } from "./timer";
import {
  clientCount,
  close,
  open as openAccessPoint,
  scan,
  ScannedNetwork,
  stopRadio,
} from "./wifi_access_point";
import { Network, start as startStation } from "./wifi_station";

export interface PortalOptions extends ControlOptions {
  readonly apSecurity: ApSecurity;
  /** UDP sockets that the firmware can't close: they outlive the portal. */
  readonly keptSockets: KeptSockets;
}

const HTTP_PORT = 80;
const MAX_HEAD_BYTES = 4096;
const MAX_BODY_BYTES = 2048;
const SILENT_SECONDS = 5;
const MAX_CONNECTIONS = 8;
const TICK_MS = 1000;
/** A port may be held for 10 s by connections that were closed. */
const PORT_RETRY_MS = 500;
const MAX_PORT_RETRIES = 60;
/** No step takes longer: then something got lost, and all of it starts over. */
const MAX_OPENING_SECONDS = 90;
const MAX_CLOSING_SECONDS = 90;
const MAX_STILL_SECONDS = 600;
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

/** Calls back when a plain server could listen on the port: closed ones linger until collected. */
function whenPortIsFree(retries: number, run: () => void): void {
  collectgarbage();
  const free = isFree(HTTP_PORT);
  collectgarbage();
  if (free || retries <= 0) {
    if (!free) warning("portal", "port %d is still taken", HTTP_PORT);
    run();
  } else {
    after(PORT_RETRY_MS, () => whenPortIsFree(retries - 1, run));
  }
}

/** What the portal is at. */
const enum Phase {
  Opening = "opening",
  Open = "open",
  Closing = "closing",
  Ended = "ended",
}

/**
 * Opens the portal.
 *
 * @param onEnd called once when all of it is gone: with the joined network, or the reason why not
 */
export function open(options: PortalOptions, onEnd: OnEnd): void {
  let dns: DnsServer | undefined;
  let http: HttpServer | undefined;
  let phase = Phase.Opening;
  let secondsInPhase = 0;
  /** Counts the starts: what belongs to an earlier one comes to nothing. */
  let start = 0;

  const enter = (next: Phase) => {
    phase = next;
    secondsInPhase = 0;
  };
  const stopServers = () => {
    http?.stop();
    dns?.stop();
    http = dns = undefined;
  };
  const finish = (info: ConnectionInfo | undefined, reason: string | undefined) => {
    if (phase === Phase.Ended) return;
    enter(Phase.Ended);
    ticker.stop();
    onEnd(info, reason);
  };
  let ending = () => {};
  const session = createSession(options, (info, reason) => {
    ending = () => finish(info, reason);
    enter(Phase.Closing);
    abandon(session);
    wipeSeal(control);
    stopServers();
    if (info !== undefined) close();
    else stopRadio();
    logInfo("portal", "closed");
    if (reason === "port-taken") ending();
    else after(PORT_RETRY_MS, () => whenPortIsFree(MAX_PORT_RETRIES, ending));
  });
  const control = createControl(session, options);

  const openServers = (ownStart: number, retries: number) => {
    if (ownStart !== start || phase !== Phase.Opening) return;
    dns ??= startDns(options.apIp, options.keptSockets, options.apIp, true);
    http ??= startHttp({
      port: HTTP_PORT,
      ip: options.apIp,
      neighboursOnly: true,
      handle: (request, reply) => {
        session.secondsStill = 0;
        answer(control, request, reply);
      },
      describe: (status, head) => refuse(control, status, head),
      headBytes: MAX_HEAD_BYTES,
      bodyBytes: MAX_BODY_BYTES,
      timeoutSeconds: SILENT_SECONDS,
      connections: MAX_CONNECTIONS,
    });
    if (dns !== undefined && http !== undefined) {
      openRadio();
    } else if (retries > 0) {
      // A listener of before lets go of its port when it is collected.
      collectgarbage();
      after(PORT_RETRY_MS, () => openServers(ownStart, retries - 1));
    } else {
      warning("portal", "port %d or 53 is taken by another program", HTTP_PORT);
      session.onEnd(undefined, "port-taken");
    }
  };
  const openRadio = () => {
    // Off, so that nobody ever sees the access point under another name.
    stopRadio();
    const refusal = openAccessPoint({
      ssid: options.id,
      password: options.apPassword,
      security: options.apSecurity,
      channel: likelyChannel(session.networks, options.saved.network),
      ip: options.apIp,
    });
    if (refusal !== undefined) {
      warning("portal", "%s", refusal);
      session.onEnd(undefined, "access-point-failed");
      return;
    }
    const problem = prepareSeal(control, options);
    if (problem !== undefined) {
      warning("portal", "%s", problem);
      session.onEnd(undefined, "invalid-options");
      return;
    }
    enter(Phase.Open);
    logInfo("portal", "open: network %s, page http://%s/", options.id, options.apIp);
  };
  const begin = () => {
    start += 1;
    const ownStart = start;
    enter(Phase.Opening);
    // Once before the access point is there: a scan takes the radio away from its clients.
    startStation(options.id, () =>
      scan((networks) => {
        if (ownStart !== start) return;
        session.networks = networks ?? [];
        openServers(ownStart, MAX_PORT_RETRIES);
      }),
    );
  };
  const startOver = () => {
    warning("portal", "no progress for %d seconds: starting over", secondsInPhase);
    stopServers();
    restart(session);
    begin();
  };
  const onTick = () => {
    secondsInPhase += 1;
    if (phase === Phase.Open) {
      tick(session);
      // Not once it is online: that would take the device away from its network.
      const isStill = session.secondsStill >= MAX_STILL_SECONDS && clientCount() === 0;
      if (isStill && session.info === undefined) startOver();
    } else if (phase === Phase.Opening && secondsInPhase >= MAX_OPENING_SECONDS) {
      startOver();
    } else if (phase === Phase.Closing && secondsInPhase >= MAX_CLOSING_SECONDS) {
      ending();
    }
  };
  const ticker = every(TICK_MS, onTick);
  begin();
}
