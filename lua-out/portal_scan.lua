local ____exports = {}
local ____network_list_codec = require("network_list_codec")
local packNetworks = ____network_list_codec.packNetworks
local ____portal_state = require("portal_state")
local isIdle = ____portal_state.isIdle
local moveOn = ____portal_state.moveOn
local SECONDS_BETWEEN_SCANS = 6
local MAX_WAITERS = 16
function ____exports.endScan(portal, networks)
    if networks ~= nil then
        portal.networks = packNetworks(networks)
        portal.listAnswer = nil
    end
    moveOn(portal, {type = "scan-ended"})
    local waiters = portal.scanWaiters or ({})
    portal.scanWaiters = nil
    for ____, waiter in ipairs(waiters) do
        waiter()
    end
end
local function isTooSoon(portal)
    local ____portal_0 = portal
    local scannedAt = ____portal_0.scannedAt
    local seconds = ____portal_0.seconds
    return scannedAt ~= nil and seconds - scannedAt < SECONDS_BETWEEN_SCANS
end
function ____exports.beginScan(portal, waiters)
    local isFree = portal.scanWaiters == nil and portal.attempt == nil
    if not isFree or not isIdle(portal.status) or isTooSoon(portal) then
        return false
    end
    portal.scannedAt = portal.seconds
    portal.scanWaiters = waiters
    moveOn(portal, {type = "scan-began"})
    return true
end
local function rescan(portal, done)
    if portal.scanWaiters ~= nil then
        if #portal.scanWaiters < MAX_WAITERS then
            local ____portal_scanWaiters_1 = portal.scanWaiters
            ____portal_scanWaiters_1[#____portal_scanWaiters_1 + 1] = done
        else
            done()
        end
    elseif not ____exports.beginScan(portal, {done}) then
        done()
    else
        local ____require_result_2 = require("wifi_access_point")
        local scan = ____require_result_2.scan
        scan(function(networks) return ____exports.endScan(portal, networks) end)
    end
end
function ____exports.afterScan(portal, request, run)
    if request.query == "" then
        return run()
    end
    local ____require_result_3 = require("form_codec")
    local decodeForm = ____require_result_3.decodeForm
    if decodeForm(request.query).scan == "1" then
        rescan(portal, run)
    else
        run()
    end
end
return ____exports
