/**
 * Keeps the station on its network: this firmware never reconnects by itself. After a lost link it
 * tries again after 1 s, 2 s, 4 s … 60 s, for ever. It never opens the portal.
 */
import { OWN_LEAVE } from "./disconnect_reason";
import { info } from "./logger";
import { after, Timer } from "./timer";
import { connect, leave, listen, OnAddress } from "./wifi_station";

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 60000;
/** A try that neither fails nor brings an address is given up after so long. */
const TRY_MS = 20000;

let delayMs = FIRST_DELAY_MS;
let timer: Timer | undefined;

function wait(forMs: number, run: () => void): void {
  timer?.stop();
  timer = after(forMs, run);
}

function retryLater(): void {
  wait(delayMs, tryAgain);
  delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
}

function tryAgain(): void {
  const refusal = connect();
  if (refusal === undefined) wait(TRY_MS, giveUpTry);
  else retryLater();
}

/** Neither refused nor joined, or joined without an address. */
function giveUpTry(): void {
  leave();
  retryLater();
}

/**
 * Watches the link from now on. The station has an address at this moment.
 *
 * @param onAddress hears each new address
 */
export function start(onAddress?: OnAddress): void {
  stop();
  listen({
    onDisconnected: (reason) => {
      // The program's own wish, or giveUpTry's.
      if (reason === OWN_LEAVE) return;
      info("station", "link lost, reason %d; next try in %d ms", reason, delayMs);
      retryLater();
    },
    onAddress: (address) => {
      timer?.stop();
      delayMs = FIRST_DELAY_MS;
      onAddress?.(address);
    },
  });
}

/** Lets the link be. */
export function stop(): void {
  listen({});
  timer?.stop();
  timer = undefined;
  delayMs = FIRST_DELAY_MS;
}
