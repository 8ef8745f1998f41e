/** Checks a static address before it is used: all in one net, and none that means something else. Pure. */

/** An address of one's own choice, as wifi.sta.setip takes it. */
export interface StaticAddress {
  readonly ip: string;
  readonly netmask: string;
  readonly gateway: string;
  readonly dns: string;
}

type Bytes = number[];

const BYTES = 4;
/** /8 is the widest net that anybody has, /30 the smallest with two addresses. */
const WIDEST_BITS = 8;
const NARROWEST_BITS = 30;
/** The portal's access point: 255.255.255.0. */
const PORTAL_MASK: Bytes = [255, 255, 255, 0];

function parse(text: string | undefined): Bytes | undefined {
  if (text === undefined || stringFind(text, "^%d+%.%d+%.%d+%.%d+$")[0] === undefined) {
    return undefined;
  }
  const bytes: Bytes = [];
  for (const [part] of string.gmatch(text, "%d+")) {
    const value = tonumber(part, 10)!;
    // Behind a nought the firmware reads the number as octal (lwIP: ip4addr_aton).
    const [octal] = stringFind(part!, "^0%d");
    if (octal !== undefined || part!.length > 3 || value > 255) return undefined;
    bytes.push(value);
  }
  return bytes;
}

/** How many ones a netmask begins with; nothing when ones come after a zero. */
function prefixBits(mask: Bytes): number | undefined {
  let bits = 0;
  let ended = false;
  for (const byte of mask) {
    let rest = byte;
    for (const _ of $range(1, 8)) {
      const one = rest >= 128;
      if (one && ended) return undefined;
      if (one) bits += 1;
      else ended = true;
      rest = (rest * 2) % 256;
    }
  }
  return bits;
}

/** Of a byte what the netmask's byte, ones and then zeros, leaves. */
function masked(byte: number, mask: number): number {
  return byte - (byte % (256 - mask));
}

function isSameNet(one: Bytes, other: Bytes, mask: Bytes): boolean {
  for (const at of $range(0, BYTES - 1)) {
    if (masked(one[at]!, mask[at]!) !== masked(other[at]!, mask[at]!)) return false;
  }
  return true;
}

/** The net itself, or all in it (broadcast). */
function isNetOrAll(address: Bytes, mask: Bytes): boolean {
  let zeros = true;
  let ones = true;
  for (const at of $range(0, BYTES - 1)) {
    const host = address[at]! % (256 - mask[at]!);
    if (host !== 0) zeros = false;
    if (host !== 255 - mask[at]!) ones = false;
  }
  return zeros || ones;
}

/** Not this net, loopback, groups, or reserved. */
function isOfDevice(address: Bytes): boolean {
  const first = address[0]!;
  return first > 0 && first !== 127 && first < 224;
}

/** What a person typed, and what is wrong with it: the other field is nothing. */
export interface CheckedAddress {
  readonly address?: StaticAddress;
  /** Which field, and one sentence. */
  readonly field?: "ip" | "netmask" | "gateway" | "dns";
  readonly problem?: string;
}

/**
 * Checks a static address.
 *
 * @param dns empty or left out: the gateway
 * @param apIp the portal's own address, whose net of 255.255.255.0 is taken
 * @example
 * require("static_address").check("192.168.1.50", "255.255.255.0", "192.168.1.1", "", "192.168.4.1").problem
 */
export function check(
  ip: string | undefined,
  netmask: string | undefined,
  gateway: string | undefined,
  dns: string | undefined,
  apIp: string,
): CheckedAddress {
  const own = parse(ip);
  const mask = parse(netmask);
  const router = parse(gateway);
  const hasDns = dns !== undefined && dns !== "";
  const server = hasDns ? parse(dns) : router;
  const access = parse(apIp)!;
  const bits = mask === undefined ? undefined : prefixBits(mask);
  if (own === undefined || !isOfDevice(own)) {
    return { field: "ip", problem: "The address has to be like 192.168.1.50." };
  }
  if (bits === undefined || bits < WIDEST_BITS || bits > NARROWEST_BITS) {
    return { field: "netmask", problem: "The netmask has to be like 255.255.255.0." };
  }
  if (router === undefined || !isOfDevice(router)) {
    return { field: "gateway", problem: "The gateway has to be like 192.168.1.1." };
  }
  if (server === undefined || !isOfDevice(server)) {
    return { field: "dns", problem: "The DNS server has to be like 192.168.1.1, or left out." };
  }
  if (isNetOrAll(own, mask!)) {
    return { field: "ip", problem: "This address is the net itself or its broadcast address." };
  }
  if (!isSameNet(own, router, mask!)) {
    return { field: "gateway", problem: "The gateway is not in the net of the address." };
  }
  if (isNetOrAll(router, mask!) || ip === gateway) {
    return { field: "gateway", problem: "The gateway has to be another device of the net." };
  }
  if (isSameNet(own, access, mask!) || isSameNet(own, access, PORTAL_MASK)) {
    return { field: "ip", problem: "This net is that of the device's own access point." };
  }
  const address = { ip: ip!, netmask: netmask!, gateway: gateway!, dns: hasDns ? dns : gateway! };
  return { address };
}
