/**
 * One attempt to join a network, to its end: an address, or the cause why there is none.
 * The driver tries once and stays silent about a router that gives no address: so time is limited here.
 */
import { causeOf, JoinFailure, OWN_LEAVE } from "./disconnect_reason";
import { info as logInfo } from "./logger";
import type { ConnectionInfo } from "./options";
import { after, Timer } from "./timer";
import { Address, aim, connect, dropEvents, leave, listen } from "./wifi_station";
import type { Network, OnAssociated } from "./wifi_station";

/** How often the driver is set to it: a single miss in a busy air means little. */
const MAX_TRIES = 2;
/** The driver refuses while it is still at the try before. */
const RETRY_MS = 500;

export type JoinResult =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly cause: JoinFailure; readonly code?: number | undefined };

export type OnJoined = (result: JoinResult) => void;

export interface JoinAttempt {
  /** Ends it without a result. */
  cancel(this: void): void;
}

export function connectionInfo(ssid: string, address: Address): ConnectionInfo {
  return { ip: address.ip, netmask: address.netmask, gw: address.gw, ssid };
}

/** Causes that a second try won't change. */
function isFinal(cause: JoinFailure): boolean {
  return cause === "wrong-password" || cause === "enterprise";
}

/**
 * Joins.
 *
 * @param network what to join; nothing for what the driver aims at already
 * @param timeoutMs when to give up, 1000 to 600000
 * @param onJoined hears the result once, never before this call has returned
 * @param onAssociated called when the network has let us in, before there is an address
 */
export function join(
  network: Network | undefined,
  timeoutMs: number,
  onJoined: OnJoined,
  onAssociated?: OnAssociated,
): JoinAttempt {
  let tries = 0;
  let associated = false;
  let lastReason: number | undefined;
  let retryTimer: Timer | undefined;
  let deadline: Timer | undefined;

  const stop = () => {
    dropEvents();
    deadline?.stop();
    retryTimer?.stop();
  };
  const fail = (cause: JoinFailure, code?: number) => {
    stop();
    leave();
    onJoined({ ok: false, cause, code });
  };
  const onDeadline = () => {
    if (associated) fail("no-address");
    else if (lastReason !== undefined) fail(causeOf(lastReason), lastReason);
    else fail("other");
  };
  const tryOnce = () => {
    associated = false;
    const refusal = (network !== undefined ? aim(network) : undefined) ?? connect();
    if (refusal === undefined) {
      tries += 1;
    } else {
      logInfo("join", "%s; trying again", refusal);
      retryTimer = after(RETRY_MS, tryOnce);
    }
  };
  const onDisconnected = (reason: number) => {
    if (reason === OWN_LEAVE) return;
    const cause = causeOf(reason);
    lastReason = reason;
    logInfo("join", "disconnected, reason %d (%s)", reason, cause);
    if (isFinal(cause) || tries >= MAX_TRIES) fail(cause, reason);
    else retryTimer = after(RETRY_MS, tryOnce);
  };

  listen({
    onAssociated: () => {
      associated = true;
      onAssociated?.();
    },
    onDisconnected,
    onAddress: (address) => {
      stop();
      onJoined({ ok: true, address });
    },
  });
  deadline = after(timeoutMs, onDeadline);
  retryTimer = after(0, tryOnce);
  return {
    cancel: () => {
      stop();
      leave();
    },
  };
}
