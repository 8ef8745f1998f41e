local ____exports = {}
local ____portal_json = require("portal_json")
local failureJson = ____portal_json.failureJson
local json = ____portal_json.json
local jsonText = ____portal_json.jsonText
local withRetry = ____portal_json.withRetry
local ____portal_scan = require("portal_scan")
local beginScan = ____portal_scan.beginScan
local endScan = ____portal_scan.endScan
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
local ____wifi_scan = require("wifi_scan")
local distinct = ____wifi_scan.distinct
local scanRecords = ____wifi_scan.scanRecords
local MAX_CELLS = 32
local BUSY_SECONDS = 6
local function hexCodec()
    return require("hex_codec")
end
local function isStronger(left, right)
    return left.rssi > right.rssi
end
local function rowOf(____bindingPattern0, toHex)
    local auth
    local rssi
    local channel
    local bssid
    local ssid
    ssid = ____bindingPattern0.ssid
    bssid = ____bindingPattern0.bssid
    channel = ____bindingPattern0.channel
    rssi = ____bindingPattern0.rssi
    auth = ____bindingPattern0.auth
    local hex = toValidUtf8(ssid) == ssid and "" or (",\"" .. toHex(ssid)) .. "\""
    return string.format(
        "[%s,%s,%d,%d,%d%s]",
        jsonText(ssid),
        jsonText(bssid),
        channel,
        rssi,
        auth,
        hex
    )
end
function ____exports.listCells(portal, _request, reply)
    if not beginScan(portal, {}) then
        local busy = failureJson("busy", nil, "The device is busy just now. Wait a moment.")
        return reply(withRetry(
            json(409, busy),
            BUSY_SECONDS
        ))
    end
    local ____hexCodec_result_0 = hexCodec()
    local encodeHex = ____hexCodec_result_0.encodeHex
    scanRecords(function(records)
        local ____endScan_3 = endScan
        local ____portal_2 = portal
        local ____temp_1
        if records == nil then
            ____temp_1 = nil
        else
            ____temp_1 = distinct(records)
        end
        ____endScan_3(____portal_2, ____temp_1)
        local cells = records or ({})
        table.sort(cells, isStronger)
        local rows = {}
        for ____, cell in ipairs(cells) do
            if cell.ssid ~= "" and #rows < MAX_CELLS then
                rows[#rows + 1] = rowOf(cell, encodeHex)
            end
        end
        reply(json(
            200,
            ("[" .. table.concat(rows, ",")) .. "]"
        ))
    end)
end
return ____exports
