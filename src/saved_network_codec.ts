/** The file of the further saved networks as text: a line for each, newest first. Pure. */
import type { JoinFailure } from "./disconnect_reason";
import { decodeHex, encodeHex } from "./hex_codec";
import type { StaticAddress } from "./static_address";

/** Where it lies: see safe_file. It holds passwords: nobody else may read it. */
export const enum SavedFile {
  Name = "networks.saved",
  New = "networks.saved.new",
}

/** How a static address fares: each word follows from the one before, and none leads back. */
export type AddressState = "new" | "trying" | "good" | "failed";

/** A network that was joined once. */
export interface SavedNetwork {
  /** 1 to 32 bytes. */
  readonly ssid: string;
  /** Nothing: it is in the driver's store, or nowhere. */
  password: string | undefined;
  /** See wifi_station. */
  weakestAuth: number | undefined;
  /** The access point that was chosen for it, "02:00:00:00:00:01". */
  bssid: string | undefined;
  /** When it was last joined and when it last failed, counted over all networks; 0: never. */
  joined: number;
  failed: number;
  cause: JoinFailure | undefined;
  address: StaticAddress | undefined;
  addressState: AddressState | undefined;
}

const FIELDS = 12;
const NOTHING = "-";
/** Before a password, which may be empty. */
const PASSWORD = ":";
const MAX_SSID_BYTES = 32;

/** Without history. */
export function newNetwork(ssid: string): SavedNetwork {
  return {
    ssid,
    password: undefined,
    weakestAuth: undefined,
    bssid: undefined,
    joined: 0,
    failed: 0,
    cause: undefined,
    address: undefined,
    addressState: undefined,
  };
}

function lineOf(network: SavedNetwork): string {
  const { password, weakestAuth, bssid, address } = network;
  const secret = password === undefined ? NOTHING : PASSWORD + encodeHex(password);
  const auth = weakestAuth === undefined ? NOTHING : string.format("%d", weakestAuth);
  const where =
    address === undefined
      ? "- - - - -"
      : `${address.ip} ${address.netmask} ${address.gateway} ${address.dns} ${network.addressState}`;
  return string.format(
    "%s %s %s %s %d %d %s %s",
    encodeHex(network.ssid),
    secret,
    auth,
    bssid ?? NOTHING,
    network.joined,
    network.failed,
    network.cause ?? NOTHING,
    where,
  );
}

/** In the same order. */
export function encodeSaved(networks: readonly SavedNetwork[]): string {
  const lines: string[] = [];
  for (const network of networks) lines.push(lineOf(network));
  return table.concat(lines, "\n");
}

function optional(word: string | undefined): string | undefined {
  return word === NOTHING ? undefined : word;
}

function networkOf(line: string): SavedNetwork | undefined {
  const words: string[] = [];
  for (const [word] of string.gmatch(line, "%S+")) words.push(word!);
  const ssid = decodeHex(words[0] ?? "");
  if (words.length !== FIELDS || ssid === undefined || ssid.length > MAX_SSID_BYTES) {
    return undefined;
  }
  const network = newNetwork(ssid);
  if (words[1] !== NOTHING) network.password = decodeHex(string.sub(words[1]!, 2));
  network.weakestAuth = tonumber(words[2]);
  network.bssid = optional(words[3]);
  network.joined = tonumber(words[4]) ?? 0;
  network.failed = tonumber(words[5]) ?? 0;
  network.cause = optional(words[6]) as JoinFailure | undefined;
  if (words[11] !== NOTHING) {
    network.address = {
      ip: words[7]!,
      netmask: words[8]!,
      gateway: words[9]!,
      dns: words[10]!,
    };
    network.addressState = words[11] as AddressState;
  }
  return network;
}

/** What is no network's line is left out. */
export function decodeSaved(text: string): SavedNetwork[] {
  const networks: SavedNetwork[] = [];
  for (const [line] of string.gmatch(text, "[^\n]+")) {
    const network = networkOf(line!);
    if (network !== undefined) networks.push(network);
  }
  return networks;
}
