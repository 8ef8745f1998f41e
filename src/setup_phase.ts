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
const PORTAL =
  "portal result_message portal_phases portal_opening portal_sealing portal_closing portal_scan " +
  "portal_form portal_saved portal_cells portal_chosen portal_retry portal_attempt own_host network_list_codec portal_seal portal_api portal_routes portal_extra_routes " +
  "portal_networks portal_pages portal_alive portal_extras portal_countdown portal_report " +
  "portal_look portal_online_answers portal_json portal_join portal_waking portal_answers " +
  "portal_page_answers portal_router portal_state portal_words portal_guard plain_page " +
  "failure_text join_request accept_codec form_codec hex_codec json_codec utf8_codec http_port " +
  "http_connection http_exceptions http_crowd http_reader http_codec http_strict_codec " +
  "http_rare_codec dns_names_codec wifi_access_point access_point_opening wifi_scan flash_files " +
  "http_server dns_responder dns_codec udp_socket";

/** Of package.loaded, when all modules were loaded. */
const MOST_SLOTS = 128;

const loaded = luaPackage.loaded;

/** A setup begins: what is loaded is the program's. Does nothing while one is going on. */
export function mark(): void {
  if (lean.marks.programs !== undefined) return;
  let programs = " ";
  for (const [name] of string.gmatch(`${OPEN} ${PHASE} ${PORTAL}`, "%S+")) {
    if (loaded[name!] !== undefined && name !== "setup_phase") programs += `${name!} `;
  }
  lean.marks.programs = programs;
}

/** Those whose functions still run, or are called back later, hold what they need. */
function drop(names: string): void {
  const programs = lean.marks.programs ?? "";
  for (const [name] of string.gmatch(names, "%S+")) {
    const [place] = stringFind(programs, ` ${name!} `, 1, true);
    if (place === undefined) loaded[name!] = undefined;
  }
}

/** Something else was done while the portal is open. */
export function forgetPhase(): void {
  drop(PHASE);
}

/** The portal is open and nobody is connected: forgets all that it does not need to stay so. */
export function slim(): void {
  drop(PHASE);
  drop(PORTAL);
}

/** It is over: forgets all of them. */
export function release(): void {
  slim();
  // Where lines go to a log, they go another way since: there has to be one of it only.
  drop(loaded["logging"] === undefined ? OPEN : OPEN_BUT_LOGGER);
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
