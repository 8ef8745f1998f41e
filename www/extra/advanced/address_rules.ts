/** Which addresses a device may have: the same rules as src/static_address.ts. Pure. */
import type { Text } from "../../text";
import * as text from "./text";

export interface Typed {
  ip: string;
  netmask: string;
  gateway: string;
  dns: string;
}

/** What is wrong, by field. */
export type Problems = Partial<Record<keyof Typed, Text>>;

/** The device itself, as the page's address has it. */
const PORTAL_MASK = 0xffffff00;

/** 32 bits without a sign; nothing for what is no address. */
export function parse(address: string): number | undefined {
  const parts = address.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && +part < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + +part, 0);
}

const isOfDevice = (address: number | undefined) =>
  address !== undefined && address >>> 24 > 0 && address >>> 24 !== 127 && address >>> 24 < 224;

/** /8 to /30: ones, then zeros. */
function isNetmask(mask: number | undefined): boolean {
  if (mask === undefined) return false;
  const hosts = ~mask >>> 0;
  return (hosts & (hosts + 1)) === 0 && hosts >= 3 && hosts <= 0xffffff;
}

const isNetOrAll = (address: number, mask: number) =>
  (address & ~mask) === 0 || (address | mask) >>> 0 === 0xffffffff;

const isSameNet = (one: number, other: number, mask: number) => ((one ^ other) & mask) === 0;

/** What is wrong, by field; empty when all can be used. @param portal the device's address here */
export function problems(typed: Typed, portal: string): Problems {
  const ip = parse(typed.ip) as number;
  const mask = parse(typed.netmask) as number;
  const gateway = parse(typed.gateway) as number;
  const access = parse(portal);
  const found: Problems = {};
  if (!isOfDevice(ip)) found.ip = text.badIp;
  if (!isNetmask(mask)) found.netmask = text.badNetmask;
  if (!isOfDevice(gateway)) found.gateway = text.badIp;
  if (typed.dns && !isOfDevice(parse(typed.dns))) found.dns = text.badIp;
  if (found.ip || found.netmask) return found;
  if (isNetOrAll(ip, mask)) found.ip = text.netOrAll;
  else if (
    access !== undefined &&
    (isSameNet(ip, access, mask) || isSameNet(ip, access, PORTAL_MASK))
  )
    found.ip = text.ownNet;
  if (found.gateway) return found;
  if (!isSameNet(ip, gateway, mask)) found.gateway = text.notInNet;
  else if (ip === gateway) found.gateway = text.same;
  else if (isNetOrAll(gateway, mask)) found.gateway = text.netOrAll;
  return found;
}
