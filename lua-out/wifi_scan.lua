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
function ____exports.distinct(records)
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
function ____exports.scanRecords(onScanned)
    local timer
    local done = false
    local function finish(records)
        if done then
            return
        end
        done = true
        if timer ~= nil then
            timer.stop()
        end
        onScanned(records)
    end
    timer = after(
        SCAN_TIMEOUT_MS,
        function() return finish(nil) end
    )
    local function onEnd(_, records)
        return finish(records or ({}))
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
function ____exports.scan(onScanned)
    ____exports.scanRecords(function(records)
        local ____onScanned_3 = onScanned
        local ____temp_2
        if records == nil then
            ____temp_2 = nil
        else
            ____temp_2 = ____exports.distinct(records)
        end
        return ____onScanned_3(____temp_2)
    end)
end
return ____exports
