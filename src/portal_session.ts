/**
 * The portal while it is open and idle: its state, and the seconds that decide when it tries the
 * saved network again, starts over or ends. All else is loaded when it is called for: the opening
 * (portal_opening), scans, attempts to join, and the closing.
 */
import type { DnsServer, KeptSockets } from "./dns_server";
import type { Response } from "./http_codec";
import type { HttpServer } from "./http_server";
import type { JoinAttempt } from "./join";
import { warning } from "./logger";
import { onDemand } from "./on_demand";
import type { ApSecurity, ConnectionInfo, MessageHook, SealKeys } from "./options";
import type { OwnHosts } from "./own_host";
import type { Guard } from "./portal_guard";
import type { Seal } from "./portal_seal";
import type { Standing } from "./portal_state";
import type { Timer } from "./timer";
import type { Network } from "./wifi_station";

export type Done = () => void;

/** How a setup ended: the joined network, or the word for why there is none. */
export type OnEnd = (info: ConnectionInfo | undefined, reason: string | undefined) => void;

/** What the driver's store holds. It may be forgotten while the portal is open. */
export interface Saved {
  network: Network | undefined;
}

/** What a portal needs to know; the defaults are filled in. */
export interface PortalOptions {
  readonly id: string;
  readonly apPassword: string | undefined;
  readonly apSecurity: ApSecurity;
  readonly apIp: string;
  /** What the page asks for before it may join. */
  readonly setupCode: string | undefined;
  readonly sealKeys: SealKeys | undefined;
  readonly sealedOnly: boolean;
  readonly message: MessageHook | undefined;
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number | undefined;
  /** UDP sockets that the firmware can't close: they outlive the portal. */
  readonly keptSockets: KeptSockets;
  readonly saved: Saved;
  /** The device is online; the portal still shows the result. */
  readonly onOnline: Done;
}

/** What the portal is at. */
export const enum Phase {
  Opening = "opening",
  Open = "open",
  Closing = "closing",
  Ended = "ended",
}

export interface Portal extends Standing {
  readonly options: PortalOptions;
  readonly onEnd: OnEnd;
  ticker: Timer | undefined;
  phase: Phase;
  secondsInPhase: number;
  /** Counts the starts: what belongs to an earlier one comes to nothing. */
  start: number;
  http: HttpServer | undefined;
  dns: DnsServer | undefined;
  /** How many clients the access point has. */
  clientCount: (() => number) | undefined;
  ownHosts: OwnHosts;
  /** The same bytes for everybody. */
  redirect: Response | undefined;
  /** All but what gives its bytes; nothing where the file is missing. */
  page: Response | undefined;
  /** See network_list_codec. */
  networks: string;
  seal: Seal | undefined;
  guard: Guard | undefined;
  /** Since the guard was last looked at. */
  secondsUnguarded: number;
  attempt: JoinAttempt | undefined;
  /** Who waits for the scan that is going on; nothing when there is none. */
  scanWaiters: Done[] | undefined;
  secondsUnused: number;
  secondsSinceRetry: number;
  /** The page said that it is there. */
  secondsHeld: number;
  /** After success: until the end. */
  secondsLeft: number;
  /** How it ends. */
  info: ConnectionInfo | undefined;
  reason: string | undefined;
  /** The closing is under way. */
  isClosing: boolean;
}

/** No step takes longer: then something got lost, and all of it starts over. */
const MAX_STEP_SECONDS = 90;
const MAX_STILL_SECONDS = 600;
/** No request of a person for so long: nobody is there. */
const IDLE_SECONDS = 60;
/** A router starts more slowly than we do after a power cut. */
const RETRY_SECONDS = 60;

export function enter(portal: Portal, phase: Phase): void {
  portal.phase = phase;
  portal.secondsInPhase = 0;
}

function stopServers(portal: Portal): void {
  portal.http?.stop();
  portal.dns?.stop();
  portal.http = portal.dns = undefined;
}

/** Opens it, now or anew. */
export function begin(portal: Portal): void {
  const opening = require("./portal_opening") as typeof import("./portal_opening");
  opening.begin(portal);
}

function retrySaved(portal: Portal): void {
  const attempts = require("./portal_attempt") as typeof import("./portal_attempt");
  attempts.retrySaved(portal);
}

function close(portal: Portal): void {
  const closing = require("./portal_closing") as typeof import("./portal_closing");
  closing.close(portal);
}

/** From now on it closes. */
export function end(
  portal: Portal,
  info: ConnectionInfo | undefined,
  reason: string | undefined,
): void {
  portal.info = info;
  portal.reason = reason;
  enter(portal, Phase.Closing);
  stopServers(portal);
  onDemand(close, portal);
}

/** All of it is gone. */
export function finish(portal: Portal): void {
  if (portal.phase === Phase.Ended) return;
  enter(portal, Phase.Ended);
  portal.ticker?.stop();
  portal.onEnd(portal.info, portal.reason);
}

function startOver(portal: Portal): void {
  warning("portal", "no progress for %d seconds: starting over", portal.secondsInPhase);
  stopServers(portal);
  onDemand(begin, portal);
}

function isTimeUp(portal: Portal): boolean {
  const limitMs = portal.options.idleTimeoutMs;
  if (limitMs === undefined || portal.secondsHeld > 0) return false;
  // The first of these seconds may have been a short one.
  return portal.secondsUnused > limitMs / 1000;
}

function tickIdle(portal: Portal): void {
  portal.secondsUnused += 1;
  portal.secondsSinceRetry += 1;
  if (isTimeUp(portal)) {
    end(portal, undefined, "idle-timeout");
  } else if (
    portal.secondsUnused >= IDLE_SECONDS &&
    portal.secondsSinceRetry >= RETRY_SECONDS &&
    portal.attempt === undefined &&
    portal.options.saved.network !== undefined
  ) {
    portal.secondsSinceRetry = 0;
    onDemand(retrySaved, portal);
  }
}

function tickOpen(portal: Portal): void {
  portal.secondsUnguarded += 1;
  portal.secondsStill += 1;
  portal.secondsHeld = Math.max(0, portal.secondsHeld - 1);
  const state = portal.status.state;
  if (state === "online") {
    portal.secondsLeft -= 1;
    if (portal.secondsLeft <= 0) end(portal, portal.info, undefined);
  } else if (state === "idle" || state === "failed") {
    tickIdle(portal);
  }
  if (portal.secondsStill >= MAX_STILL_SECONDS && portal.clientCount!() === 0) startOver(portal);
}

/** A second went by. */
export function tick(portal: Portal): void {
  portal.secondsInPhase += 1;
  const isLate = portal.secondsInPhase >= MAX_STEP_SECONDS;
  if (portal.phase === Phase.Open) tickOpen(portal);
  else if (portal.phase === Phase.Opening && isLate) startOver(portal);
  else if (portal.phase === Phase.Closing && isLate) finish(portal);
  // There was no memory for it.
  else if (portal.phase === Phase.Closing && !portal.isClosing) onDemand(close, portal);
}
