/**
 * The portal while it is open and idle: its state, and the seconds that decide when it takes a step:
 * tries the saved network again, starts over or ends. The steps: portal_phases, loaded for them.
 */
import type { DnsServer } from "./dns_responder";
import type { KeptSockets } from "./udp_socket";
import type { Response } from "./http_codec";
import type { HttpServer } from "./http_server";
import type { JoinAttempt } from "./join";
import * as lean from "./lean";
import { info } from "./logger";
import type { LookOptions } from "./look_options";
import * as onDemand from "./on_demand";
import type { ApSecurity, ConnectionInfo, MessageHook, SealKeys } from "./options";
import type { OwnHosts } from "./own_host";
import type { Guard } from "./portal_guard";
import type { Seal } from "./portal_seal";
import type { Standing } from "./portal_state";
import type { Timer } from "./timer";
import type { Reason } from "./wifi_setup";
import type { Field } from "./wifi_setup_fields";
import type { Network } from "./wifi_station";

export type Done = () => void;

/** How a setup ended: the joined network, or the word for why there is none. */
export type OnEnd = (info: ConnectionInfo | undefined, reason: Reason | undefined) => void;

/** What the driver's store holds. It may be forgotten while the portal is open. */
export interface Saved {
  network: Network | undefined;
  /** The application can't begin without a field that has no value yet: the network alone is no way out. */
  lacksFields?: boolean | undefined;
  /** The device has a static address in this boot, wherever it goes. */
  readonly isFixed?: boolean | undefined;
  /** The address of the device is another one after a restart: so there is one at the end. */
  restarts?: boolean | undefined;
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
  /** Listens to the console's line for an installer too. */
  readonly improv: boolean;
  readonly message: MessageHook | undefined;
  /** What the program wants the page to look like; nothing when it says nothing of it. */
  readonly look: LookOptions | undefined;
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number | undefined;
  /** UDP sockets that the firmware can't close: they outlive the portal. */
  readonly keptSockets: KeptSockets;
  readonly saved: Saved;
  /** Checked; nothing when the application has none. */
  readonly fields: readonly Field[] | undefined;
  readonly fieldsPage: boolean | undefined;
  /** How many networks are kept. */
  readonly maxNetworks: number | undefined;
  /** The device is online; the portal still shows the result. */
  readonly onOnline: Done;
}

/** Where it serves. A port may be held for 10 s by connections that were closed. */
export const enum HttpPort {
  Number = 80,
  RetryMs = 500,
  MaxRetries = 60,
  /** In all. */
  RetrySeconds = 30,
}

/** What the portal is at. */
export const enum Phase {
  Opening = "opening",
  Open = "open",
  Closing = "closing",
  Ended = "ended",
}

/**
 * A portal that is open: what its own modules share.
 *
 * @internal
 */
export interface Portal extends Standing {
  readonly options: PortalOptions;
  readonly onEnd: OnEnd;
  ticker: Timer | undefined;
  phase: Phase;
  phaseAt: number;
  /** Counts the starts: what belongs to an earlier one comes to nothing. */
  start: number;
  http: HttpServer | undefined;
  dns: DnsServer | undefined;
  /** Ends the listening to an installer at the cable. */
  improv?: Done | undefined;
  /** How many clients the access point has. */
  clientCount: (() => number) | undefined;
  ownHosts: OwnHosts;
  /** What answers requests, while somebody may be connected. */
  api: Api | undefined;
  /** The same bytes for everybody, once somebody has asked. */
  redirect: Response | undefined;
  /** All but what gives its bytes; nothing where the file is missing. */
  page: Response | undefined;
  /** See network_list_codec. */
  networks: string;
  /** The same for the page. */
  listAnswer: Response | undefined;
  seal: Seal | undefined;
  guard: Guard | undefined;
  /** When the guard was last looked at. */
  guardedAt: number;
  attempt: JoinAttempt | undefined;
  /** Who waits for the scan that is going on; nothing when there is none. */
  scanWaiters: Done[] | undefined;
  scannedAt: number | undefined;
  /** In which nothing was going on. */
  secondsUnused: number;
  secondsSinceRetry: number;
  /** So long the page will be there. */
  heldUntil: number;
  /** After success: when it ends. */
  endAt: number;
  /** The page has said that the result was read: phones may hear that they are online. */
  wasRead?: true;
  /** How it ends. */
  info: ConnectionInfo | undefined;
  reason: Reason | undefined;
}

/** What the seconds lead to. */
export const enum Step {
  IdleTimeout = "idle-timeout",
  Retry = "retry",
  Finish = "finish",
  StartOver = "start-over",
  /** The phase lasts too long: something got lost. */
  LatePhase = "late-phase",
  /** And so does a scan or an attempt. */
  LateState = "late-state",
  /** Nothing else is to be done: the list of networks can be made, before somebody asks for it. */
  List = "list",
}

export const enum Limit {
  PhaseSeconds = 90,
  StillSeconds = 600,
  /** No request of a person for so long: nobody is there. */
  IdleSeconds = 60,
  /** A router starts more slowly than we do after a power cut. */
  RetrySeconds = 60,
  /** However often somebody asks for more: the application waits for the end. */
  ResultSeconds = 600,
  /** A scan or an attempt that takes so much longer than it may got lost. */
  LostSeconds = 30,
}

/** Nobody does anything. */
function tickIdle(portal: Portal): Step | undefined {
  const { options } = portal;
  const limitMs = options.idleTimeoutMs;
  const secondsUnused = portal.secondsUnused + 1;
  const secondsSinceRetry = portal.secondsSinceRetry + 1;
  portal.secondsUnused = secondsUnused;
  portal.secondsSinceRetry = secondsSinceRetry;
  // The first of these seconds may have been a short one.
  const isUnused = limitMs !== undefined && secondsUnused > limitMs / 1000;
  if (isUnused && portal.seconds >= portal.heldUntil) return Step.IdleTimeout;
  const isTime = secondsUnused >= Limit.IdleSeconds && secondsSinceRetry >= Limit.RetrySeconds;
  if (isTime && portal.attempt === undefined && options.saved.network !== undefined) {
    return Step.Retry;
  }
  return undefined;
}

function tickOpen(portal: Portal, seconds: number): Step | undefined {
  const { state } = portal.status;
  const inState = seconds - portal.stateAt;
  if (state === "online") {
    return seconds >= portal.endAt || inState >= Limit.ResultSeconds ? Step.Finish : undefined;
  }
  // Not once it is online: that would take the device away from its network.
  const isStill = seconds - portal.heardAt >= Limit.StillSeconds && portal.info === undefined;
  if (isStill && portal.clientCount!() === 0) return Step.StartOver;
  if (state === "idle" || state === "failed") return tickIdle(portal);
  const limit = state === "joining" ? portal.options.connectTimeoutMs / 1000 : 0;
  return inState >= limit + Limit.LostSeconds ? Step.LateState : undefined;
}

export const enum PageFile {
  Name = "portal.html.gz",
}

type Api = typeof import("./portal_api");

/** What answers requests: loaded for the first one, and again after a pause; from a client's address. */
export function apiOf(portal: Portal, from: string): Api {
  if (portal.api === undefined) {
    // Before the rest is loaded: it needs the most memory.
    onDemand.require("portal_waking", "prepare", portal);
    portal.api = lean.require("portal_api") as Api;
    // Where DNS was asked and this does not follow, the phone takes the address for no portal's.
    info("portal", "first request, from %s", from);
  }
  return portal.api;
}

/** Nobody is connected any more: what only they needed is forgotten. */
export function rest(portal: Portal): void {
  portal.api = portal.redirect = portal.page = portal.statusAnswer = undefined;
  const phase = lean.require("setup_phase") as typeof import("./setup_phase");
  phase.slim();
}

/** A second went by. A step that there is no memory for is tried again with the next one. */
export function tick(portal: Portal): void {
  const seconds = portal.seconds + 1;
  let step: Step | undefined;
  portal.seconds = seconds;
  if (portal.phase === Phase.Open) {
    step = tickOpen(portal, seconds) ?? (portal.listAnswer === undefined ? Step.List : undefined);
  } else if (seconds - portal.phaseAt >= Limit.PhaseSeconds) {
    step = Step.LatePhase;
  }
  if (step !== undefined) onDemand.require("portal_phases", "take", portal, step);
}
