/**
 * The clients of the device's access point: association ids, and addresses of its DHCP server's pool.
 * Source: IDF lwip/apps/dhcpserver (100 addresses on the larger side of the access point's own).
 */
import type { Guest, Trace } from "./contract";
import { formatIp, parseIp } from "./ip_address";

const POOL_SIZE = 100;
const LAST_HOST = 254;

interface Station {
  readonly mac: string;
  readonly id: number;
  readonly ip: string;
  readonly guest: Guest;
}

export type OnGuest = (mac: string, id: number) => void;
export type OnAddress = (ip: string) => void;

/** @noSelf */
export interface Guests {
  /** The mac is an old friend, or takes the first free address; undefined when `max` are there. */
  join(mac: string, serverIp: string, max: number): Guest | undefined;
  hasAddress(ip: string): boolean;
  /** Everybody loses the link. */
  dropAll(): void;
  /** Everybody loses the link for a moment, and is remembered. */
  moveAway(): void;
  comeBack(): void;
}

function poolOf(serverIp: string): string[] {
  const bytes = parseIp(serverIp)!;
  const own = bytes[3]!;
  const above = LAST_HOST - own >= own - 1;
  const first = above ? own + 1 : Math.max(1, own - POOL_SIZE);
  const last = above ? Math.min(LAST_HOST, own + POOL_SIZE) : own - 1;
  const pool: string[] = [];
  for (const host of $range(first, last)) {
    pool.push(formatIp([bytes[0]!, bytes[1]!, bytes[2]!, host]));
  }
  return pool;
}

/** `onWalkedOff`: a client left by itself. */
export function createGuests(
  trace: Trace,
  onJoined: OnGuest,
  onLeft: OnGuest,
  onWalkedOff: OnAddress,
): Guests {
  let present: Station[] = [];
  let away: Station[] = [];
  const leases: Record<string, string> = {};

  function freeId(): number {
    let id = 1;
    for (const station of present) {
      if (station.id >= id) id = station.id + 1;
    }
    return id;
  }

  function addressFor(mac: string, serverIp: string): string | undefined {
    const pool = poolOf(serverIp);
    const old = leases[mac];
    const taken: Record<string, boolean> = {};
    for (const [, ip] of pairs(leases)) taken[ip] = true;
    for (const ip of pool) {
      if (ip === old) return ip;
    }
    for (const ip of pool) {
      if (taken[ip] !== true) return ip;
    }
    return undefined;
  }

  function arrive(station: Station): void {
    present.push(station);
    trace.emit("phone_joined", { mac: station.mac, ip: station.ip });
    onJoined(station.mac, station.id);
  }

  function depart(station: Station): void {
    trace.emit("phone_left", { mac: station.mac });
    onLeft(station.mac, station.id);
  }

  function without(list: Station[], mac: string): Station[] {
    const rest: Station[] = [];
    for (const station of list) {
      if (station.mac !== mac) rest.push(station);
    }
    return rest;
  }

  function find(list: Station[], mac: string): Station | undefined {
    for (const station of list) {
      if (station.mac === mac) return station;
    }
    return undefined;
  }

  function leave(mac: string): void {
    away = without(away, mac);
    const station = find(present, mac);
    if (station === undefined) return;
    present = without(present, mac);
    depart(station);
    onWalkedOff(station.ip);
  }

  return {
    join: (mac, serverIp, max) => {
      const old = find(present, mac) ?? find(away, mac);
      if (old !== undefined) return old.guest;
      if (present.length + away.length >= max) return undefined;
      const ip = addressFor(mac, serverIp);
      if (ip === undefined) return undefined;
      leases[mac] = ip;
      const guest: Guest = { mac, ip, leave: () => leave(mac) };
      arrive({ mac, id: freeId(), ip, guest });
      return guest;
    },
    hasAddress: (ip) => {
      for (const station of present) {
        if (station.ip === ip) return true;
      }
      return false;
    },
    dropAll: () => {
      const leaving = present;
      present = [];
      away = [];
      for (const station of leaving) depart(station);
    },
    moveAway: () => {
      const leaving = present;
      present = [];
      for (const station of leaving) {
        away.push(station);
        depart(station);
      }
    },
    comeBack: () => {
      const returning = away;
      away = [];
      for (const station of returning) arrive(station);
    },
  };
}
