/** The chip as a whole: the only file that says `node`. */

/**
 * Microseconds since boot.
 *
 * @returns a float of 24 bits: exact for 16 s, to 8 ms after a day, to 262 ms after a month
 */
export function uptimeUs(): number {
  const [microseconds] = node.uptime();
  return microseconds;
}

/** Calls run soon, in a fresh call from the firmware: its C stack is small. It must not raise. */
export function post(run: () => void): void {
  node.task.post(run);
}

/** Bytes of heap that nobody uses, in all. Garbage of the program counts as used. */
export function freeHeapBytes(): number {
  return node.heap();
}
