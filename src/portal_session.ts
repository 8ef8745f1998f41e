/**
 * What goes on while the portal is open: scans, attempts to join, and the seconds that decide when it
 * tries the saved network again or ends. The servers and the access point around it: portal.
 */
import { describe } from "./failure_text";
import { connectionInfo, join, JoinAttempt, JoinResult } from "./join";
import { Wish } from "./join_request";
import { info as logInfo, warning } from "./logger";
import type { ConnectionInfo, MessageHook } from "./options";
import { findMessage } from "./result_message";
import { Done } from "./portal_api";
import { createGuard, Guard, spendTry, tickGuard } from "./portal_guard";
import { IDLE, isIdle, nextStatus, PortalEvent, Status } from "./portal_state";
import { after } from "./timer";
import { scan, ScannedNetwork } from "./wifi_access_point";
import { Address, aim, Network, save } from "./wifi_station";

/** How a setup ended: the joined network, or the word for why there is none. */
export type OnEnd = (info: ConnectionInfo | undefined, reason: string | undefined) => void;

/** What the driver's store holds. It may be forgotten while the portal is open. */
export interface Saved {
  network: Network | undefined;
}

/** What a session needs to know; the defaults are filled in. */
export interface SessionOptions {
  readonly saved: Saved;
  readonly message: MessageHook | undefined;
  /** What the page asks for before it may join. */
  readonly setupCode: string | undefined;
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number | undefined;
  /** The device is online; the portal still shows the result. */
  readonly onOnline: Done;
}

/** The page is given so long to show the result. */
const RESULT_SECONDS = 60;
/** However often somebody asks for more: the application waits for the end. */
const MAX_RESULT_SECONDS = 600;
/** A scan or an attempt that takes so much longer than it may got lost. */
const LOST_SECONDS = 30;
/** No request of a person for so long: nobody is there. */
const IDLE_SECONDS = 60;
/** A router starts more slowly than we do after a power cut. */
const RETRY_SECONDS = 60;
/** A scan takes the radio away from who is on the access point: nobody may ask for one after the other. */
const SECONDS_BETWEEN_SCANS = 6;
/** More are answered at once: they would only cost memory. */
const MAX_WAITERS = 16;
/** The phone's radio gets the end of the answer before ours moves away. */
const BEFORE_JOIN_MS = 1000;

const NO_NETWORK: Network = { ssid: "", password: "" };

export interface Session {
  readonly options: SessionOptions;
  readonly onEnd: OnEnd;
  readonly guard: Guard;
  status: Status;
  networks: readonly ScannedNetwork[];
  info: ConnectionInfo | undefined;
  attempt: JoinAttempt | undefined;
  /** Who waits for the scan that is going on; nothing when there is none. */
  scanWaiters: Done[] | undefined;
  secondsUnused: number;
  /** Nobody at all was heard, and nothing moved. */
  secondsStill: number;
  /** Since the state changed. */
  secondsInState: number;
  secondsSinceRetry: number;
  /** Until the next scan. */
  secondsToScan: number;
  /** The page said that it is there. */
  secondsHeld: number;
  /** After success: until the end. */
  secondsLeft: number;
  ended: boolean;
}

export function createSession(options: SessionOptions, onEnd: OnEnd): Session {
  return {
    options,
    onEnd,
    guard: createGuard(options.setupCode),
    status: IDLE,
    networks: [],
    info: undefined,
    attempt: undefined,
    scanWaiters: undefined,
    secondsUnused: 0,
    secondsStill: 0,
    secondsInState: 0,
    secondsSinceRetry: 0,
    secondsToScan: 0,
    secondsHeld: 0,
    secondsLeft: RESULT_SECONDS,
    ended: false,
  };
}

export function dispatch(session: Session, event: PortalEvent): void {
  session.secondsStill = 0;
  session.secondsInState = 0;
  session.status = nextStatus(session.status, event);
}

function onScanned(session: Session, networks: ScannedNetwork[] | undefined): void {
  session.networks = networks ?? session.networks;
  dispatch(session, { type: "scan-ended" });
  const waiters = session.scanWaiters ?? [];
  session.scanWaiters = undefined;
  for (const waiter of waiters) waiter();
}

/** Scans; where that can't be just now, calls back at once. */
export function rescan(session: Session, done: Done): void {
  if (session.scanWaiters !== undefined) {
    if (session.scanWaiters.length < MAX_WAITERS) session.scanWaiters.push(done);
    else done();
  } else if (
    !isIdle(session.status) ||
    session.attempt !== undefined ||
    session.secondsToScan > 0
  ) {
    done();
  } else {
    session.secondsToScan = SECONDS_BETWEEN_SCANS;
    session.scanWaiters = [done];
    dispatch(session, { type: "scan-began" });
    scan((networks) => onScanned(session, networks));
  }
}

function onFailed(
  session: Session,
  failure: JoinResult & { ok: false },
  done: Done | undefined,
): void {
  const message = describe(failure.cause, failure.code);
  aim(session.options.saved.network ?? NO_NETWORK);
  dispatch(session, {
    type: "join-failed",
    reason: failure.cause,
    code: failure.code,
    message,
  });
  session.secondsUnused = 0;
  session.secondsSinceRetry = 0;
  done?.();
}

function onJoined(session: Session, wish: Wish, address: Address, done: Done | undefined): void {
  const problem = save(wish);
  if (problem !== undefined) warning("portal", "the network could not be saved: %s", problem);
  const info = connectionInfo(wish.ssid, address);
  session.info = info;
  session.options.onOnline();
  findMessage(session.options.message, info, (message) => {
    dispatch(session, { type: "joined", message });
    session.secondsLeft = RESULT_SECONDS + 1;
    done?.();
  });
}

/** Somebody asks to join and may: the try is spent. */
export function announceJoin(session: Session, ssid: string, peerIp: string): void {
  spendTry(session.guard, peerIp);
  // The saved network, tried again just now, must not end the portal in between.
  session.attempt?.cancel();
  session.attempt = undefined;
  dispatch(session, { type: "join-asked", ssid });
}

/** Touches the radio, as soon as a scan is over and the page has had its answer. */
export function startJoin(session: Session, wish: Wish, done: Done | undefined): void {
  const begin = () => {
    if (session.ended) return;
    session.attempt = join(wish, session.options.connectTimeoutMs, (result) => {
      session.attempt = undefined;
      if (result.ok) onJoined(session, wish, result.address, done);
      else onFailed(session, result, done);
      wish.password = "";
    });
  };
  // Whoever waits for the result has no answer that could get lost.
  const beginSoon = () => after(done === undefined ? BEFORE_JOIN_MS : 0, begin);
  if (session.scanWaiters === undefined) beginSoon();
  else session.scanWaiters.push(beginSoon);
}

/** Somebody uses the page. */
export function touch(session: Session): void {
  session.secondsUnused = 0;
}

/** The page will be there for so many seconds; 0: the result was read. */
export function keepAlive(session: Session, seconds: number): void {
  if (session.status.state !== "online") session.secondsHeld = seconds;
  else session.secondsLeft = seconds === 0 ? 1 : seconds + 2;
}

/** A router that was still starting when we tried it may be there now. */
function retrySaved(session: Session, saved: Network): void {
  session.secondsSinceRetry = 0;
  logInfo("portal", "trying the saved network again");
  session.attempt = join(saved, session.options.connectTimeoutMs, (result) => {
    session.attempt = undefined;
    session.secondsStill = 0;
    if (!result.ok) return;
    session.options.onOnline();
    session.onEnd(connectionInfo(saved.ssid, result.address), undefined);
  });
}

function isTimeUp(session: Session): boolean {
  const limitMs = session.options.idleTimeoutMs;
  if (limitMs === undefined || session.secondsHeld > 0) return false;
  // The first of these seconds may have been a short one.
  return session.secondsUnused > limitMs / 1000;
}

function tickIdle(session: Session): void {
  session.secondsUnused += 1;
  session.secondsSinceRetry += 1;
  const saved = session.options.saved.network;
  if (isTimeUp(session)) {
    session.onEnd(undefined, "idle-timeout");
  } else if (
    saved !== undefined &&
    session.attempt === undefined &&
    session.secondsUnused >= IDLE_SECONDS &&
    session.secondsSinceRetry >= RETRY_SECONDS
  ) {
    retrySaved(session, saved);
  }
}

/** What lost its way, as for want of memory, ends here; else everybody would be told to wait for ever. */
function endLost(session: Session): void {
  const { options, status, info, secondsInState } = session;
  if (status.state === "scanning") {
    if (secondsInState >= LOST_SECONDS) onScanned(session, undefined);
  } else if (secondsInState >= options.connectTimeoutMs / 1000 + LOST_SECONDS) {
    session.attempt?.cancel();
    session.attempt = undefined;
    // With a scan that was lost too, the attempt waited for its end.
    session.scanWaiters = undefined;
    if (info === undefined) onFailed(session, { ok: false, cause: "other" }, undefined);
    else dispatch(session, { type: "joined", message: info.ip });
  }
}

function tickOnline(session: Session): void {
  session.secondsLeft -= 1;
  const isOver = session.secondsLeft <= 0 || session.secondsInState >= MAX_RESULT_SECONDS;
  if (isOver) session.onEnd(session.info, undefined);
}

/** A second went by. */
export function tick(session: Session): void {
  tickGuard(session.guard);
  session.secondsStill += 1;
  session.secondsInState += 1;
  session.secondsHeld = Math.max(0, session.secondsHeld - 1);
  session.secondsToScan = Math.max(0, session.secondsToScan - 1);
  if (isIdle(session.status)) tickIdle(session);
  else if (session.status.state === "online") tickOnline(session);
  else endLost(session);
}

function stopAll(session: Session): void {
  session.attempt?.cancel();
  session.attempt = undefined;
  session.scanWaiters = undefined;
}

/** Gives up what is going on, and begins anew. */
export function restart(session: Session): void {
  stopAll(session);
  session.status = IDLE;
  session.secondsStill = 0;
}

/** Ends what is still going on. */
export function abandon(session: Session): void {
  session.ended = true;
  stopAll(session);
}
