/** IPv4 addresses as dotted text, worked on byte by byte: 32 bits do not fit the smallest integers. */

const BYTES = 4;
const FIRST_MULTICAST = 224;
const LAST_MULTICAST = 239;

/** The four numbers of "192.168.4.1", or undefined. */
export function parseIp(text: string): number[] | undefined {
  const bytes: number[] = [];
  for (const [part] of string.gmatch(`${text}.`, "(%d+)%.")) {
    const value = tonumber(part)!;
    if (part!.length > 3 || value > 255) return undefined;
    bytes.push(value);
  }
  if (bytes.length !== BYTES || table.concat(bytes, ".").length > text.length) return undefined;
  const [rest] = string.gsub(text, "[%d.]", "");
  return rest === "" ? bytes : undefined;
}

export function formatIp(bytes: readonly number[]): string {
  return string.format("%d.%d.%d.%d", bytes[0]!, bytes[1]!, bytes[2]!, bytes[3]!);
}

export function isMulticast(ip: string): boolean {
  const first = parseIp(ip)?.[0] ?? 0;
  return first >= FIRST_MULTICAST && first <= LAST_MULTICAST;
}

function maskByte(value: number, mask: number): number {
  let result = 0;
  let weight = 128;
  let restOfValue = value;
  let restOfMask = mask;
  while (weight >= 1) {
    if (restOfValue >= weight && restOfMask >= weight) result += weight;
    restOfValue %= weight;
    restOfMask %= weight;
    weight = Math.floor(weight / 2);
  }
  return result;
}

export function sameSubnet(left: string, right: string, netmask: string): boolean {
  const a = parseIp(left);
  const b = parseIp(right);
  const mask = parseIp(netmask);
  if (a === undefined || b === undefined || mask === undefined) return false;
  for (const index of $range(0, BYTES - 1)) {
    if (maskByte(a[index]!, mask[index]!) !== maskByte(b[index]!, mask[index]!)) return false;
  }
  return true;
}

function isMaskByte(value: number): boolean {
  let zeros = 1;
  while (zeros <= 256) {
    if (256 - zeros === value) return true;
    zeros *= 2;
  }
  return false;
}

/** Ones, then zeros. */
export function isNetmask(text: string): boolean {
  const bytes = parseIp(text);
  if (bytes === undefined) return false;
  let ended = false;
  for (const value of bytes) {
    if (ended && value !== 0) return false;
    if (value !== 255) {
      ended = true;
      if (!isMaskByte(value)) return false;
    }
  }
  return true;
}
