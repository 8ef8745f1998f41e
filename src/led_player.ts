/**
 * What the status LED shows, and its one timer. Loaded while there is something to show; the timer
 * stands still on what stays. Firmware: components/modules/tmr.c.
 */
import type { Portal } from "./portal_session";

/** On, off, on, off … so many milliseconds; then anew, but for 0: it stays so. */
const PATTERNS = {
  joining: [100, 100],
  open: [1000, 1000],
  phone: [250, 250],
  online: [2000, 0],
  lost: [100, 200, 100, 1600],
  failed: [100, 200, 100, 200, 100, 1300],
  erased: [0],
};

/** What it can show. */
export type LedState = keyof typeof PATTERNS;

const timer = tmr.create();
let portal: Portal | undefined;
let shown: LedState;
let place = 0;
let light: (isOn: boolean) => void;
let onRest: () => void;

/** What the open portal is at. */
function portalState({ status, clientCount }: Portal): LedState {
  const { state } = status;
  if (state === "joining" || state === "online") return state;
  if (clientCount!() === 0) return "open";
  return state === "failed" ? state : "phone";
}

function beat(): void {
  const pattern = PATTERNS[shown];
  if (place >= pattern.length) {
    if (portal !== undefined) return show(portalState(portal), portal);
    place = 0;
  }
  const durationMs = pattern[place]!;
  place += 1;
  light(place % 2 === 1);
  if (durationMs > 0) timer.alarm(durationMs, tmr.ALARM_SINGLE, onAlarm);
  else if (shown === "online") onRest();
}

function onAlarm(): void {
  pcall(beat);
}

/** Shows this from now on; while this portal is open, until the end of a round. */
export function show(state: LedState, openPortal: Portal | undefined): void {
  portal = openPortal ?? portal;
  // It looks at the portal once a round: nothing is done for a request.
  if (portal?.phase !== "open") portal = undefined;
  timer.unregister();
  shown = state;
  place = 0;
  beat();
}

/**
 * Called first.
 *
 * @param rest called when it is dark and nothing more is to come
 */
export function begin(lightUp: (isOn: boolean) => void, rest: () => void): void {
  light = lightUp;
  onRest = rest;
}

/** Shows nothing more. */
export function end(): void {
  timer.unregister();
  light(false);
}
