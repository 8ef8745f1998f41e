local ____exports = {}
local ____network_list_codec = require("network_list_codec")
local packNetworks = ____network_list_codec.packNetworks
local ____portal_state = require("portal_state")
local isIdle = ____portal_state.isIdle
local moveOn = ____portal_state.moveOn
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
local function rescan(portal, done)
    if portal.scanWaiters ~= nil then
        local ____portal_scanWaiters_0 = portal.scanWaiters
        ____portal_scanWaiters_0[#____portal_scanWaiters_0 + 1] = done
    elseif not isIdle(portal.status) or portal.attempt ~= nil then
        done()
    else
        portal.scanWaiters = {done}
        moveOn(portal, {type = "scan-began"})
        local ____require_result_1 = require("wifi_access_point")
        local scan = ____require_result_1.scan
        scan(function(networks) return onScanned(portal, networks) end)
    end
end
function ____exports.afterScan(portal, request, run)
    if request.query == "" then
        return run()
    end
    local ____require_result_2 = require("form_codec")
    local decodeForm = ____require_result_2.decodeForm
    if decodeForm(request.query).scan == "1" then
        rescan(portal, run)
    else
        run()
    end
end
return ____exports
