local ____exports = {}
local shrink, MOST_SLOTS
local lean = require("lean")
function shrink(____table)
    ____table[MOST_SLOTS] = true
    for index = 2, MOST_SLOTS do
        ____table[MOST_SLOTS * index] = true
        ____table[MOST_SLOTS * index] = nil
    end
    ____table[MOST_SLOTS] = nil
end
local OPEN_BUT_LOGGER = "chip timer guard neighbour on_demand portal_session"
local OPEN = OPEN_BUT_LOGGER .. " logger"
local PHASE = ((("setup_phase setup_actions setup_open setup_link setup_forget setup_ending boot broken_settings application join " .. "rejoin options disconnect_reason wifi_station saved_presence saved_network_codec saved_networks ") .. "saved_choice saved_join saved_start saved_rejoin saved_forget safe_file fixed_address ") .. "gateway_check planned_restart static_address board_parts board_options setup_flag double_reset ") .. "button_press led_player"
local PORTAL = ((((((("portal result_message portal_phases portal_opening portal_sealing portal_closing portal_scan " .. "portal_form portal_saved portal_cells portal_chosen portal_retry portal_attempt own_host network_list_codec portal_seal portal_api portal_routes portal_extra_routes ") .. "portal_networks portal_pages portal_alive portal_extras portal_countdown portal_report ") .. "portal_look portal_online_answers portal_json portal_join portal_waking portal_answers ") .. "portal_page_answers portal_router portal_state portal_words portal_guard plain_page ") .. "failure_text join_request accept_codec form_codec hex_codec json_codec utf8_codec http_port ") .. "http_connection http_exceptions http_crowd http_reader http_codec http_strict_codec ") .. "http_rare_codec dns_names_codec wifi_access_point access_point_opening wifi_scan flash_files ") .. "http_server dns_responder dns_codec udp_socket"
MOST_SLOTS = 128
local loaded = package.loaded
function ____exports.mark()
    if lean.marks.programs ~= nil then
        return
    end
    local programs = " "
    for name in string.gmatch((((OPEN .. " ") .. PHASE) .. " ") .. PORTAL, "%S+") do
        if loaded[name] ~= nil and name ~= "setup_phase" then
            programs = programs .. name .. " "
        end
    end
    lean.marks.programs = programs
end
local function drop(names)
    local programs = lean.marks.programs or ""
    for name in string.gmatch(names, "%S+") do
        local place = string.find(programs, (" " .. name) .. " ", 1, true)
        if place == nil then
            loaded[name] = nil
        end
    end
end
function ____exports.forgetPhase()
    drop(PHASE)
end
function ____exports.slim()
    drop(PHASE)
    drop(PORTAL)
end
function ____exports.release()
    ____exports.slim()
    drop(loaded.logging == nil and OPEN or OPEN_BUT_LOGGER)
    lean.marks.programs = nil
    shrink(loaded)
end
return ____exports
