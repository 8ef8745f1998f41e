local ____exports = {}
local ____saved_choice = require("saved_choice")
local findInRange = ____saved_choice.findInRange
local ____saved_join = require("saved_join")
local remember = ____saved_join.remember
local ____saved_networks = require("saved_networks")
local find = ____saved_networks.find
local load = ____saved_networks.load
local wipe = ____saved_networks.wipe
local ____saved_presence = require("saved_presence")
local hasSaved = ____saved_presence.hasSaved
local ____wifi_station = require("wifi_station")
local aim = ____wifi_station.aim
local current = ____wifi_station.current
local function isFixed(ssid)
    local networks = load()
    local ____opt_0 = find(networks, ssid)
    local state = ____opt_0 and ____opt_0.addressState
    wipe(networks)
    return state == "good" or state == "trying"
end
function ____exports.choose(hunt, onChosen)
    if hunt.newest == nil then
        hunt.newest = current()
    end
    local ____hunt_2 = hunt
    local newest = ____hunt_2.newest
    if newest == nil or isFixed(newest.ssid) then
        return onChosen()
    end
    findInRange(
        newest,
        false,
        function(found)
            local chosen = found[hunt.turn % math.max(1, #found) + 1]
            hunt.turn = hunt.turn + 1
            if chosen ~= nil and hasSaved() and aim(chosen) == nil then
                hunt.chosen = chosen
            end
            for ____, candidate in ipairs(found) do
                if candidate ~= chosen then
                    candidate.password = ""
                end
            end
            onChosen()
        end
    )
end
function ____exports.keepChosen(hunt)
    local ____hunt_3 = hunt
    local newest = ____hunt_3.newest
    local chosen = ____hunt_3.chosen
    local ____hunt_4 = hunt
    hunt.chosen = nil
    ____hunt_4.newest = nil
    if newest ~= nil and chosen ~= nil then
        remember(newest, chosen)
    end
end
return ____exports
