/**
 * What arrived and Lua did not take yet: a window of four segments and a mailbox of six packets. The
 * rest waits at the sender. One packet may hold several segments: one event, several calls.
 */
import type { Chip, Run } from "./contract";

const SEGMENT_BYTES = 1440;
const WINDOW_BYTES = 5760;
const MAX_PACKETS = 6;
/** From an opened window to the next packet: a round trip on the air, an estimate. */
const ROUND_TRIP_MS = 2;

export type OnPacket = (byteCount: number) => void;

/** @noSelf */
export interface Mailbox {
  arrive(bytes: string): void;
  /** The sender's FIN, which follows its bytes. */
  end(): void;
  take(): string[] | undefined;
  hasUndelivered(): boolean;
}

function split(bytes: string): string[] {
  const pieces: string[] = [];
  for (const first of $range(1, bytes.length, SEGMENT_BYTES)) {
    pieces.push(string.sub(bytes, first, first + SEGMENT_BYTES - 1));
  }
  return pieces;
}

export function createMailbox(chip: Chip, onPacket: OnPacket, onEnd: Run): Mailbox {
  const packets: string[] = [];
  let undelivered = 0;
  let atSender = "";
  let ended = false;
  let coming = false;

  function pump(): void {
    const room = WINDOW_BYTES - undelivered;
    if (atSender !== "" && room > 0 && packets.length < MAX_PACKETS) {
      const packet = string.sub(atSender, 1, room);
      atSender = string.sub(atSender, room + 1);
      packets.push(packet);
      undelivered += packet.length;
      onPacket(packet.length);
    }
    if (ended && atSender === "") {
      ended = false;
      onEnd();
    }
  }

  return {
    arrive: (bytes) => {
      const first = atSender === "";
      atSender += bytes;
      if (first) pump();
    },
    end: () => {
      ended = true;
      pump();
    },
    take: () => {
      const packet = table.remove(packets, 1);
      if (packet === undefined) return undefined;
      undelivered -= packet.length;
      if (atSender !== "" && !coming) {
        coming = true;
        chip.clock.after(ROUND_TRIP_MS, () => {
          coming = false;
          pump();
        });
      }
      return split(packet);
    },
    hasUndelivered: () => undelivered > 0 || atSender !== "",
  };
}
