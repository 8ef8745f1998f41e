/**
 * When bytes are through a wire of so many baud: ten bits a byte, one after another, each direction
 * by itself. Times are device milliseconds with fractions. Pure.
 */

const BITS_PER_BYTE = 10;
const MS_PER_SECOND = 1000;

export interface Pace {
  /** Bytes are put on the wire at that time, behind those that are on it. */
  put(bytes: Uint8Array, atMs: number): void;
  /** What is through by then, with the millisecond in which each part came through. */
  take(untilMs: number): { readonly atMs: number; readonly bytes: Buffer }[];
  /** When the next byte is through. */
  nextMs(): number | undefined;
}

interface Part {
  readonly bytes: Buffer;
  readonly startMs: number;
  sent: number;
}

/** `baud` 0: no time at all. */
export function createPace(baud: number): Pace {
  const byteMs = baud === 0 ? 0 : (BITS_PER_BYTE * MS_PER_SECOND) / baud;
  const parts: Part[] = [];
  let freeAtMs = 0;

  const throughMs = (part: Part): number => part.startMs + (part.sent + 1) * byteMs;

  function nextMs(): number | undefined {
    const [first] = parts;
    return first === undefined ? undefined : throughMs(first);
  }

  /** How many bytes of the part are through before `beforeMs`. */
  function countBefore(part: Part, beforeMs: number): number {
    if (byteMs === 0) return part.bytes.length;
    let count = 0;
    while (
      part.sent + count < part.bytes.length &&
      part.startMs + (part.sent + count + 1) * byteMs < beforeMs
    ) {
      count += 1;
    }
    return count;
  }

  /** The bytes of one millisecond, or what the first part has of them. */
  function takeSome(part: Part, atMs: number, untilMs: number): Buffer {
    const count = Math.max(1, countBefore(part, Math.min(atMs + 1, untilMs)));
    const bytes = part.bytes.subarray(part.sent, part.sent + count);
    part.sent += count;
    if (part.sent === part.bytes.length) parts.shift();
    return bytes;
  }

  return {
    put(bytes, atMs) {
      if (bytes.length === 0) return;
      const startMs = Math.max(atMs, freeAtMs);
      parts.push({ bytes: Buffer.from(bytes), startMs, sent: 0 });
      freeAtMs = startMs + bytes.length * byteMs;
    },
    take(untilMs) {
      const taken: { atMs: number; bytes: Buffer }[] = [];
      let dueMs = nextMs();
      while (dueMs !== undefined && dueMs <= untilMs) {
        const atMs = Math.floor(dueMs);
        taken.push({ atMs, bytes: takeSome(parts[0] as Part, atMs, untilMs) });
        dueMs = nextMs();
      }
      return taken;
    },
    nextMs,
  };
}
