local ____exports = {}
local ____improv_codec = require("improv_codec")
local decodeSettings = ____improv_codec.decodeSettings
local encodeResult = ____improv_codec.encodeResult
local ____join_request = require("join_request")
local checkJoin = ____join_request.checkJoin
local ____network_list_codec = require("network_list_codec")
local unpackNetworks = ____network_list_codec.unpackNetworks
local ____logger = require("logger")
local warning = ____logger.warning
local ____portal_join = require("portal_join")
local startJoin = ____portal_join.startJoin
local ____portal_scan = require("portal_scan")
local afterScan = ____portal_scan.afterScan
local ____portal_state = require("portal_state")
local mayJoin = ____portal_state.mayJoin
local moveOn = ____portal_state.moveOn
local OPEN = 0
local SCAN = {query = "scan=1"}
function ____exports.sendUrl(portal, command, send)
    local ____portal_0 = portal
    local info = ____portal_0.info
    send(encodeResult(command, info == nil and ({}) or ({("http://" .. info.ip) .. "/"})))
end
local function joinNetwork(portal, values, send, refuse)
    local ssid, password = decodeSettings(values)
    if ssid == nil then
        return refuse(1)
    end
    if not mayJoin(portal.status) then
        return refuse(255)
    end
    if portal.options.saved.lacksFields == true then
        warning("improv", "a field that is needed has no value yet: use the setup page")
        return refuse(3)
    end
    local checked = checkJoin(
        {ssid = ssid, password = password},
        unpackNetworks(portal.networks)
    )
    if not checked.ok then
        return refuse(3)
    end
    local ____opt_1 = portal.attempt
    if ____opt_1 ~= nil then
        ____opt_1.cancel()
    end
    portal.attempt = nil
    moveOn(portal, {type = "join-asked", ssid = ssid})
    refuse(0)
    startJoin(
        portal,
        checked.wish,
        function()
            if portal.status.state ~= "online" then
                return refuse(3)
            end
            refuse(0)
            ____exports.sendUrl(portal, 1, send)
        end
    )
end
local function sendNetworks(portal, send)
    for ____, ____value in ipairs(unpackNetworks(portal.networks)) do
        local ssid = ____value.ssid
        local rssiDbm = ____value.rssiDbm
        local auth = ____value.auth
        local rssi = string.format("%d", rssiDbm)
        send(encodeResult(4, {ssid, rssi, auth == OPEN and "NO" or "YES"}))
    end
    send(encodeResult(4, {}))
end
function ____exports.run(portal, command, values, send, refuse)
    if command == 1 then
        joinNetwork(portal, values, send, refuse)
    elseif command == 3 then
        local ____require_result_3 = require("improv_info")
        local describeDevice = ____require_result_3.describeDevice
        local texts = describeDevice()
        texts[#texts + 1] = portal.options.id
        send(encodeResult(command, texts))
    elseif command == 4 then
        afterScan(
            portal,
            SCAN,
            function() return sendNetworks(portal, send) end
        )
    else
        refuse(2)
    end
end
return ____exports
