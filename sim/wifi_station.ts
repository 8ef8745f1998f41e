/**
 * The station: one attempt at a time, the DHCP client after it, and the end of a joined network.
 * The driver is a binary; delays marked as estimates are ours. Sources: IDF esp_wifi.h, WiFi guide.
 */
import type { AirNetwork, Alarm, Chip, Run } from "./contract";
import { createAddress, type Address } from "./wifi_address";
import type { Airtime } from "./wifi_channel";
import { chooseNetwork, passwordRefusal } from "./wifi_choice";
import {
  REASON_BEACON_TIMEOUT,
  REASON_FOUR_WAY_TIMEOUT,
  REASON_NOT_FOUND,
  REASON_OWN_WISH,
} from "./wifi_codes";
import type { DriverConfig } from "./wifi_config";
import type { Callbacks } from "./wifi_events";

/** Fast scan over all channels until "not found": 2 to 3 s (IDF). */
const NOT_FOUND_MS = 2400;
/** One channel's dwell, before the radio goes to the network's channel. */
const SEARCH_MS = 120;
/** An estimate: the 4-way handshake's repetitions until the station gives up. */
const FOUR_WAY_TIMEOUT_MS = 1000;
/** IDF's inactive time is 6 s at most. */
const BEACON_TIMEOUT_MS = 5000;
const NO_BSSID = "00:00:00:00:00:00";

export interface StationListener {
  /** The radio goes to this channel. */
  onChannel: (this: void, channel: number) => void;
  onAddressGone: (this: void, ip: string) => void;
  onDnsServer: (this: void, ip: string) => void;
}

/** @noSelf */
export interface Station {
  readonly address: Address;
  connecting(): boolean;
  connected(): boolean;
  /** The caller has checked mode, state and ssid. */
  connect(): void;
  disconnect(): void;
  /** Where the radio is for the station's sake. */
  channel(): number | undefined;
}

export function createStation(
  chip: Chip,
  config: DriverConfig,
  callbacks: Callbacks,
  airtime: Airtime,
  listener: StationListener,
): Station {
  const { trace, air, lanListener } = chip.world;
  const address = createAddress(chip, callbacks, airtime, listener);
  let state: "idle" | "connecting" | "connected" = "idle";
  let joined: AirNetwork | undefined;
  let bssid = NO_BSSID;
  let step: Alarm | undefined;
  let silence: Alarm | undefined;
  let returnToChannel: Run | undefined;

  function end(reason: number): void {
    const info = { ssid: config.station().ssid, bssid, reason };
    const wasConnected = state === "connected";
    if (joined !== undefined) info.ssid = joined.ssid;
    state = "idle";
    joined = undefined;
    bssid = NO_BSSID;
    airtime.setStationLoss(0);
    step?.cancel();
    silence?.cancel();
    silence = undefined;
    returnToChannel?.();
    const goneIp = address.release();
    trace.emit("sta_disconnected", { reason });
    if (wasConnected) lanListener.onDown("sta");
    callbacks.post(
      "disconnected",
      () => info,
      () => {
        if (goneIp !== undefined) listener.onAddressGone(goneIp);
      },
    );
  }

  function present(network: AirNetwork): AirNetwork | undefined {
    for (const other of air.networks()) {
      if (other.bssid === network.bssid && other.ssid === network.ssid) return other;
    }
    return undefined;
  }

  function succeed(network: AirNetwork): void {
    state = "connected";
    joined = network;
    airtime.setStationLoss(network.lossPercent);
    trace.emit("sta_connected", { ssid: network.ssid });
    const { ssid, channel, auth } = network;
    callbacks.post(
      "connected",
      () => ({ ssid, bssid: network.bssid, channel, auth }),
      () => {
        if (joined !== undefined && joined.bssid === network.bssid) address.acquire(joined);
      },
    );
  }

  function finish(chosen: AirNetwork): void {
    const network = present(chosen);
    if (network === undefined) return end(REASON_NOT_FOUND);
    if (network.rejectReason !== undefined) return end(network.rejectReason);
    const refusal = passwordRefusal(network, config.station().pwd);
    if (refusal === undefined) return succeed(network);
    if (refusal !== REASON_FOUR_WAY_TIMEOUT) return end(refusal);
    step = chip.clock.after(FOUR_WAY_TIMEOUT_MS, () => end(refusal));
  }

  function associate(network: AirNetwork, remainingMs: number): void {
    bssid = network.bssid;
    returnToChannel?.();
    listener.onChannel(network.channel);
    step = chip.clock.after(remainingMs, () => finish(network));
  }

  function onAirChange(): void {
    if (joined === undefined || chip.isDown()) return;
    const network = present(joined);
    if (network === undefined) {
      silence = silence ?? chip.clock.after(BEACON_TIMEOUT_MS, () => end(REASON_BEACON_TIMEOUT));
      return;
    }
    silence?.cancel();
    silence = undefined;
    const moved = network.channel !== joined.channel;
    joined = network;
    airtime.setStationLoss(network.lossPercent);
    if (moved) listener.onChannel(network.channel);
    address.renew(network);
  }
  air.onChange(onAirChange);
  chip.onDown(() => {
    if (joined !== undefined) lanListener.onDown("sta");
  });

  return {
    address,
    connecting: () => state === "connecting",
    connected: () => state === "connected",

    // A joined station leaves first: the driver logs so; that it does so by itself is an estimate.
    connect: () => {
      if (state === "connected") end(REASON_OWN_WISH);
      state = "connecting";
      trace.emit("sta_connect", { ssid: config.station().ssid });
      returnToChannel = airtime.leave();
      const network = chooseNetwork(air.networks(), config.station());
      if (network === undefined) {
        step = chip.clock.after(NOT_FOUND_MS, () => end(REASON_NOT_FOUND));
        return;
      }
      const searchMs = Math.min(SEARCH_MS, network.joinDelayMs);
      step = chip.clock.after(searchMs, () => associate(network, network.joinDelayMs - searchMs));
    },

    // An attempt that is broken off ends with the same event: an estimate.
    disconnect: () => {
      if (state !== "idle") end(REASON_OWN_WISH);
    },

    channel: () => joined?.channel,
  };
}
