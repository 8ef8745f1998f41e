local ____exports = {}
local ____join = require("join")
local join = ____join.join
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local ____saved_choice = require("saved_choice")
local findInRange = ____saved_choice.findInRange
local ____saved_network_codec = require("saved_network_codec")
local newNetwork = ____saved_network_codec.newNetwork
local ____saved_networks = require("saved_networks")
local find = ____saved_networks.find
local load = ____saved_networks.load
local note = ____saved_networks.note
local saveNewest = ____saved_networks.saveNewest
local store = ____saved_networks.store
local wipe = ____saved_networks.wipe
local ____saved_presence = require("saved_presence")
local hasSaved = ____saved_presence.hasSaved
local ____wifi_station = require("wifi_station")
local aim = ____wifi_station.aim
local leave = ____wifi_station.leave
function ____exports.noteResult(ssid, newest, cause)
    local networks = load()
    local network = find(networks, ssid)
    if network == nil then
        network = newNetwork(ssid)
        table.insert(networks, 1, network)
    end
    if note(networks, network, cause) then
        store(networks, newest)
    end
    wipe(networks)
end
function ____exports.remember(newest, joined)
    if joined.ssid == newest.ssid then
        return ____exports.noteResult(joined.ssid, joined.ssid, nil)
    end
    local problem = saveNewest(newest, joined)
    if problem ~= nil then
        warning("station", "the network could not be saved: %s", problem)
    end
end
function ____exports.joinInRange(newest, timeoutMs, onlyHeard, onScanned, onEnd)
    local ended = false
    local attempt
    local function ____end(left, network, address)
        ended = true
        onEnd(network, address)
        for ____, candidate in ipairs(left) do
            candidate.password = ""
        end
    end
    local tryNext
    tryNext = function(left, at)
        local candidate = left[at + 1]
        if not hasSaved() then
            leave()
            aim({ssid = "", password = ""})
            return ____end(left)
        end
        if candidate == nil then
            return ____end(left)
        end
        logInfo("join", "trying saved network %d of %d in range", at + 1, #left)
        attempt = join(
            candidate,
            timeoutMs,
            function(result)
                if result.ok and hasSaved() then
                    ____exports.remember(newest, candidate)
                    ____end(left, candidate, result.address)
                else
                    if not result.ok then
                        ____exports.noteResult(candidate.ssid, newest.ssid, result.cause)
                    end
                    tryNext(left, at + 1)
                end
            end
        )
    end
    findInRange(
        newest,
        onlyHeard,
        function(found)
            onScanned()
            if ended then
                for ____, candidate in ipairs(found) do
                    candidate.password = ""
                end
            else
                tryNext(found, 0)
            end
        end
    )
    return {cancel = function()
        ended = true
        if attempt ~= nil then
            attempt.cancel()
        end
    end}
end
return ____exports
