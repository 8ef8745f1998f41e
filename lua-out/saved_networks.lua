local ____exports = {}
local ____safe_file = require("safe_file")
local read = ____safe_file.read
local remove = ____safe_file.remove
local replace = ____safe_file.replace
local ____saved_network_codec = require("saved_network_codec")
local decodeSaved = ____saved_network_codec.decodeSaved
local encodeSaved = ____saved_network_codec.encodeSaved
local newNetwork = ____saved_network_codec.newNetwork
local ____wifi_station = require("wifi_station")
local saveInDriver = ____wifi_station.save
____exports.MAX_NETWORKS = 8
function ____exports.load()
    return decodeSaved(read("networks.saved") or "")
end
function ____exports.wipe(networks)
    for ____, network in ipairs(networks) do
        network.password = nil
    end
end
function ____exports.find(networks, ssid)
    for ____, network in ipairs(networks) do
        if network.ssid == ssid then
            return network
        end
    end
    return nil
end
local function saysMore(network)
    return network.password ~= nil or network.bssid ~= nil or network.address ~= nil
end
function ____exports.store(networks, newest)
    local kept = {}
    local more = false
    for ____, network in ipairs(networks) do
        if network.password ~= nil or network.ssid == newest then
            kept[#kept + 1] = network
            more = more or saysMore(network)
        end
    end
    if more then
        return replace(
            "networks.saved",
            encodeSaved(kept)
        )
    end
    remove("networks.saved")
    return true
end
local function last(networks)
    local latest = 0
    for ____, ____value in ipairs(networks) do
        local joined = ____value.joined
        local failed = ____value.failed
        latest = math.max(latest, joined, failed)
    end
    return latest
end
function ____exports.note(networks, network, cause)
    local ____network_0 = network
    local joined = ____network_0.joined
    local failed = ____network_0.failed
    local latest = last(networks)
    if cause == nil then
        if joined > 0 and joined == latest then
            return false
        end
        network.joined = latest + 1
    else
        if network.cause == cause and failed > joined then
            return false
        end
        network.failed = latest + 1
        network.cause = cause
    end
    return true
end
local function withFirst(networks, first, most)
    local ordered = {first}
    for ____, network in ipairs(networks) do
        if network ~= first and #ordered < most then
            ordered[#ordered + 1] = network
        end
    end
    return ordered
end
local function choose(network, ____bindingPattern0)
    local weakestAuth
    local address
    local bssid
    bssid = ____bindingPattern0.bssid
    address = ____bindingPattern0.address
    weakestAuth = ____bindingPattern0.weakestAuth
    network.bssid = bssid
    network.address = address
    local ____network_2 = network
    local ____temp_1
    if address == nil then
        ____temp_1 = nil
    else
        ____temp_1 = "new"
    end
    ____network_2.addressState = ____temp_1
    network.weakestAuth = weakestAuth
end
function ____exports.saveNewest(before, joined, most)
    local networks = ____exports.load()
    if before ~= nil and before.ssid ~= joined.ssid then
        local old = ____exports.find(networks, before.ssid) or newNetwork(before.ssid)
        old.password = before.password
        old.weakestAuth = before.weakestAuth
        networks = withFirst(networks, old, ____exports.MAX_NETWORKS)
    end
    local own = ____exports.find(networks, joined.ssid) or newNetwork(joined.ssid)
    networks = withFirst(networks, own, most or ____exports.MAX_NETWORKS)
    if most ~= nil then
        choose(own, joined)
    end
    ____exports.note(networks, own, nil)
    local wasInFile = own.password ~= nil
    if wasInFile then
        own.password = joined.password
    end
    local written = ____exports.store(networks, joined.ssid)
    local ____joined_3 = joined
    local ssid = ____joined_3.ssid
    local password = ____joined_3.password
    local weakestAuth = ____joined_3.weakestAuth
    local refusal = saveInDriver({ssid = ssid, password = password, weakestAuth = weakestAuth, bssid = own.bssid})
    if wasInFile and refusal == nil then
        own.password = nil
        written = ____exports.store(networks, joined.ssid) and written
    end
    ____exports.wipe(networks)
    local ____refusal_5 = refusal
    if ____refusal_5 == nil then
        local ____written_4
        if written then
            ____written_4 = nil
        else
            ____written_4 = "there is no room for the others in the flash"
        end
        ____refusal_5 = ____written_4
    end
    return ____refusal_5
end
return ____exports
