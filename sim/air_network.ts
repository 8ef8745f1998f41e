/** One network of the air file: what its fields may hold, and their defaults. */
import {
  isAddress,
  isAuthentication,
  isBssid,
  isDhcp,
  isFlag,
  isMask,
  isSsid,
  isSsidHex,
  isText,
  MAX_DELAY_MS,
  problemIn,
  wholeNumber,
  type Fields,
  type Rule,
} from "./air_rules";
import { authenticationOf, OPEN, WPA2_PSK } from "./authentication";
import type { AirNetwork } from "./contract";
import { REASON_TOO_MANY } from "./wifi_codes";

const DEFAULT_JOIN_DELAY_MS = 500;
/** DISCOVER to ACK with a home router: an estimate. */
const DEFAULT_DHCP_DELAY_MS = 300;

export const networkRules: Record<string, Rule> = {
  ssid: isSsid,
  ssidHex: isSsidHex,
  bssid: isBssid,
  auth: isAuthentication,
  password: isText,
  channel: wholeNumber(1, 14),
  rssi: wholeNumber(-120, 0),
  hidden: isFlag,
  ip: isAddress,
  netmask: isMask,
  gw: isAddress,
  joinDelayMs: wholeNumber(0, MAX_DELAY_MS),
  dhcp: isDhcp,
  dhcpDelayMs: wholeNumber(0, MAX_DELAY_MS),
  reject: wholeNumber(0, 255),
  full: isFlag,
  lossPercent: wholeNumber(0, 100),
};

function fromHex(digits: string): string {
  const [bytes] = string.gsub(digits, "%x%x", (pair) => string.char(tonumber(pair, 16)!));
  return bytes;
}

/** An address that stays the same while networks come and go around this one. */
function inventBssid(ssid: string, occurrence: number): string {
  let low = occurrence;
  let high = 7;
  for (const index of $range(1, ssid.length)) {
    const value = string.byte(ssid, index);
    low = (low * 31 + value) % 65521;
    high = (high * 37 + value) % 65519;
  }
  return string.format(
    "02:5a:%02x:%02x:%02x:%02x",
    Math.floor(high / 256),
    high % 256,
    Math.floor(low / 256),
    low % 256,
  );
}

/** The network, or what is wrong with it. `occurrences` counts names over the whole list. */
export function readNetwork(
  fields: Fields,
  occurrences: Record<string, number>,
): AirNetwork | string {
  const problem = problemIn(fields, networkRules);
  if (problem !== undefined) return problem;
  const hex = fields["ssidHex"] as string | undefined;
  const name = fields["ssid"] as string | undefined;
  if ((hex === undefined) === (name === undefined)) return "needs ssid or ssidHex, one of them";
  const ssid = name ?? fromHex(hex!);
  const occurrence = (occurrences[ssid] ?? 0) + 1;
  occurrences[ssid] = occurrence;
  const password = (fields["password"] as string | undefined) ?? "";
  const word = fields["auth"] as string | undefined;
  const fallback = password === "" ? OPEN : WPA2_PSK;
  const auth = word === undefined ? fallback : authenticationOf(word)!;
  const whole = (field: string, byDefault: number): number =>
    Math.floor((fields[field] as number | undefined) ?? byDefault);
  const reject = whole("reject", fields["full"] === true ? REASON_TOO_MANY : 0);
  return {
    ssid,
    bssid: string.lower((fields["bssid"] as string | undefined) ?? inventBssid(ssid, occurrence)),
    auth,
    password: auth === OPEN ? "" : password,
    channel: whole("channel", 6),
    rssiDbm: whole("rssi", -60),
    hidden: fields["hidden"] === true,
    ip: (fields["ip"] as string | undefined) ?? "192.168.1.50",
    netmask: (fields["netmask"] as string | undefined) ?? "255.255.255.0",
    gw: (fields["gw"] as string | undefined) ?? "192.168.1.1",
    joinDelayMs: whole("joinDelayMs", DEFAULT_JOIN_DELAY_MS),
    dhcp: (fields["dhcp"] as "ok" | "never" | undefined) ?? "ok",
    dhcpDelayMs: whole("dhcpDelayMs", DEFAULT_DHCP_DELAY_MS),
    rejectReason: reject === 0 ? undefined : reject,
    lossPercent: whole("lossPercent", 0),
  };
}
