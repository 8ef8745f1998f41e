/** The station's address: DHCP client, or what setip gave. Source: IDF esp_netif_lwip.c. */
import type { AirNetwork, Alarm, Chip } from "./contract";
import type { Callbacks } from "./wifi_events";

/** DISCOVER to ACK with a home router: an estimate. */
const DHCP_MS = 300;

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
  listener: AddressListener,
): Address {
  let current: Lease | undefined;
  let fixed: Lease | undefined;
  let acquiring = false;
  let exchange: Alarm | undefined;

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

  function ask(network: AirNetwork): void {
    exchange?.cancel();
    exchange = undefined;
    if (network.dhcp === "never") return;
    exchange = chip.clock.after(DHCP_MS, () => {
      exchange = undefined;
      bind(leaseOf(network));
    });
  }

  return {
    lease: () => current,

    acquire: (network) => {
      acquiring = true;
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
