local ____exports = {}
local ____http_port = require("http_port")
local isFree = ____http_port.isFree
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local ____portal_phases = require("portal_phases")
local finish = ____portal_phases.finish
local ____timer = require("timer")
local after = ____timer.after
local ____wifi_access_point = require("wifi_access_point")
local closeAccessPoint = ____wifi_access_point.close
local stopRadio = ____wifi_access_point.stopRadio
local function whenPortIsFree(portal, retries)
    collectgarbage()
    local free = isFree(80)
    collectgarbage()
    if free or retries <= 0 then
        if not free then
            warning("portal", "port %d is still taken", 80)
        end
        finish(portal)
    else
        after(
            500,
            function() return whenPortIsFree(portal, retries - 1) end
        )
    end
end
local function wipeSeal(portal)
    if portal.seal == nil then
        return
    end
    local seals = require("portal_seal")
    seals.wipe(portal.seal)
    portal.seal = nil
end
function ____exports.close(portal)
    local ____opt_0 = portal.attempt
    if ____opt_0 ~= nil then
        ____opt_0.cancel()
    end
    local ____portal_2 = portal
    portal.scanWaiters = nil
    ____portal_2.attempt = nil
    local ____opt_3 = portal.improv
    if ____opt_3 ~= nil then
        ____opt_3()
    end
    portal.improv = nil
    wipeSeal(portal)
    if portal.info ~= nil then
        closeAccessPoint()
    else
        stopRadio()
    end
    logInfo("portal", "closed")
    if portal.reason == "port-taken" then
        finish(portal)
    else
        after(
            500,
            function() return whenPortIsFree(portal, 60) end
        )
    end
end
return ____exports
