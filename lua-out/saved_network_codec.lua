local ____exports = {}
local ____hex_codec = require("hex_codec")
local decodeHex = ____hex_codec.decodeHex
local encodeHex = ____hex_codec.encodeHex
local LINE = "^(%x+) ([-:]%x*) ([-%d]) ([-:%x]+) (-?%d+) (-?%d+) (%S+) ([-.%d]+) (%S+) (%S+) (%S+) (%S+)$"
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
local function networkOf(line)
    local name, secret, auth, bssid, joined, failed, cause, ip, netmask, gateway, dns, state = string.match(line, LINE)
    local ssid = decodeHex(name or "")
    local password = decodeHex(string.sub(secret or "", 2))
    if ssid == nil or ssid == "" or #ssid > MAX_SSID_BYTES then
        return nil
    end
    if password == nil then
        return nil
    end
    local network = ____exports.newNetwork(ssid)
    if secret ~= NOTHING then
        network.password = password
    end
    network.weakestAuth = tonumber(auth)
    if bssid ~= NOTHING then
        network.bssid = bssid
    end
    network.joined = tonumber(joined, 10)
    network.failed = tonumber(failed, 10)
    if cause ~= NOTHING then
        network.cause = cause
    end
    if ip ~= NOTHING then
        network.address = {ip = ip, netmask = netmask, gateway = gateway, dns = dns}
        network.addressState = state
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
