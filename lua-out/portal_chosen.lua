local ____exports = {}
local ____saved_networks = require("saved_networks")
local MAX_NETWORKS = ____saved_networks.MAX_NETWORKS
local saveNewest = ____saved_networks.saveNewest
local ____static_address = require("static_address")
local check = ____static_address.check
local BAD_BSSID = {status = 400, reason = "bad-bssid", message = "An access point is written like 02:00:00:00:00:01."}
local NEW_ADDRESS = "The device restarts now, and then takes the address that the router gives it."
local function isBssid(text)
    return (string.find(text, "^%x%x:%x%x:%x%x:%x%x:%x%x:%x%x$")) ~= nil
end
function ____exports.choose(portal, fields, wish)
    local ____fields_0 = fields
    local bssid = ____fields_0.bssid
    local ip = ____fields_0.ip
    if bssid ~= nil and bssid ~= "" then
        if not isBssid(bssid) then
            return BAD_BSSID
        end
        wish.bssid = string.lower(bssid)
        wish.channel = nil
    end
    if ip == nil or ip == "" then
        return nil
    end
    local ____fields_1 = fields
    local netmask = ____fields_1.netmask
    local gateway = ____fields_1.gateway
    local dns = ____fields_1.dns
    local ____check_result_2 = check(
        ip,
        netmask,
        gateway,
        dns,
        portal.options.apIp
    )
    local address = ____check_result_2.address
    local problem = ____check_result_2.problem
    if address == nil then
        return {status = 400, reason = "bad-address", message = problem}
    end
    wish.address = address
    return nil
end
function ____exports.keep(portal, wish)
    local ____portal_options_3 = portal.options
    local saved = ____portal_options_3.saved
    local maxNetworks = ____portal_options_3.maxNetworks
    local ____wish_4 = wish
    local ssid = ____wish_4.ssid
    local address = ____wish_4.address
    local isSaved = ____wish_4.isSaved
    if isSaved == true then
        return {problem = nil}
    end
    local problem = saveNewest(saved.network, wish, maxNetworks or MAX_NETWORKS)
    saved.restarts = address ~= nil or saved.isFixed == true
    if address ~= nil then
        local ____address_5 = address
        local ip = ____address_5.ip
        local netmask = ____address_5.netmask
        local gateway = ____address_5.gateway
        return {problem = problem, later = {ssid = ssid, ip = ip, netmask = netmask, gw = gateway}}
    end
    return saved.isFixed == true and ({problem = problem, message = NEW_ADDRESS}) or ({problem = problem})
end
return ____exports
