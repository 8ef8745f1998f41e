/** lwIP's resolver: up to three servers, four lookups at once. Source: LW/core/dns.c. */
import type { Chip } from "./contract";
import { parseIp } from "./ip_address";
import { ILLEGAL_ARGUMENT, ILLEGAL_VALUE, OK, OUT_OF_MEMORY } from "./net_codes";
import { ANY_IP } from "./net_ports";
import { findRoute } from "./net_route";
import type { Radio } from "./wifi_radio";

export const MAX_SERVERS = 3;
const MAX_LOOKUPS = 4;
const MAX_NAME_BYTES = 255;
/** Four tries without an answer: an estimate. */
const GIVE_UP_MS = 10000;
const MEDIUM = 1;

export type OnAddress = (ip: string | undefined) => void;

/** @noSelf */
export interface Resolver {
  setServer(index: number, ip: string): void;
  server(index: number): string | undefined;
  /** Calls back in a MEDIUM task, for addresses too, unless the code says that it will not. */
  lookup(name: string, done: OnAddress): number;
}

export function createResolver(chip: Chip, radio: Radio): Resolver {
  const servers: (string | undefined)[] = [];
  let pending = 0;

  function answerLater(done: OnAddress, ip: string | undefined): void {
    chip.tasks.post(MEDIUM, () => done(ip));
  }

  function ask(name: string, server: string, done: OnAddress): void {
    let open = true;
    const finish: OnAddress = (ip) => {
      if (!open || chip.isDown()) return;
      open = false;
      pending -= 1;
      answerLater(done, ip);
    };
    pending += 1;
    chip.clock.after(GIVE_UP_MS, () => finish(undefined));
    const { onLookup } = chip.world.lanListener;
    if (onLookup !== undefined && findRoute(radio, server) !== undefined) {
      onLookup(name, (ip) => finish(ip));
    }
  }

  return {
    setServer: (index, ip) => {
      servers[index] = ip;
    },
    server: (index) => servers[index],
    lookup: (name, done) => {
      if (name === "" || name.length > MAX_NAME_BYTES) return ILLEGAL_ARGUMENT;
      const literal = name === "localhost" ? "127.0.0.1" : name;
      if (parseIp(literal) !== undefined) {
        answerLater(done, literal === ANY_IP ? undefined : literal);
        return OK;
      }
      const server = servers[0];
      if (server === undefined) return ILLEGAL_VALUE;
      if (pending >= MAX_LOOKUPS) return OUT_OF_MEMORY;
      ask(name, server, done);
      return OK;
    },
  };
}
