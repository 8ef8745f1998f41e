/** Where a setup stands, as the page asks for it, and how it moves on. Pure. */
import { JoinFailure } from "./disconnect_reason";
import type { Response } from "./http_codec";

export interface Status {
  readonly state: "idle" | "scanning" | "joining" | "online" | "failed";
  readonly ssid?: string | undefined;
  /** For people: the new address, or what went wrong. */
  readonly message?: string | undefined;
  readonly reason?: JoinFailure | undefined;
  /** The driver's disconnect number. */
  readonly code?: number | undefined;
}

export type PortalEvent =
  | { readonly type: "scan-began" }
  | { readonly type: "scan-ended" }
  | { readonly type: "join-asked"; readonly ssid: string }
  | { readonly type: "joined"; readonly message: string }
  | {
      readonly type: "join-failed";
      readonly reason: JoinFailure;
      readonly code: number | undefined;
      readonly message: string;
    };

export const IDLE: Status = { state: "idle" };

/** An attempt may begin: none is running, and the device is not online yet. */
export function mayJoin(status: Status): boolean {
  return status.state !== "joining" && status.state !== "online";
}

/** Nothing is going on. */
export function isIdle(status: Status): boolean {
  return status.state === "idle" || status.state === "failed";
}

/** A scan leaves the last failure as it is. */
function withState(status: Status, state: Status["state"]): Status {
  return {
    state,
    ssid: status.ssid,
    message: status.message,
    reason: status.reason,
    code: status.code,
  };
}

/** The status after the event; the same one where the event means nothing in it. */
export function nextStatus(status: Status, event: PortalEvent): Status {
  const { state, ssid } = status;
  if (event.type === "scan-began") return isIdle(status) ? withState(status, "scanning") : status;
  if (event.type === "join-asked") return { state: "joining", ssid: event.ssid };
  if (event.type === "scan-ended") {
    if (state !== "scanning") return status;
    return withState(status, status.reason === undefined ? "idle" : "failed");
  }
  if (state !== "joining") return status;
  const { message } = event;
  if (event.type === "joined") return { state: "online", ssid, message };
  return { state: "failed", ssid, reason: event.reason, code: event.code, message };
}

/** Where the portal keeps it. */
export interface Standing {
  status: Status;
  /** The status as the page gets it; nothing when nobody has asked since it changed. */
  statusAnswer: Response | undefined;
  /** Since the portal was opened. The times below are such seconds too. */
  seconds: number;
  /** When somebody was heard or something moved. */
  heardAt: number;
  /** When the state changed. */
  stateAt: number;
}

/** Something happened. */
export function moveOn(standing: Standing, event: PortalEvent): void {
  standing.heardAt = standing.stateAt = standing.seconds;
  standing.statusAnswer = undefined;
  standing.status = nextStatus(standing.status, event);
}
