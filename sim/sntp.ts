/** lwIP's SNTP client: asks one server for the time, once an hour. Sources: LW/apps/sntp.c, RFC 4330. */
import { divide } from "./calendar";
import type { Kernel } from "./chip";
import type { Alarm } from "./contract";
import { OK } from "./net_codes";
import type { Notify } from "./net_events";
import { ANY_IP } from "./net_ports";
import type { NetContext } from "./net_sockets";
import type { UdpBlock } from "./net_udp";

const PORT = 123;
const MESSAGE_BYTES = 48;
/** Version 4, mode client. */
const CLIENT = 0x23;
const SERVER_MODE = 4;
const MODES = 8;
const UPDATE_MS = 3600000;
const ANSWER_MS = 15000;
const MAX_RETRY_MS = 150000;
/** Of the random delay before the first question. */
const MAX_STARTUP_MS = 5000;
/** Seconds from 1900 to 1970, in halves of a word. */
const EPOCH_HIGH = 33706;
const EPOCH_LOW = 32384;
const HALF_WORD = 65536;
const BYTE = 256;

/** @noSelf */
export interface Sntp {
  start(server: string): void;
  stop(): void;
  enabled(): boolean;
}

/** Seconds since 1970 and milliseconds of the time at which the server answered. */
function readTime(message: string): LuaMultiReturn<[seconds: number, milliseconds: number]> {
  const [a, b, c, d, e, f] = string.byte(message, 41, 46);
  const low = c! * BYTE + d! - EPOCH_LOW;
  const high = a! * BYTE + b! - EPOCH_HIGH;
  const fraction = e! * BYTE + f!;
  return $multi(high * HALF_WORD + low, divide(fraction * 125, HALF_WORD / 8));
}

export function createSntp(kernel: Kernel, net: NetContext): Sntp {
  let block: UdpBlock | undefined;
  let timer: Alarm | undefined;
  let retryMs = ANSWER_MS;
  let server = "";

  function later(delayMs: number, run: (this: void) => void): void {
    timer?.cancel();
    timer = kernel.clock.after(delayMs, run);
  }

  function retry(): void {
    later(retryMs, ask);
    retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
  }

  function receive(): void {
    const message = block?.take()?.bytes;
    if (message === undefined || message.length !== MESSAGE_BYTES) return;
    const mode = string.byte(message, 1) % MODES;
    const stratum = string.byte(message, 2);
    if (mode !== SERVER_MODE) return;
    // A server that does not want to be asked.
    if (stratum === 0) return retry();
    const [seconds, milliseconds] = readTime(message);
    kernel.world.wallClock.set(seconds, milliseconds);
    retryMs = ANSWER_MS;
    later(UPDATE_MS, ask);
  }

  function ask(): void {
    const code = net.resolver.find(server, (ip) => {
      if (block === undefined) return;
      if (ip === undefined) return retry();
      const rest = string.rep(string.char(0), MESSAGE_BYTES - 1);
      block.send(ip, PORT, string.char(CLIENT) + rest);
      later(ANSWER_MS, retry);
    });
    if (code !== OK) retry();
  }

  const notify: Notify = (_netconn, event) => {
    if (event === "receive") receive();
  };

  return {
    start: (name) => {
      server = name;
      if (block !== undefined) return;
      const [, bound] = net.udp.bind(ANY_IP, 0, false, notify);
      block = bound;
      const bytes = kernel.world.randomBytes(2);
      const random = string.byte(bytes, 1) * BYTE + string.byte(bytes, 2);
      later(random % MAX_STARTUP_MS, ask);
    },
    stop: () => {
      timer?.cancel();
      block?.destroy();
      block = undefined;
    },
    enabled: () => block !== undefined,
  };
}
