local ____exports = {}
local ____safe_file = require("safe_file")
local remove = ____safe_file.remove
local ____saved_networks = require("saved_networks")
local load = ____saved_networks.load
local store = ____saved_networks.store
local wipe = ____saved_networks.wipe
local ____wifi_station = require("wifi_station")
local forgetInDriver = ____wifi_station.forget
local save = ____wifi_station.save
local function nextOf(networks, ssid)
    for ____, network in ipairs(networks) do
        if network.ssid ~= ssid and network.password ~= nil then
            return network
        end
    end
    return nil
end
local function without(networks, ssid)
    local others = {}
    for ____, network in ipairs(networks) do
        if network.ssid ~= ssid then
            others[#others + 1] = network
        end
    end
    return others
end
local function networkOf(____bindingPattern0)
    local bssid
    local weakestAuth
    local password
    local ssid
    ssid = ____bindingPattern0.ssid
    password = ____bindingPattern0.password
    weakestAuth = ____bindingPattern0.weakestAuth
    bssid = ____bindingPattern0.bssid
    return {ssid = ssid, password = password, weakestAuth = weakestAuth, bssid = bssid}
end
function ____exports.forgetNetwork(newest, ssid)
    local networks = load()
    local others = without(networks, ssid)
    local left = newest
    local problem
    if (newest and newest.ssid) == ssid then
        local next = nextOf(networks, ssid)
        local ____temp_2
        if next == nil then
            ____temp_2 = nil
        else
            ____temp_2 = networkOf(next)
        end
        left = ____temp_2
        local ____temp_3
        if left == nil then
            ____temp_3 = forgetInDriver()
        else
            ____temp_3 = save(left)
        end
        problem = ____temp_3
        if next ~= nil then
            next.password = nil
        end
    end
    if problem == nil and not store(others, left and left.ssid) then
        problem = "the flash is full"
    end
    wipe(networks)
    return problem == nil and ({newest = left}) or ({newest = newest, problem = problem})
end
function ____exports.forgetAll(newest)
    remove("networks.saved")
    local problem = forgetInDriver()
    return problem == nil and ({newest = nil}) or ({newest = newest, problem = problem})
end
return ____exports
