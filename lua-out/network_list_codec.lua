local ____exports = {}
local FIXED_BYTES = 4
local RSSI_OFFSET = 128
function ____exports.packNetworks(networks)
    local parts = {}
    for ____, ____value in ipairs(networks) do
        local ssid = ____value.ssid
        local rssiDbm = ____value.rssiDbm
        local auth = ____value.auth
        local channel = ____value.channel
        parts[#parts + 1] = string.char(#ssid, rssiDbm + RSSI_OFFSET, auth, channel) .. ssid
    end
    return table.concat(parts)
end
function ____exports.unpackNetworks(packed)
    local networks = {}
    local at = 1
    while at <= #packed do
        local size, strength, auth, channel = string.byte(packed, at, at + FIXED_BYTES - 1)
        at = at + (FIXED_BYTES + size)
        local ssid = string.sub(packed, at - size, at - 1)
        networks[#networks + 1] = {ssid = ssid, rssiDbm = strength - RSSI_OFFSET, auth = auth, channel = channel}
    end
    return networks
end
return ____exports
