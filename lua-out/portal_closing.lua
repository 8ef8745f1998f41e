local ____exports = {}
local ____http_server = require("http_server")
local isFree = ____http_server.isFree
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
local HTTP_PORT = 80
local PORT_RETRY_MS = 500
local MAX_PORT_RETRIES = 60
local function whenPortIsFree(portal, retries)
    collectgarbage()
    local free = isFree(HTTP_PORT)
    collectgarbage()
    if free or retries <= 0 then
        if not free then
            warning("portal", "port %d is still taken", HTTP_PORT)
        end
        finish(portal)
    else
        after(
            PORT_RETRY_MS,
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
            PORT_RETRY_MS,
            function() return whenPortIsFree(portal, MAX_PORT_RETRIES) end
        )
    end
end
return ____exports
