/** wifi.sta.scan with its stuck states. Source: CM/wifi_sta.c:472-570; times from IDF's WiFi guide. */
import type { AirNetwork, Alarm, AnyFunction, Chip, Run } from "./contract";
import { FIELD } from "./arguments";
import {
  argumentsOf,
  checkFunction,
  checkTable,
  cutString,
  optionalInteger,
  optionalString,
  type Arguments,
} from "./lua_arguments";
import type { Airtime } from "./wifi_channel";
import { OK } from "./wifi_codes";
import type { EventRelay } from "./wifi_events";

const ALL_CHANNELS_MS = 1600;
const ONE_CHANNEL_MS = 120;
const MAX_SSID_BYTES = 32;

interface Filter {
  readonly ssid: string;
  readonly bssid: string;
  readonly channel: number;
  readonly hidden: number;
}

/** @noSelf */
export interface Scanner {
  /** `codeNow` is the driver's answer to a scan at this moment. */
  scan(options: unknown, callback: unknown, codeNow: () => number): void;
  /** connect() ends a running scan: it is done, with nothing found. */
  breakOff(): void;
  /** The radio stops: nothing ever comes of a running scan. */
  stop(): void;
}

function readFilter(to: Arguments, options: Record<string, unknown>): Filter {
  return {
    ssid: optionalString(to, FIELD, options["ssid"], ""),
    bssid: optionalString(to, FIELD, options["bssid"], ""),
    channel: optionalInteger(to, FIELD, options["channel"], 0),
    hidden: optionalInteger(to, FIELD, options["hidden"], 0),
  };
}

function rawBssid(text: string): string {
  const [digits] = string.gsub(text, ":", "");
  const [bytes] = string.gsub(digits, "%x%x", (pair) => string.char(tonumber(pair, 16)!));
  return bytes;
}

/** A hidden network answers when it is called by its name. */
function isHeard(network: AirNetwork, filter: Filter): boolean {
  if (filter.channel !== 0 && network.channel !== filter.channel) return false;
  if (filter.bssid !== "" && rawBssid(network.bssid) !== string.sub(filter.bssid, 1, 6))
    return false;
  if (filter.ssid !== "") return network.ssid === filter.ssid;
  return !network.hidden || filter.hidden !== 0;
}

function toRecord(network: AirNetwork, filter: Filter): object {
  const named = !network.hidden || filter.ssid !== "";
  return {
    ssid: named ? cutString(network.ssid, MAX_SSID_BYTES) : "",
    bssid: network.bssid,
    channel: network.channel,
    rssi: network.rssiDbm,
    auth: network.auth,
    bandwidth: "HT20",
  };
}

export function createScanner(chip: Chip, relay: EventRelay, airtime: Airtime): Scanner {
  const to = argumentsOf(chip)("scan");
  let pending: AnyFunction | undefined;
  let running: Alarm | undefined;
  let returnToChannel: Run | undefined;

  function finish(records: readonly object[]): void {
    running = undefined;
    returnToChannel?.();
    relay.forward(() => {
      const callback = pending;
      pending = undefined;
      // An allocation of 0 bytes is NULL on the chip: no network is an error too.
      if (records.length === 0) chip.call(callback, "failure on scan done");
      else chip.call(callback, undefined, records);
    });
  }

  function hear(filter: Filter): readonly object[] {
    const heard: AirNetwork[] = [];
    for (const network of chip.world.air.networks()) {
      if (isHeard(network, filter)) heard.push(network);
    }
    table.sort(heard, (left, right) => {
      if (left.rssiDbm !== right.rssiDbm) return left.rssiDbm > right.rssiDbm;
      return left.bssid < right.bssid;
    });
    const records: object[] = [];
    for (const network of heard) records.push(toRecord(network, filter));
    return records;
  }

  return {
    scan: (options, callback, codeNow) => {
      if (pending !== undefined) chip.raise("scan already in progress");
      const fields = checkTable(to, 1, options);
      checkFunction(to, 2, callback);
      // Set before the options are read: one of a wrong type leaves every later scan "in progress".
      pending = callback as AnyFunction;
      const filter = readFilter(to, fields);
      const code = codeNow();
      if (code !== OK) {
        pending = undefined;
        chip.raise(`failed to start scan, code ${string.format("%d", code)}`);
      }
      chip.world.trace.emit("scan");
      returnToChannel = airtime.leave();
      const durationMs = filter.channel === 0 ? ALL_CHANNELS_MS : ONE_CHANNEL_MS;
      running = chip.clock.after(durationMs, () => finish(hear(filter)));
    },

    breakOff: () => {
      if (running === undefined) return;
      running.cancel();
      finish([]);
    },

    stop: () => {
      running?.cancel();
      running = undefined;
      returnToChannel?.();
    },
  };
}
