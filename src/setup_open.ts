/** Opens the portal with the program's options, and what they are by default. */
import * as lean from "./lean";
import { Default, hasLook, Options } from "./options";
import { idOf, lacksFields } from "./setup_link";
import type { SetupState } from "./setup_phase";
import { current } from "./wifi_station";
import type { OnDone } from "./wifi_setup";

const DEFAULT_AP_IP = "192.168.4.1";

/** Raises where there is no room for its code. */
export function open(state: SetupState, options: Options, end: OnDone): void {
  const portal = lean.require("portal") as typeof import("./portal");
  state.saved = {
    network: current(),
    lacksFields: lacksFields(options),
    isFixed: state.hasAddress,
  };
  state.keptSockets ??= {};
  portal.open(
    {
      id: idOf(options),
      apPassword: options.apPassword,
      apSecurity: options.apSecurity ?? "wpa2",
      setupCode: options.setupCode,
      sealKeys: options.sealKeys,
      sealedOnly: options.sealedOnly === true,
      improv: options.improv === true,
      apIp: options.apIp ?? DEFAULT_AP_IP,
      message: options.message,
      look: hasLook(options) ? options : undefined,
      connectTimeoutMs: options.connectTimeoutMs ?? Default.ConnectTimeoutMs,
      idleTimeoutMs: options.idleTimeoutMs,
      keptSockets: state.keptSockets,
      saved: state.saved,
      fields: options.fields,
      fieldsPage: options.fieldsPage,
      maxNetworks: options.maxNetworks,
      onOnline: () => {
        const link = lean.require("setup_link") as typeof import("./setup_link");
        link.keep(options);
      },
    },
    end,
  );
  const phase = lean.require("setup_phase") as typeof import("./setup_phase");
  phase.slim();
}
