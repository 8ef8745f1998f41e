/**
 * One thing that a setup does, from a call of its API to `done`: which modules it needed, and has to
 * give back to the heap.
 */
import type { KeptSockets } from "./udp_socket";
import * as lean from "./lean";
import type { Saved } from "./portal_session";

/** What the resident API keeps for those that do the work. */
export interface SetupState {
  /** An attempt or a portal is going on. */
  busy?: true | undefined;
  /** By address and port; the firmware can't close them. */
  keptSockets?: KeptSockets | undefined;
  /** While the portal is open: what to go back to. */
  saved?: Saved | undefined;
  /** In this boot the device has a static address, and there is no way back to DHCP. */
  hasAddress?: boolean | undefined;
}

/** What the open portal runs on. Texts take less than tables of names. */
const OPEN_BUT_LOGGER = "chip timer guard neighbour on_demand portal_session";
const OPEN = `${OPEN_BUT_LOGGER} logger`;
const PHASE =
  "setup_phase setup_actions setup_open setup_link setup_forget setup_ending boot broken_settings application join " +
  "rejoin options disconnect_reason wifi_station saved_presence saved_network_codec saved_networks " +
  "saved_choice saved_join saved_start saved_rejoin saved_forget safe_file fixed_address " +
  "gateway_check planned_restart static_address board_parts board_options setup_flag double_reset " +
  "button_press led_player";
/** Beside all that begin like PREFIX. */
const PORTAL =
  "portal result_message own_host network_list_codec plain_page failure_text join_request " +
  "accept_codec form_codec hex_codec json_codec utf8_codec http_port http_connection " +
  "http_exceptions http_crowd http_reader http_codec http_strict_codec http_rare_codec " +
  "dns_names_codec wifi_access_point access_point_opening wifi_scan flash_files http_server " +
  "dns_responder dns_codec udp_socket";
const PREFIX = "^portal_";

/** Of package.loaded, when all modules were loaded. */
const MOST_SLOTS = 128;

const loaded = luaPackage.loaded;

/** Of the portal, and not of what the open one runs on. */
function isOfPortal(name: string): boolean {
  return stringFind(name, PREFIX)[0] !== undefined && name !== "portal_session";
}

/** A setup begins: what is loaded is the program's. Does nothing while one is going on. */
export function mark(): void {
  if (lean.marks.programs !== undefined) return;
  const listed = ` ${OPEN} ${PHASE} ${PORTAL} `;
  let programs = " ";
  for (const [name] of pairs(loaded)) {
    const [at] = stringFind(listed, ` ${name} `, 1, true);
    if ((at !== undefined || isOfPortal(name)) && name !== "setup_phase") programs += `${name} `;
  }
  lean.marks.programs = programs;
}

/** What the program has loaded itself stays. */
function forget(name: string): void {
  const [place] = stringFind(lean.marks.programs ?? "", ` ${name} `, 1, true);
  if (place === undefined) loaded[name] = undefined;
}

/** Those whose functions still run, or are called back later, hold what they need. */
function drop(names: string): void {
  for (const [name] of string.gmatch(names, "%S+")) forget(name!);
}

/** Something else was done while the portal is open. */
export function forgetPhase(): void {
  drop(PHASE);
}

/** The portal is open and nobody is connected: forgets all that it does not need to stay so. */
export function slim(): void {
  drop(PHASE);
  drop(PORTAL);
  for (const [name] of pairs(loaded)) if (isOfPortal(name)) forget(name);
}

/** It is over: forgets all of them. */
export function release(): void {
  slim();
  // Where lines go to a log, they go another way since: there has to be one of it only.
  drop((loaded["logging"] as object | undefined) === undefined ? OPEN : OPEN_BUT_LOGGER);
  lean.marks.programs = undefined;
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
