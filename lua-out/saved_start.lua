local ____exports = {}
local ____fixed_address = require("fixed_address")
local takeAddress = ____fixed_address.takeAddress
local ____gateway_check = require("gateway_check")
local checkGateway = ____gateway_check.checkGateway
local ____join = require("join")
local connectionInfo = ____join.connectionInfo
local join = ____join.join
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local ____planned_restart = require("planned_restart")
local restart = ____planned_restart.restart
local ____saved_join = require("saved_join")
local joinInRange = ____saved_join.joinInRange
local noteResult = ____saved_join.noteResult
local ____saved_networks = require("saved_networks")
local find = ____saved_networks.find
local load = ____saved_networks.load
local store = ____saved_networks.store
local wipe = ____saved_networks.wipe
local ____setup_link = require("setup_link")
local idOf = ____setup_link.idOf
local keep = ____setup_link.keep
local ____wifi_station = require("wifi_station")
local startStation = ____wifi_station.start
local function setAddressState(ssid, addressState)
    local networks = load()
    local network = find(networks, ssid)
    if network ~= nil then
        network.addressState = addressState
    end
    local written = network ~= nil and store(networks, ssid)
    wipe(networks)
    return written
end
local function withAddress(ssid)
    local networks = load()
    local network = find(networks, ssid)
    wipe(networks)
    local addressState = network and network.addressState
    if addressState == nil or addressState == "failed" then
        return nil
    end
    if addressState == "new" or addressState == "good" then
        return network
    end
    warning("station", "the static address did not prove itself: DHCP again")
    setAddressState(ssid, "failed")
    return nil
end
function ____exports.joinSaved(state, newest, options, ended)
    local ____newest_2 = newest
    local ssid = ____newest_2.ssid
    local timeoutMs = options.connectTimeoutMs or 15000
    local ____temp_3
    if state.hasAddress == true then
        ____temp_3 = nil
    else
        ____temp_3 = withAddress(ssid)
    end
    local fixed = ____temp_3
    local address = fixed and fixed.address
    local isNew = (fixed and fixed.addressState) == "new"
    local function online(network, its)
        keep(options)
        ended(
            connectionInfo(network.ssid, its),
            nil
        )
    end
    local function onAssociated()
        if address == nil or state.hasAddress == true then
            return
        end
        if isNew and not setAddressState(ssid, "trying") then
            return
        end
        local problem = takeAddress(address)
        state.hasAddress = problem == nil
        if problem == nil then
            return
        end
        warning("station", "%s", problem)
        setAddressState(ssid, "failed")
    end
    local function isOnTrial()
        return isNew and state.hasAddress == true
    end
    local function giveUpAddress()
        setAddressState(ssid, "failed")
        restart("no gateway answers at the static address, DHCP again")
    end
    local function others(cause)
        if state.hasAddress == true then
            return ended(nil, cause)
        end
        joinInRange(
            newest,
            timeoutMs,
            true,
            function()
            end,
            function(network, its)
                if network == nil then
                    ended(nil, cause)
                else
                    online(network, its)
                end
            end
        )
    end
    startStation(
        idOf(options),
        function() return join(
            nil,
            timeoutMs,
            function(result)
                local ____noteResult_11 = noteResult
                local ____ssid_9 = ssid
                local ____ssid_10 = ssid
                local ____result_ok_8
                if result.ok then
                    ____result_ok_8 = nil
                else
                    ____result_ok_8 = result.cause
                end
                ____noteResult_11(____ssid_9, ____ssid_10, ____result_ok_8)
                if not result.ok then
                    local ____isOnTrial_result_12
                    if isOnTrial() then
                        ____isOnTrial_result_12 = giveUpAddress()
                    else
                        ____isOnTrial_result_12 = others(result.cause)
                    end
                    return ____isOnTrial_result_12
                end
                if not isOnTrial() then
                    return online(newest, result.address)
                end
                checkGateway(
                    address.gateway,
                    function(answers)
                        if not answers then
                            return giveUpAddress()
                        end
                        setAddressState(ssid, "good")
                        logInfo("station", "the static address works")
                        online(newest, result.address)
                    end
                )
            end,
            onAssociated
        ) end
    )
end
return ____exports
