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
local PORTAL = ((("portal result_message own_host network_list_codec plain_page failure_text join_request " .. "accept_codec form_codec hex_codec json_codec utf8_codec http_port http_connection ") .. "http_exceptions http_crowd http_reader http_codec http_strict_codec http_rare_codec ") .. "dns_names_codec wifi_access_point access_point_opening wifi_scan flash_files http_server ") .. "dns_responder dns_codec udp_socket"
local PREFIX = "^portal_"
MOST_SLOTS = 128
local loaded = package.loaded
local function isOfPortal(name)
    return (string.find(name, PREFIX)) ~= nil and name ~= "portal_session"
end
function ____exports.mark()
    if lean.marks.programs ~= nil then
        return
    end
    local listed = (((((" " .. OPEN) .. " ") .. PHASE) .. " ") .. PORTAL) .. " "
    local programs = " "
    for name in pairs(loaded) do
        local at = string.find(listed, (" " .. name) .. " ", 1, true)
        if (at ~= nil or isOfPortal(name)) and name ~= "setup_phase" then
            programs = programs .. name .. " "
        end
    end
    lean.marks.programs = programs
end
local function forget(name)
    local place = string.find(lean.marks.programs or "", (" " .. name) .. " ", 1, true)
    if place == nil then
        loaded[name] = nil
    end
end
local function drop(names)
    for name in string.gmatch(names, "%S+") do
        forget(name)
    end
end
function ____exports.forgetPhase()
    drop(PHASE)
end
function ____exports.slim()
    drop(PHASE)
    drop(PORTAL)
    for name in pairs(loaded) do
        if isOfPortal(name) then
            forget(name)
        end
    end
end
function ____exports.release()
    ____exports.slim()
    drop(loaded.logging == nil and OPEN or OPEN_BUT_LOGGER)
    lean.marks.programs = nil
    shrink(loaded)
end
return ____exports
