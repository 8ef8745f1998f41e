local ____exports = {}
function ____exports.connectionInfo(ssid, address)
    return {ip = address.ip, netmask = address.netmask, gw = address.gw, ssid = ssid}
end
____exports.DEFAULT_AP_IP = "192.168.4.1"
____exports.DEFAULT_CONNECT_TIMEOUT_MS = 15000
local MAX_ID_BYTES = 32
local SHORTEST_TIMEOUT_MS = 1000
local LONGEST_TIMEOUT_MS = 600000
local LONGEST_IDLE_MS = 2000000000
local function isWithin(value, least, most)
    return type(value) == "number" and value >= least and value <= most
end
local function isText(value, leastBytes, mostBytes)
    return type(value) == "string" and isWithin(#value, leastBytes, mostBytes)
end
local function isAddress(value)
    if type(value) ~= "string" then
        return false
    end
    local a, b, c, d = string.match(value, "^(%d+)%.(%d+)%.(%d+)%.(%d+)$")
    if a == nil then
        return false
    end
    for ____, part in ipairs({a, b, c, d}) do
        if #part > 3 or tonumber(part, 10) > 255 then
            return false
        end
    end
    return true
end
function ____exports.problemOf(options)
    local id = options.id
    local apPassword = options.apPassword
    local apIp = options.apIp
    local connectTimeoutMs = options.connectTimeoutMs
    local idleTimeoutMs = options.idleTimeoutMs
    if id ~= nil and not isText(id, 1, MAX_ID_BYTES) then
        return "id has to be 1 to 32 bytes of text"
    end
    if apPassword ~= nil and not isText(apPassword, 8, 63) then
        return "apPassword has to be 8 to 63 characters; leave it out for an open access point"
    end
    if apIp ~= nil and not isAddress(apIp) then
        return "apIp has to be an IPv4 address such as 192.168.4.1"
    end
    if connectTimeoutMs ~= nil and not isWithin(connectTimeoutMs, SHORTEST_TIMEOUT_MS, LONGEST_TIMEOUT_MS) then
        return "connectTimeoutMs has to be 1000 to 600000"
    end
    if idleTimeoutMs ~= nil and not isWithin(idleTimeoutMs, SHORTEST_TIMEOUT_MS, LONGEST_IDLE_MS) then
        return "idleTimeoutMs has to be 1000 to 2000000000"
    end
    return nil
end
return ____exports
