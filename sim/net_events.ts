/**
 * lwIP tells the Lua task what happened, by tasks: receive and end of stream HIGH, the rest MEDIUM.
 * Source: CM/net.c:77-116.
 */
import type { Chip, Priority } from "./contract";

export type NetEvent = "connected" | "sent" | "receive" | "zeroRead" | "error";

const MEDIUM = 1;
const HIGH = 2;

/** Called in its task, with the number of bytes or the error code. */
export type OnNetEvent = (event: NetEvent, byteCount: number, code: number) => void;

/** Anything that a Lua socket can own: a connection, a listening block, a UDP block. */
export interface Netconn {
  /** What the owner does with events; undefined once it let go: then events pass unheard. */
  onEvent: OnNetEvent | undefined;
}

export type Notify = (netconn: Netconn, event: NetEvent, byteCount?: number, code?: number) => void;

export function createNotify(chip: Chip): Notify {
  return (netconn, event, byteCount = 0, code = 0) => {
    const priority: Priority = event === "receive" || event === "zeroRead" ? HIGH : MEDIUM;
    const posted = chip.tasks.post(priority, () => {
      if (netconn.onEvent !== undefined) netconn.onEvent(event, byteCount, code);
    });
    if (posted) return;
    const now = string.format("%d", chip.clock.nowMs());
    chip.world.consoleOut(`E (${now}) net: out of task post slots - lost data!\n`);
  };
}
