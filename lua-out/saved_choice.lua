local ____exports = {}
local ____saved_networks = require("saved_networks")
local find = ____saved_networks.find
local load = ____saved_networks.load
local wipe = ____saved_networks.wipe
local ____wifi_access_point = require("wifi_access_point")
local scan = ____wifi_access_point.scan
local function candidates(found, newest, onlyHeard)
    local chosen = {}
    local saved = load()
    local isMissing = not onlyHeard
    for ____, ____value in ipairs(found) do
        local ssid = ____value.ssid
        local channel = ____value.channel
        local network = ssid == newest.ssid and newest or find(saved, ssid)
        local password = network and network.password
        if network == newest then
            isMissing = false
        end
        if network ~= nil and password ~= nil then
            chosen[#chosen + 1] = {ssid = ssid, password = password, weakestAuth = network.weakestAuth, channel = channel}
        end
    end
    wipe(saved)
    if isMissing then
        local ____newest_2 = newest
        local ssid = ____newest_2.ssid
        local password = ____newest_2.password
        local weakestAuth = ____newest_2.weakestAuth
        chosen[#chosen + 1] = {ssid = ssid, password = password, weakestAuth = weakestAuth}
    end
    return chosen
end
function ____exports.findInRange(newest, onlyHeard, onChoice)
    scan(function(found) return onChoice(candidates(found or ({}), newest, onlyHeard)) end)
end
return ____exports
