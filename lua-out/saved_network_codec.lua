local ____exports = {}
local ____hex_codec = require("hex_codec")
local decodeHex = ____hex_codec.decodeHex
local encodeHex = ____hex_codec.encodeHex
local FIELDS = 12
local NOTHING = "-"
local PASSWORD = ":"
local MAX_SSID_BYTES = 32
function ____exports.newNetwork(ssid)
    return {
        ssid = ssid,
        password = nil,
        weakestAuth = nil,
        bssid = nil,
        joined = 0,
        failed = 0,
        cause = nil,
        address = nil,
        addressState = nil
    }
end
local function lineOf(network)
    local ____network_0 = network
    local password = ____network_0.password
    local weakestAuth = ____network_0.weakestAuth
    local bssid = ____network_0.bssid
    local address = ____network_0.address
    local secret = password == nil and NOTHING or PASSWORD .. encodeHex(password)
    local auth = weakestAuth == nil and NOTHING or string.format("%d", weakestAuth)
    local where = address == nil and "- - - - -" or (((((((address.ip .. " ") .. address.netmask) .. " ") .. address.gateway) .. " ") .. address.dns) .. " ") .. tostring(network.addressState)
    return string.format(
        "%s %s %s %s %d %d %s %s",
        encodeHex(network.ssid),
        secret,
        auth,
        bssid or NOTHING,
        network.joined,
        network.failed,
        network.cause or NOTHING,
        where
    )
end
function ____exports.encodeSaved(networks)
    local lines = {}
    for ____, network in ipairs(networks) do
        lines[#lines + 1] = lineOf(network)
    end
    return table.concat(lines, "\n")
end
local function optional(word)
    local ____temp_1
    if word == NOTHING then
        ____temp_1 = nil
    else
        ____temp_1 = word
    end
    return ____temp_1
end
local function networkOf(line)
    local words = {}
    for word in string.gmatch(line, "%S+") do
        words[#words + 1] = word
    end
    local ssid = decodeHex(words[1] or "")
    if #words ~= FIELDS or ssid == nil or #ssid > MAX_SSID_BYTES then
        return nil
    end
    local network = ____exports.newNetwork(ssid)
    if words[2] ~= NOTHING then
        network.password = decodeHex(string.sub(words[2], 2))
    end
    network.weakestAuth = tonumber(words[3])
    network.bssid = optional(words[4])
    network.joined = tonumber(words[5]) or 0
    network.failed = tonumber(words[6]) or 0
    network.cause = optional(words[7])
    if words[12] ~= NOTHING then
        network.address = {ip = words[8], netmask = words[9], gateway = words[10], dns = words[11]}
        network.addressState = words[12]
    end
    return network
end
function ____exports.decodeSaved(text)
    local networks = {}
    for line in string.gmatch(text, "[^\n]+") do
        local network = networkOf(line)
        if network ~= nil then
            networks[#networks + 1] = network
        end
    end
    return networks
end
return ____exports
