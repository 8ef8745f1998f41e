/**
 * The long end of a connection whose far end is gone: retransmissions until somebody at that address
 * answers with RST, or until lwIP gives up; without unsent bytes only keep-alive notices.
 */
import type { Alarm, Chip } from "./contract";
import { FIRST_RETRANSMISSION_MS, MAX_RETRANSMISSION_MS, MAX_RETRANSMISSIONS } from "./net_way";

/** lwIP's interval: one probe, then this long for an answer. */
const KEEP_ALIVE_INTERVAL_MS = 75000;

export interface Decline {
  readonly chip: Chip;
  readonly retransmitting: boolean;
  /** Keep-alive idle time; 0: no keep-alive. */
  readonly idleMs: number;
  /** Somebody has that address now, and knows nothing of this connection. */
  readonly reachable: (this: void) => boolean;
  readonly onEnd: (this: void, answered: boolean) => void;
}

export function startDecline(decline: Decline): Alarm {
  const { chip, retransmitting, idleMs, reachable, onEnd } = decline;
  let alarm: Alarm | undefined;
  let tries = 0;
  let delayMs = FIRST_RETRANSMISSION_MS;

  function retransmit(): void {
    alarm = chip.clock.after(delayMs, () => {
      tries += 1;
      delayMs = Math.min(delayMs * 2, MAX_RETRANSMISSION_MS);
      if (reachable()) onEnd(true);
      else if (tries >= MAX_RETRANSMISSIONS) onEnd(false);
      else retransmit();
    });
  }

  function probe(): void {
    alarm = chip.clock.after(idleMs, () => {
      if (reachable()) onEnd(true);
      else alarm = chip.clock.after(KEEP_ALIVE_INTERVAL_MS, () => onEnd(false));
    });
  }

  if (retransmitting) retransmit();
  else if (idleMs > 0) probe();
  return {
    cancel: () => {
      if (alarm !== undefined) alarm.cancel();
    },
  };
}
