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
local PHASE_MODULES = "setup_actions setup_open setup_link setup_forget boot application join rejoin options " .. "disconnect_reason wifi_station chip timer guard logger flash_files"
local PORTAL_MODULES = (((((("portal portal_session result_message portal_phases portal_opening portal_sealing " .. "portal_closing portal_scan portal_attempt on_demand own_host network_list_codec ") .. "portal_seal portal_api portal_routes portal_networks portal_pages portal_alive portal_extras ") .. "portal_json portal_join portal_answers portal_router portal_state portal_words ") .. "portal_guard neighbour plain_page failure_text join_request accept_codec form_codec ") .. "hex_codec json_codec utf8_codec http_server http_connection http_exceptions http_crowd ") .. "http_reader http_codec http_strict_codec http_rare_codec dns_responder dns_codec ") .. "dns_names_codec udp_socket wifi_access_point access_point_opening wifi_scan"
MOST_SLOTS = 128
local loaded = package.loaded
local programs = {}
for name in pairs(loaded) do
    programs[name] = true
end
local ____lean_require_result_0 = lean.require("chip")
local post = ____lean_require_result_0.post
function ____exports.release()
    if loaded.logging ~= nil then
        programs.logger = true
    end
    for name in string.gmatch(((PHASE_MODULES .. " ") .. PORTAL_MODULES) .. " setup_phase", "[%w_]+") do
        if programs[name] == nil then
            loaded[name] = nil
        end
    end
    shrink(loaded)
end
local function warn(problem)
    local present = loaded.logger
    local logger = lean.require("logger")
    loaded.logger = present
    logger.warning(
        "done",
        "%s",
        tostring(problem)
    )
end
function ____exports.finish(state, done, info, reason)
    post(function()
        pcall(____exports.release)
        collectgarbage()
        collectgarbage()
        state.busy = nil
        if done == nil then
            return
        end
        local ok, problem = pcall(done, info, reason)
        if not ok then
            pcall(warn, problem)
        end
    end)
end
return ____exports
