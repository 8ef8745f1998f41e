/**
 * One press of the button, from its first edge until it is released and has done what it asks for:
 * a short one opens the setup, a long one forgets the network. Loaded for that long.
 */
import { info } from "./logger";
import { restart } from "./planned_restart";
import { BUTTON_FLAG, raise } from "./setup_flag";
import { every } from "./timer";

/** How often the button is looked at; less than that is no press. */
const TICK_MS = 50;
/** Released within so long: a short press. */
const SHORT_MS = 1000;
/** Held for so long: a long one. What is between does nothing. */
const LONG_MS = 5000;
/** Contacts bounce: it is released when it is so in two looks. */
const RELEASED_TICKS = 2;
/** A driver that is joining refuses to forget, and is asked again for so long (setup_forget). */
const FORGETTING_MS = 3000;

/** The portal is opening or open: portal_session is loaded for as long. */
function isPortalOpen(): boolean {
  return (luaPackage.loaded["portal_session"] as object | undefined) !== undefined;
}

function led(): typeof import("./status_led") | undefined {
  return luaPackage.loaded["status_led"] as typeof import("./status_led") | undefined;
}

function onShort(): void {
  if (isPortalOpen()) return;
  // In a fresh heap, and with port 80 free: whatever the program has there.
  if (raise(BUTTON_FLAG)) restart("the button asks for the setup");
}

function onLong(): void {
  info("button", "forgetting the network");
  led()?.show("erased");
  const wifiSetup = require("./wifi_setup") as typeof import("./wifi_setup");
  wifiSetup.clear();
}

/** Without a network that start opens the portal. */
function afterLong(): void {
  if (isPortalOpen()) led()?.show("open");
  else restart("the network is forgotten");
}

/**
 * Follows a press that has just begun.
 *
 * @param onEnd called when another one may begin
 */
export function follow(isPressed: () => boolean, onEnd: () => void): void {
  let heldMs = 0;
  let releasedTicks = 0;
  let forgettingMs: number | undefined;
  const ticker = every(TICK_MS, () => {
    releasedTicks = isPressed() ? 0 : releasedTicks + 1;
    const isReleased = releasedTicks >= RELEASED_TICKS;
    if (forgettingMs !== undefined) {
      forgettingMs += TICK_MS;
      if (!isReleased || forgettingMs < FORGETTING_MS) return;
    } else if (!isReleased) {
      if (releasedTicks === 0) heldMs += TICK_MS;
      if (heldMs < LONG_MS) return;
      forgettingMs = 0;
      onLong();
      return;
    }
    ticker.stop();
    onEnd();
    if (forgettingMs !== undefined) afterLong();
    else if (heldMs > 0 && heldMs <= SHORT_MS) onShort();
  });
}
