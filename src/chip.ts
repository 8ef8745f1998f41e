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

/** Bytes of heap that nobody uses, in all. Garbage of the program counts as used. */
export function freeHeapBytes(): number {
  return node.heap();
}
