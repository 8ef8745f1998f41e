local ____exports = {}
local BYTES = 4
local WIDEST_BITS = 8
local NARROWEST_BITS = 30
local PORTAL_MASK = {255, 255, 255, 0}
local function parse(text)
    if text == nil or (string.find(text, "^%d+%.%d+%.%d+%.%d+$")) == nil then
        return nil
    end
    local bytes = {}
    for part in string.gmatch(text, "%d+") do
        local value = tonumber(part, 10)
        local octal = string.find(part, "^0%d")
        if octal ~= nil or #part > 3 or value > 255 then
            return nil
        end
        bytes[#bytes + 1] = value
    end
    return bytes
end
local function prefixBits(mask)
    local bits = 0
    local ended = false
    for ____, byte in ipairs(mask) do
        local rest = byte
        for _ = 1, 8 do
            local one = rest >= 128
            if one and ended then
                return nil
            end
            if one then
                bits = bits + 1
            else
                ended = true
            end
            rest = rest * 2 % 256
        end
    end
    return bits
end
local function masked(byte, mask)
    return byte - byte % (256 - mask)
end
local function isSameNet(one, other, mask)
    for at = 0, BYTES - 1 do
        if masked(one[at + 1], mask[at + 1]) ~= masked(other[at + 1], mask[at + 1]) then
            return false
        end
    end
    return true
end
local function isNetOrAll(address, mask)
    local zeros = true
    local ones = true
    for at = 0, BYTES - 1 do
        local host = address[at + 1] % (256 - mask[at + 1])
        if host ~= 0 then
            zeros = false
        end
        if host ~= 255 - mask[at + 1] then
            ones = false
        end
    end
    return zeros or ones
end
local function isOfDevice(address)
    local first = address[1]
    return first > 0 and first ~= 127 and first < 224
end
function ____exports.check(ip, netmask, gateway, dns, apIp)
    local own = parse(ip)
    local mask = parse(netmask)
    local router = parse(gateway)
    local hasDns = dns ~= nil and dns ~= ""
    local ____hasDns_0
    if hasDns then
        ____hasDns_0 = parse(dns)
    else
        ____hasDns_0 = router
    end
    local server = ____hasDns_0
    local access = parse(apIp)
    local ____temp_1
    if mask == nil then
        ____temp_1 = nil
    else
        ____temp_1 = prefixBits(mask)
    end
    local bits = ____temp_1
    if own == nil or not isOfDevice(own) then
        return {field = "ip", problem = "The address has to be like 192.168.1.50."}
    end
    if bits == nil or bits < WIDEST_BITS or bits > NARROWEST_BITS then
        return {field = "netmask", problem = "The netmask has to be like 255.255.255.0."}
    end
    if router == nil or not isOfDevice(router) then
        return {field = "gateway", problem = "The gateway has to be like 192.168.1.1."}
    end
    if server == nil or not isOfDevice(server) then
        return {field = "dns", problem = "The DNS server has to be like 192.168.1.1, or left out."}
    end
    if isNetOrAll(own, mask) then
        return {field = "ip", problem = "This address is the net itself or its broadcast address."}
    end
    if not isSameNet(own, router, mask) then
        return {field = "gateway", problem = "The gateway is not in the net of the address."}
    end
    if isNetOrAll(router, mask) or ip == gateway then
        return {field = "gateway", problem = "The gateway has to be another device of the net."}
    end
    if isSameNet(own, access, mask) or isSameNet(own, access, PORTAL_MASK) then
        return {field = "ip", problem = "This net is that of the device's own access point."}
    end
    local address = {ip = ip, netmask = netmask, gateway = gateway, dns = hasDns and dns or gateway}
    return {address = address}
end
return ____exports
