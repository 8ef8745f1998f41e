/**
 * One direction of a TCP connection through the air: in order, and late where a packet was lost, since
 * its sender waits for the retransmission timeout. Sources: LW/core/tcp.c, RFC 6298.
 */
import type { Alarm, Chip, Run, Side } from "./contract";
import type { Radio } from "./wifi_radio";

/** lwIP's first timeout, and its limit. */
export const FIRST_RETRANSMISSION_MS = 1500;
export const MAX_RETRANSMISSION_MS = 64000;
export const MAX_RETRANSMISSIONS = 12;
/** What the far end, an ordinary computer, waits before it sends again: RFC 6298's first timeout. */
const FAR_RETRANSMISSION_MS = 1000;

/** "self": the packet never leaves the chip. */
export type Path = Side | "self";

/** @noSelf */
interface Way {
  /** Runs what carries a packet: now, after those before it, or never. */
  carry(run: Run): void;
}

function createWay(
  chip: Chip,
  radio: Radio,
  path: Path,
  firstTimeoutMs: number,
  onGiveUp: Run,
): Way {
  const waiting: Run[] = [];
  let retransmission: Alarm | undefined;

  const isLost = (): boolean => path !== "self" && radio.loses(path);

  function deliver(run: Run): void {
    if (path === "self") run();
    else radio.deliver(path, run);
  }

  function retransmitIn(delayMs: number, tries: number): void {
    retransmission = chip.clock.after(delayMs, () => {
      if (!isLost()) {
        arrived();
      } else if (tries >= MAX_RETRANSMISSIONS) {
        retransmission = undefined;
        onGiveUp();
      } else {
        retransmitIn(Math.min(delayMs * 2, MAX_RETRANSMISSION_MS), tries + 1);
      }
    });
  }

  /** The packet that was missing came; those after it were kept, but for the lost ones. */
  function arrived(): void {
    retransmission = undefined;
    deliver(table.remove(waiting, 1)!);
    while (waiting.length > 0) {
      if (isLost()) return retransmitIn(firstTimeoutMs, 1);
      deliver(table.remove(waiting, 1)!);
    }
  }

  return {
    carry: (run) => {
      const free = retransmission === undefined && waiting.length === 0;
      if (free && !isLost()) return deliver(run);
      waiting.push(run);
      if (free) retransmitIn(firstTimeoutMs, 1);
    },
  };
}

/** @noSelf */
interface AcknowledgementWay {
  carry(byteCount: number): void;
}

/** Acknowledgements add up: one that arrives makes good for all that were lost before it. */
function createAcknowledgementWay(
  chip: Chip,
  radio: Radio,
  path: Path,
  onArrival: (byteCount: number) => void,
): AcknowledgementWay {
  let byteCount = 0;
  let again: Alarm | undefined;

  function tryIn(delayMs: number): void {
    again?.cancel();
    again = undefined;
    if (path !== "self" && radio.loses(path)) {
      // The sender repeats what was not acknowledged, and that is acknowledged again.
      again = chip.clock.after(delayMs, () => tryIn(Math.min(delayMs * 2, MAX_RETRANSMISSION_MS)));
      return;
    }
    const count = byteCount;
    byteCount = 0;
    if (path === "self") onArrival(count);
    else radio.deliver(path, () => onArrival(count));
  }

  return {
    carry: (count) => {
      byteCount += count;
      tryIn(FIRST_RETRANSMISSION_MS);
    },
  };
}

/** All that a connection's packets go by. @noSelf */
export interface Ways {
  readonly out: Way;
  readonly incoming: Way;
  readonly acknowledgements: AcknowledgementWay;
}

/**
 * @param onGiveUp the device repeated a segment twelve times
 * @param onArrival of acknowledgements for what the device sent
 */
export function createWays(
  chip: Chip,
  radio: Radio,
  path: Path,
  onGiveUp: Run,
  onArrival: (byteCount: number) => void,
): Ways {
  return {
    out: createWay(chip, radio, path, FIRST_RETRANSMISSION_MS, onGiveUp),
    incoming: createWay(chip, radio, path, FAR_RETRANSMISSION_MS, () => {}),
    acknowledgements: createAcknowledgementWay(chip, radio, path, onArrival),
  };
}
