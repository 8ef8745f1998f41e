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
/** DNS_MAX_RETRIES: after each try one second more than there were tries before it. */
const MAX_TRIES = 4;
const TRY_MS = 1000;
const MEDIUM = 1;

export type OnAddress = (ip: string | undefined) => void;

/** @noSelf */
export interface Resolver {
  setServer(index: number, ip: string): void;
  server(index: number): string | undefined;
  /** Calls back at once or later, unless the code says that it will not. */
  find(name: string, done: OnAddress): number;
  /** The same, but calls back in a MEDIUM task. */
  lookup(name: string, done: OnAddress): number;
}

export function createResolver(chip: Chip, radio: Radio): Resolver {
  const servers: (string | undefined)[] = [];
  let pending = 0;

  function answerLater(done: OnAddress, ip: string | undefined): void {
    chip.tasks.post(MEDIUM, () => done(ip));
  }

  /** No way to the server, or the question or its answer gets lost. */
  function isLost(server: string): boolean {
    const route = findRoute(radio, server);
    if (route === undefined) return true;
    const { by } = route;
    return by !== "self" && (radio.loses(by) || radio.loses(by));
  }

  function start(name: string, server: string, done: OnAddress): void {
    let open = true;
    const finish: OnAddress = (ip) => {
      if (!open || chip.isDown()) return;
      open = false;
      pending -= 1;
      done(ip);
    };
    pending += 1;
    let asked = false;

    function ask(tries: number): void {
      if (!open) return;
      if (tries === MAX_TRIES) return finish(undefined);
      const { onLookup } = chip.world.lanListener;
      if (onLookup !== undefined && !asked && !isLost(server)) {
        asked = true;
        onLookup(name, finish);
      }
      chip.clock.after(TRY_MS * Math.max(1, tries), () => ask(tries + 1));
    }
    ask(0);
  }

  function find(name: string, done: OnAddress): number {
    if (name === "" || name.length > MAX_NAME_BYTES) return ILLEGAL_ARGUMENT;
    const literal = name === "localhost" ? "127.0.0.1" : name;
    if (parseIp(literal) !== undefined) {
      done(literal === ANY_IP ? undefined : literal);
      return OK;
    }
    const server = servers[0] ?? servers[1] ?? servers[2];
    if (server === undefined) return ILLEGAL_VALUE;
    if (pending >= MAX_LOOKUPS) return OUT_OF_MEMORY;
    start(name, server, done);
    return OK;
  }

  return {
    setServer: (index, ip) => {
      servers[index] = ip;
    },
    server: (index) => servers[index],
    find,
    lookup: (name, done) =>
      find(name, (ip) => {
        answerLater(done, ip);
      }),
  };
}
