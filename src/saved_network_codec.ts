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

const LINE =
  "^(%x+) ([-:]%x*) ([-%d]) ([-:%x]+) (-?%d+) (-?%d+) (%S+) ([-.%d]+) (%S+) (%S+) (%S+) (%S+)$";
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

/** Nothing where a word of it can't be one: half a network is none. */
function networkOf(line: string): SavedNetwork | undefined {
  const [name, secret, auth, bssid, joined, failed, cause, ip, netmask, gateway, dns, state] =
    string.match(line, LINE);
  const ssid = decodeHex(name ?? "");
  const password = decodeHex(string.sub(secret ?? "", 2));
  if (ssid === undefined || ssid === "" || ssid.length > MAX_SSID_BYTES) return undefined;
  if (password === undefined) return undefined;
  const network = newNetwork(ssid);
  if (secret !== NOTHING) network.password = password;
  network.weakestAuth = tonumber(auth);
  if (bssid !== NOTHING) network.bssid = bssid;
  // With a base the number is whole, however many digits there are.
  network.joined = tonumber(joined!, 10)!;
  network.failed = tonumber(failed!, 10)!;
  if (cause !== NOTHING) network.cause = cause as JoinFailure;
  if (ip !== NOTHING) {
    network.address = { ip: ip!, netmask: netmask!, gateway: gateway!, dns: dns! };
    network.addressState = state as AddressState;
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
