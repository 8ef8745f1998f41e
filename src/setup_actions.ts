/** What the functions of the API do; see wifi_setup. All take the state that outlives them. */
import { attempt, guarded } from "./guard";
import { connectionInfo, join } from "./join";
import * as lean from "./lean";
import { warning } from "./logger";
import { Default, Options } from "./options";
import { hasSaved } from "./saved_presence";
import { end, finish } from "./setup_ending";
import { endLink, idOf, keep, lacksFields, pauseLink } from "./setup_link";
import type { SetupState } from "./setup_phase";
import { after } from "./timer";
import * as station from "./wifi_station";
import type { OnDone } from "./wifi_setup";

/** Checks that nothing else is going on and the options make sense; tells done otherwise. */
function begin(
  state: SetupState,
  problemOf: "problemOf" | "joinProblemOf",
  options: Options,
  done: OnDone | undefined,
): boolean {
  const check = lean.require("options") as typeof import("./options");
  luaPackage.loaded["options"] = undefined;
  const problem = check[problemOf](options);
  if (problem !== undefined) warning("setup", "%s", problem);
  if (state.busy !== undefined || problem !== undefined) {
    if (done !== undefined)
      guarded("done", done)(undefined, state.busy ? "busy" : "invalid-options");
    return false;
  }
  state.busy = true;
  pauseLink();
  return true;
}

export function hasSsid(): boolean {
  return station.current() !== undefined;
}

/** Joins what is saved; nothing is given back yet. */
function joinSaved(
  state: SetupState,
  network: station.Network,
  options: Options,
  ended: OnDone,
): void {
  if (hasSaved()) {
    const start = lean.require("saved_start") as typeof import("./saved_start");
    return start.joinSaved(state, network, options, ended);
  }
  const timeoutMs = options.connectTimeoutMs ?? Default.ConnectTimeoutMs;
  station.start(idOf(options), () =>
    join(undefined, timeoutMs, (result) => {
      if (result.ok) {
        keep(options);
        ended(connectionInfo(network.ssid, result.address), undefined);
      } else {
        ended(undefined, result.cause);
      }
    }),
  );
}

export function connect(state: SetupState, options: Options = {}, done?: OnDone): boolean {
  if (!begin(state, "joinProblemOf", options, done)) return false;
  const network = station.current();
  if (network === undefined) {
    state.busy = undefined;
    if (done !== undefined) guarded("done", done)(undefined, "no-credentials");
    return false;
  }
  joinSaved(state, network, options, (info, reason) => end(state, options, done, info, reason));
  return true;
}

/** The portal's code comes when all that only joined is gone. */
function open(state: SetupState, options: Options, done: OnDone | undefined): void {
  // Not the end that is loaded now: it would take room as long as the portal is open.
  const endLater: OnDone = (info, reason) => {
    const ending = lean.require("setup_ending") as typeof import("./setup_ending");
    ending.end(state, options, done, info, reason);
  };
  const { loaded } = luaPackage;
  loaded["setup_actions"] = loaded["setup_ending"] = undefined;
  const opened = attempt("setup", () => {
    const portal = lean.require("setup_open") as typeof import("./setup_open");
    portal.open(state, options, endLater);
  });
  if (!opened) end(state, options, done, undefined, "out-of-memory");
}

export function setup(state: SetupState, options: Options = {}, done?: OnDone): boolean {
  if (!begin(state, "problemOf", options, done)) return false;
  // In a fresh call from the firmware: its C stack is small, and loading the portal goes deep.
  after(0, () => open(state, options, done));
  return true;
}

export function connectOrSetup(state: SetupState, options: Options = {}, done?: OnDone): boolean {
  const network = station.current();
  if (network === undefined || lacksFields(options)) return setup(state, options, done);
  if (!begin(state, "joinProblemOf", options, done)) return false;
  joinSaved(state, network, options, (info, reason) => {
    if (info !== undefined) {
      finish(state, done, info, reason);
      return;
    }
    state.busy = undefined;
    // Where it can't be, the joining has ended at least.
    if (!setup(state, options, done)) finish(state, undefined, undefined, undefined);
  });
  return true;
}

export function clear(state: SetupState): boolean {
  if (state.saved !== undefined) state.saved.network = undefined;
  endLink();
  const forgetting = lean.require("setup_forget") as typeof import("./setup_forget");
  forgetting.forget();
  return true;
}
