/** Keeps the portal up while somebody uses the page, and lets it go when they are finished. */
import { keepAlive } from "./api";

const PERIOD_MS = 20000;
// Twice the period and more: one lost request, and a minute of countdown, change nothing.
const TIMEOUT_SECONDS = 85;
// A page left open must not hold the portal, and the application behind it, for ever.
const MAX_HOLDS = 15;
const RETRY_PAUSE_MS = 1000;
const MAX_TRIES = 4;

/** Less than 0: they are finished. */
let holdsLeft = MAX_HOLDS;

export function holdPortal(): void {
  setInterval(hold, PERIOD_MS);
  onclick = oninput = () => {
    if (holdsLeft >= 0) holdsLeft = MAX_HOLDS;
  };
}

export function holdForResult(): void {
  holdsLeft = MAX_HOLDS;
  hold();
}

/** Says that the result has been read. */
export function releasePortal(tries = MAX_TRIES): void {
  holdsLeft = -1;
  keepAlive("done=1", (code) => {
    if (!code && tries > 1) setTimeout(() => releasePortal(tries - 1), RETRY_PAUSE_MS);
  });
}

function hold(): void {
  if (document.hidden || holdsLeft <= 0) return;
  holdsLeft -= 1;
  keepAlive(`timeout=${TIMEOUT_SECONDS}`);
}
