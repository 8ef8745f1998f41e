local ____exports = {}
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____logger = require("logger")
local warning = ____logger.warning
local ____timer = require("timer")
local after = ____timer.after
local SCAN_TIMEOUT_MS = 8000
local MAX_NETWORKS = 64
local function isStronger(left, right)
    return left.rssiDbm > right.rssiDbm
end
local function distinct(records)
    local strongest = {}
    for ____, ____value in ipairs(records) do
        local ssid = ____value.ssid
        local rssi = ____value.rssi
        local auth = ____value.auth
        local channel = ____value.channel
        local rival = strongest[ssid]
        if ssid ~= "" and (rival == nil or rssi > rival.rssiDbm) then
            strongest[ssid] = {ssid = ssid, rssiDbm = rssi, auth = auth, channel = channel}
        end
    end
    local networks = {}
    for ____, network in pairs(strongest) do
        networks[#networks + 1] = network
    end
    table.sort(networks, isStronger)
    for _ = MAX_NETWORKS + 1, #networks do
        table.remove(networks)
    end
    return networks
end
function ____exports.scan(onScanned)
    local timer
    local done = false
    local function finish(networks)
        if done then
            return
        end
        done = true
        if timer ~= nil then
            timer.stop()
        end
        onScanned(networks)
    end
    timer = after(
        SCAN_TIMEOUT_MS,
        function() return finish(nil) end
    )
    local function onEnd(_, records)
        return finish(distinct(records or ({})))
    end
    local ok, problem = pcall(function() return wifi.sta.scan(
        {},
        guarded("scan", onEnd)
    ) end)
    if not ok then
        warning(
            "scan",
            "%s",
            tostring(problem)
        )
        finish(nil)
    end
end
return ____exports
