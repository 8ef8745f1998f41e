local ____exports = {}
local ____network_list_codec = require("network_list_codec")
local unpackNetworks = ____network_list_codec.unpackNetworks
local onDemand = require("on_demand")
local ____portal_json = require("portal_json")
local json = ____portal_json.json
local jsonText = ____portal_json.jsonText
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
local function hexMember(ssid)
    return toValidUtf8(ssid) == ssid and "" or (",\"" .. onDemand.require("hex_codec", "encodeHex", ssid)) .. "\""
end
function ____exports.listAnswerOf(portal)
    if portal.listAnswer == nil then
        local rows = {}
        for ____, ____value in ipairs(unpackNetworks(portal.networks)) do
            local ssid = ____value.ssid
            local rssiDbm = ____value.rssiDbm
            local auth = ____value.auth
            local numbers = string.format(",%d,%d", rssiDbm, auth)
            rows[#rows + 1] = ((("[" .. jsonText(ssid)) .. numbers) .. hexMember(ssid)) .. "]"
        end
        portal.listAnswer = json(
            200,
            ("[" .. table.concat(rows, ",")) .. "]"
        )
    end
    return portal.listAnswer
end
return ____exports
