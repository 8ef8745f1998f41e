/**
 * One thing that a setup does, from a call of its API to `done`: afterwards the modules that it needed
 * are given back to the heap. Loaded before all of them, so that it knows which the program had itself.
 */
import type { KeptSockets } from "./udp_socket";
import * as lean from "./lean";
import type { ConnectionInfo } from "./options";
import type { Saved } from "./portal_session";
import type { OnDone } from "./wifi_setup";

/** What the resident API keeps for those that do the work. */
export interface SetupState {
  /** An attempt or a portal is going on. */
  busy?: true | undefined;
  /** By address and port; the firmware can't close them. */
  keptSockets?: KeptSockets | undefined;
  /** While the portal is open: what to go back to. */
  saved?: Saved | undefined;
}

/** One text: it takes less than a table of names. */
const PHASE_MODULES =
  "setup_actions setup_open setup_link setup_forget boot application join rejoin options " +
  "disconnect_reason wifi_station chip timer guard logger flash_files";
const PORTAL_MODULES =
  "portal portal_session result_message portal_phases portal_opening portal_sealing " +
  "portal_closing portal_scan portal_attempt on_demand own_host network_list_codec " +
  "portal_seal portal_api portal_routes portal_networks portal_pages portal_alive portal_extras " +
  "portal_json portal_join portal_answers portal_router portal_state portal_words " +
  "portal_guard neighbour plain_page failure_text join_request accept_codec form_codec " +
  "hex_codec json_codec utf8_codec http_server http_connection http_exceptions http_crowd " +
  "http_reader http_codec http_strict_codec http_rare_codec dns_responder dns_codec " +
  "dns_names_codec udp_socket wifi_access_point access_point_opening wifi_scan";

/** Of package.loaded, when all modules were loaded. */
const MOST_SLOTS = 128;

const loaded = luaPackage.loaded;

/** Ours that the program had loaded before: it may still need them. */
const programs: Record<string, true> = {};
for (const [name] of pairs(loaded)) programs[name] = true;

const { post } = lean.require("chip") as typeof import("./chip");

/** Forgets the modules; those who still run hold them until they have ended. */
export function release(): void {
  // Its lines go another way since: there has to be one of it only.
  if (loaded["logging"] !== undefined) programs["logger"] = true;
  for (const [name] of string.gmatch(`${PHASE_MODULES} ${PORTAL_MODULES} setup_phase`, "[%w_]+")) {
    if (programs[name!] === undefined) loaded[name!] = undefined;
  }
  shrink(loaded as unknown as Record<number, true | undefined>);
}

/**
 * A table gives slots back only when it has to grow, as package.loaded has to here: multiples of its
 * size all want the same slot, and each takes one of those that were never used. Lua: ltable.c.
 */
function shrink(table: Record<number, true | undefined>): void {
  table[MOST_SLOTS] = true;
  for (const index of $range(2, MOST_SLOTS)) {
    table[MOST_SLOTS * index] = true;
    table[MOST_SLOTS * index] = undefined;
  }
  table[MOST_SLOTS] = undefined;
}

function warn(problem: unknown): void {
  const present = loaded["logger"];
  const logger = lean.require("logger") as typeof import("./logger");
  loaded["logger"] = present;
  logger.warning("done", "%s", tostring(problem));
}

/** Ends it: gives the modules back, then tells done, whose errors are a log line. */
export function finish(
  state: SetupState,
  done: OnDone | undefined,
  info: ConnectionInfo | undefined,
  reason: string | undefined,
): void {
  // Not from here: the functions of those modules are still running.
  post(() => {
    pcall(release);
    collectgarbage();
    collectgarbage();
    state.busy = undefined;
    if (done === undefined) return;
    const [ok, problem] = pcall(done, info, reason);
    if (!ok) pcall(warn, problem);
  });
}
