/** The station's address: DHCP client, or what setip gave. Source: IDF esp_netif_lwip.c. */
import type { AirNetwork, Alarm, Chip } from "./contract";
import type { Airtime } from "./wifi_channel";
import type { Callbacks } from "./wifi_events";

/** DISCOVER, OFFER, REQUEST, ACK. */
const DHCP_PACKETS = 4;
/** 500 ms, doubled up to 4 s: the IDF's DHCP_REQUEST_TIMEOUT_SEQUENCE. */
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 4000;

export interface Lease {
  readonly ip: string;
  readonly netmask: string;
  readonly gw: string;
  readonly dns: string;
}

export interface AddressListener {
  onAddressGone: (this: void, ip: string) => void;
  onDnsServer: (this: void, ip: string) => void;
}

/** @noSelf */
export interface Address {
  lease(): Lease | undefined;
  /** The interface is up: static address at once, or DHCP. */
  acquire(network: AirNetwork): void;
  /** The network changed under us: a new lease, or the first one. */
  renew(network: AirNetwork): void;
  /** The link is gone; returns the address that was. */
  release(): string | undefined;
  /** Ends DHCP for this boot. A second time aborts the chip, as ESP_ERROR_CHECK does. */
  setStatic(lease: Lease): void;
}

export function createAddress(
  chip: Chip,
  callbacks: Callbacks,
  airtime: Airtime,
  listener: AddressListener,
): Address {
  let current: Lease | undefined;
  let fixed: Lease | undefined;
  let acquiring = false;
  let exchange: Alarm | undefined;
  /** Since when the router's answer is awaited; undefined while none will come. */
  let askedAtMs: number | undefined;

  function bind(lease: Lease): void {
    const goneIp = current?.ip;
    current = lease;
    const { ip, netmask, gw } = lease;
    chip.world.trace.emit("sta_got_ip", { ip });
    if (goneIp !== undefined && goneIp !== ip) listener.onAddressGone(goneIp);
    listener.onDnsServer(lease.dns);
    callbacks.post("got_ip", () => ({ ip, netmask, gw }));
  }

  function leaseOf({ ip, netmask, gw }: AirNetwork): Lease {
    return { ip, netmask, gw, dns: gw };
  }

  function isExchangeLost(): boolean {
    for (const _ of $range(1, DHCP_PACKETS)) {
      if (airtime.loses("sta")) return true;
    }
    return false;
  }

  function tryIn(delayMs: number, retryMs: number, network: AirNetwork): void {
    exchange?.cancel();
    exchange = chip.clock.after(delayMs, () => {
      if (isExchangeLost()) return tryIn(retryMs, Math.min(retryMs * 2, MAX_RETRY_MS), network);
      exchange = undefined;
      bind(leaseOf(network));
    });
  }

  /** The router may have changed while the answer was awaited: its delay counts from the first try. */
  function ask(network: AirNetwork): void {
    if (network.dhcp === "never") {
      exchange?.cancel();
      askedAtMs = undefined;
      return;
    }
    const nowMs = chip.clock.nowMs();
    askedAtMs = askedAtMs ?? nowMs;
    tryIn(Math.max(0, askedAtMs + network.dhcpDelayMs - nowMs), FIRST_RETRY_MS, network);
  }

  return {
    lease: () => current,

    acquire: (network) => {
      acquiring = true;
      askedAtMs = undefined;
      if (fixed !== undefined) bind(fixed);
      else ask(network);
    },

    renew: (network) => {
      if (!acquiring || fixed !== undefined) return;
      if (current === undefined) {
        ask(network);
        return;
      }
      const { ip, netmask, gw } = network;
      const same = ip === current.ip && netmask === current.netmask && gw === current.gw;
      if (!same && network.dhcp === "ok") bind(leaseOf(network));
    },

    release: () => {
      const goneIp = current?.ip;
      exchange?.cancel();
      exchange = undefined;
      acquiring = false;
      current = undefined;
      return goneIp;
    },

    setStatic: (lease) => {
      if (fixed !== undefined) {
        chip.crash(
          "abort",
          "ESP_ERROR_CHECK failed: esp_err_t 0x5005 (ESP_ERR_ESP_NETIF_DHCP_ALREADY_STOPPED)",
        );
      }
      fixed = lease;
      exchange?.cancel();
      if (acquiring) bind(lease);
    },
  };
}
