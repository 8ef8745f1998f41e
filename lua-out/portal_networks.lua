local ____exports = {}
local ____network_list_codec = require("network_list_codec")
local unpackNetworks = ____network_list_codec.unpackNetworks
local ____on_demand = require("on_demand")
local onDemand = ____on_demand.onDemand
local ____portal_json = require("portal_json")
local json = ____portal_json.json
local jsonText = ____portal_json.jsonText
local ____portal_scan = require("portal_scan")
local afterScan = ____portal_scan.afterScan
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
local function hexCodec()
    return require("hex_codec")
end
local function hexMember(ssid)
    return toValidUtf8(ssid) == ssid and "" or (",\"" .. onDemand(hexCodec, "encodeHex", ssid)) .. "\""
end
local function networksAnswer(packed)
    local rows = {}
    for ____, ____value in ipairs(unpackNetworks(packed)) do
        local ssid = ____value.ssid
        local rssiDbm = ____value.rssiDbm
        local auth = ____value.auth
        local numbers = string.format(",%d,%d", rssiDbm, auth)
        rows[#rows + 1] = ((("[" .. jsonText(ssid)) .. numbers) .. hexMember(ssid)) .. "]"
    end
    return json(
        200,
        ("[" .. table.concat(rows, ",")) .. "]"
    )
end
function ____exports.listNetworks(portal, request, reply)
    afterScan(
        portal,
        request,
        function() return reply(networksAnswer(portal.networks)) end
    )
end
return ____exports
