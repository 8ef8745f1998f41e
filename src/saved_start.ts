/**
 * How a boot joins where further networks or a static address are saved. The address is taken when its
 * network has let the device in; where its gateway does not answer, one restart leads back to DHCP.
 */
import type { JoinFailure } from "./disconnect_reason";
import { takeAddress } from "./fixed_address";
import { checkGateway } from "./gateway_check";
import { connectionInfo, join } from "./join";
import { info as logInfo, warning } from "./logger";
import { Default, Options } from "./options";
import { restart } from "./planned_restart";
import { joinInRange, noteResult } from "./saved_join";
import type { AddressState, SavedNetwork } from "./saved_network_codec";
import { find, load, store, wipe } from "./saved_networks";
import { idOf, keep } from "./setup_link";
import type { SetupState } from "./setup_phase";
import { Address, Network, start as startStation } from "./wifi_station";
import type { OnDone } from "./wifi_setup";

/** Writes how the address of this network fares; false when that can't be. */
function setAddressState(ssid: string, addressState: AddressState): boolean {
  const networks = load();
  const network = find(networks, ssid);
  if (network !== undefined) network.addressState = addressState;
  const written = network !== undefined && store(networks, ssid);
  wipe(networks);
  return written;
}

/** The network with an address to take; nothing when it has none, or that has failed. */
function withAddress(ssid: string): SavedNetwork | undefined {
  const networks = load();
  const network = find(networks, ssid);
  wipe(networks);
  const addressState = network?.addressState;
  if (addressState === undefined || addressState === "failed") return undefined;
  if (addressState === "new" || addressState === "good") return network;
  // The last boot that took it did not come to its end, or the word for it is damaged.
  warning("station", "the static address did not prove itself: DHCP again");
  setAddressState(ssid, "failed");
  return undefined;
}

/** Joins what is saved. */
export function joinSaved(
  state: SetupState,
  newest: Network,
  options: Options,
  ended: OnDone,
): void {
  const { ssid } = newest;
  const timeoutMs = options.connectTimeoutMs ?? Default.ConnectTimeoutMs;
  // A second one in the same boot would abort the chip.
  const fixed = state.hasAddress === true ? undefined : withAddress(ssid);
  const address = fixed?.address;
  const isNew = fixed?.addressState === "new";
  const online = (network: Network, its: Address) => {
    keep(options);
    ended(connectionInfo(network.ssid, its), undefined);
  };
  const onAssociated = () => {
    if (address === undefined || state.hasAddress === true) return;
    // Written before: a boot that goes wrong from here on is the last one with it.
    if (isNew && !setAddressState(ssid, "trying")) return;
    const problem = takeAddress(address);
    state.hasAddress = problem === undefined;
    if (problem === undefined) return;
    warning("station", "%s", problem);
    setAddressState(ssid, "failed");
  };
  /** The address was not there before this boot, and has to prove itself. */
  const isOnTrial = () => isNew && state.hasAddress === true;
  const giveUpAddress = () => {
    setAddressState(ssid, "failed");
    restart("no gateway answers at the static address, DHCP again");
  };
  const others = (cause: JoinFailure) => {
    // With a static address the other networks are out of reach: see takeAddress.
    if (state.hasAddress === true) return ended(undefined, cause);
    joinInRange(
      newest,
      timeoutMs,
      // It was tried just before.
      true,
      () => {},
      (network, its) => {
        if (network === undefined) ended(undefined, cause);
        else online(network, its!);
      },
    );
  };
  startStation(idOf(options), () =>
    join(
      undefined,
      timeoutMs,
      (result) => {
        noteResult(ssid, ssid, result.ok ? undefined : result.cause);
        if (!result.ok) return isOnTrial() ? giveUpAddress() : others(result.cause);
        if (!isOnTrial()) return online(newest, result.address);
        checkGateway(address!.gateway, (answers) => {
          if (!answers) return giveUpAddress();
          setAddressState(ssid, "good");
          logInfo("station", "the static address works");
          online(newest, result.address);
        });
      },
      onAssociated,
    ),
  );
}
