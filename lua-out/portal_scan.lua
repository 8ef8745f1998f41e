local ____exports = {}
local ____network_list_codec = require("network_list_codec")
local packNetworks = ____network_list_codec.packNetworks
local ____portal_state = require("portal_state")
local isIdle = ____portal_state.isIdle
local moveOn = ____portal_state.moveOn
local ____wifi_access_point = require("wifi_access_point")
local scan = ____wifi_access_point.scan
local function onScanned(portal, networks)
    if networks ~= nil then
        portal.networks = packNetworks(networks)
    end
    moveOn(portal, {type = "scan-ended"})
    local waiters = portal.scanWaiters or ({})
    portal.scanWaiters = nil
    for ____, waiter in ipairs(waiters) do
        waiter()
    end
end
function ____exports.rescan(portal, done)
    if portal.scanWaiters ~= nil then
        local ____portal_scanWaiters_0 = portal.scanWaiters
        ____portal_scanWaiters_0[#____portal_scanWaiters_0 + 1] = done
    elseif not isIdle(portal.status) or portal.attempt ~= nil then
        done()
    else
        portal.scanWaiters = {done}
        moveOn(portal, {type = "scan-began"})
        scan(function(networks) return onScanned(portal, networks) end)
    end
end
return ____exports
