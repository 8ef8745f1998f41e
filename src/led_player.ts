/**
 * What the status LED shows, and its one timer. Loaded while there is something to show; the timer
 * stands still on what stays. Firmware: components/modules/tmr.c.
 */

/** What it can show. */
export type LedState = "joining" | "open" | "phone" | "online" | "lost" | "failed" | "erased";

/** What it looks at while the portal is open, once a round. */
export interface WatchedPortal {
  /** `open`, or it is over. */
  readonly phase: string;
  /** `idle`, `scanning`, `joining`, `online` or `failed`. */
  readonly status: { readonly state: string };
  /** How many phones are there; set once it is open. */
  readonly clientCount: (() => number) | undefined;
}

/** On, off, on, off … so many milliseconds; then anew, but for 0: it stays so. */
const PATTERNS: Record<LedState, readonly number[]> = {
  joining: [100, 100],
  open: [1000, 1000],
  phone: [250, 250],
  online: [2000, 0],
  lost: [100, 200, 100, 1600],
  failed: [100, 200, 100, 200, 100, 1300],
  erased: [0],
};

const timer = tmr.create();
let portal: WatchedPortal | undefined;
let shown: LedState;
let place = 0;
let light: (isOn: boolean) => void;
let onRest: () => void;

/** What the open portal is at. */
function portalState({ status, clientCount }: WatchedPortal): LedState {
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
export function show(state: LedState, openPortal: WatchedPortal | undefined): void {
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
