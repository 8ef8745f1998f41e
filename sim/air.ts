/** The access points in range, as the air file describes them. */
import {
  isAddress,
  isBssid,
  isDhcp,
  isFlag,
  isMask,
  isSsid,
  isSsidHex,
  isText,
  wholeNumber,
  type Rule,
} from "./air_rules";
import { authenticationOf, OPEN, WPA2_PSK } from "./authentication";
import type { Air, AirNetwork, Run } from "./contract";

type Fields = Record<string, unknown>;

const DEFAULT_MOVE_LOSS_MS = 3000;
const MAX_DELAY_MS = 600000;

const networkRules: Record<string, Rule> = {
  ssid: isSsid,
  ssidHex: isSsidHex,
  bssid: isBssid,
  auth: (value) =>
    type(value) === "string" && authenticationOf(value as string) !== undefined
      ? undefined
      : "must be open, wep, wpa, wpa2, wpa_wpa2, enterprise, wpa3 or wpa2_wpa3",
  password: isText,
  channel: wholeNumber(1, 14),
  rssi: wholeNumber(-120, 0),
  hidden: isFlag,
  ip: isAddress,
  netmask: isMask,
  gw: isAddress,
  joinDelayMs: wholeNumber(0, MAX_DELAY_MS),
  dhcp: isDhcp,
  reject: wholeNumber(0, 255),
};

const topRules: Record<string, Rule> = {
  networks: (value) => (type(value) === "table" ? undefined : "must be a list"),
  moveLossMs: wholeNumber(0, MAX_DELAY_MS),
};

/** The first thing wrong with these fields, as "channel must be …"; names in order of the alphabet. */
function problemIn(fields: Fields, rules: Record<string, Rule>): string | undefined {
  const names: string[] = [];
  for (const [name] of pairs(fields)) names.push(tostring(name));
  table.sort(names);
  for (const name of names) {
    const rule = rules[name];
    // Fields that nobody reads, such as a comment, do no harm; `note` tells of them.
    const problem = rule === undefined ? undefined : rule(fields[name]);
    if (problem !== undefined) return `${name} ${problem}`;
  }
  return undefined;
}

/** Fields that nobody reads: a typing mistake, or a comment. */
function strangersIn(fields: Fields, rules: Record<string, Rule>): string[] {
  const names: string[] = [];
  for (const [name] of pairs(fields)) {
    if (rules[name as string] === undefined) names.push(tostring(name));
  }
  table.sort(names);
  return names;
}

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

function readNetwork(fields: Fields, occurrences: Record<string, number>): AirNetwork | string {
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
  const reject = whole("reject", 0);
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
    joinDelayMs: whole("joinDelayMs", 500),
    dhcp: (fields["dhcp"] as "ok" | "never" | undefined) ?? "ok",
    rejectReason: reject === 0 ? undefined : reject,
  };
}

function labelOf(position: number, entry: unknown): string {
  const place = `network ${string.format("%d", position)}`;
  if (type(entry) !== "table") return place;
  const name = (entry as Fields)["ssid"] ?? (entry as Fields)["ssidHex"];
  return type(name) === "string" ? `${place} ("${tostring(name)}")` : place;
}

function readNetworks(entries: LuaTable<number, unknown>): AirNetwork[] | string {
  const networks: AirNetwork[] = [];
  const occurrences: Record<string, number> = {};
  let count = 0;
  for (const [key] of pairs(entries)) {
    if (type(key) !== "number") return "networks must be a list";
    count += 1;
  }
  for (const position of $range(1, count)) {
    const entry = entries.get(position);
    const label = labelOf(position, entry);
    if (type(entry) !== "table") return `${label} must be an object`;
    const network = readNetwork(entry as Fields, occurrences);
    if (typeof network === "string") return `${label}: ${network}`;
    networks.push(network);
  }
  return networks;
}

export type Note = (text: string) => void;

/** @param note hears of fields that are left out */
export function createAir(note: Note = () => {}): Air {
  let networks: AirNetwork[] = [];
  let moveLossMs = DEFAULT_MOVE_LOSS_MS;
  let listener: Run | undefined;

  return {
    networks: () => networks,
    moveLossMs: () => moveLossMs,

    set: (description) => {
      if (type(description) !== "table") return "the air must be an object with networks";
      const fields = description as Fields;
      const problem = problemIn(fields, topRules);
      if (problem !== undefined) return problem;
      if (fields["networks"] === undefined) return "networks is missing";
      const read = readNetworks(fields["networks"] as LuaTable<number, unknown>);
      if (typeof read === "string") return read;
      for (const name of strangersIn(fields, topRules)) note(`the air: "${name}" is not a field`);
      for (const [position, entry] of pairs(fields["networks"] as LuaTable<number, Fields>)) {
        for (const name of strangersIn(entry, networkRules)) {
          note(`the air: ${labelOf(position, entry)}: "${name}" is not a field`);
        }
      }
      networks = read;
      moveLossMs = Math.floor((fields["moveLossMs"] as number | undefined) ?? DEFAULT_MOVE_LOSS_MS);
      if (listener !== undefined) listener();
      return undefined;
    },

    onChange: (newListener) => {
      listener = newListener;
    },
  };
}
