local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
local onDemand = require("on_demand")
function ____exports.enter(portal, phase)
    portal.phase = phase
    portal.phaseAt = portal.seconds
end
local function stopServers(portal)
    local ____opt_0 = portal.http
    if ____opt_0 ~= nil then
        ____opt_0.stop()
    end
    local ____opt_2 = portal.dns
    if ____opt_2 ~= nil then
        ____opt_2.stop()
    end
    local ____portal_4 = portal
    portal.dns = nil
    ____portal_4.http = nil
end
function ____exports.begin(portal)
    local opening = require("portal_opening")
    opening.begin(portal)
end
____exports["end"] = function(portal, info, reason)
    portal.info = info
    portal.reason = reason
    ____exports.enter(portal, "closing")
    stopServers(portal)
    onDemand.require("portal_closing", "close", portal)
end
function ____exports.finish(portal)
    if portal.phase == "ended" then
        return
    end
    portal.onEnd(portal.info, portal.reason)
    ____exports.enter(portal, "ended")
    portal.ticker.stop()
end
local function startOver(portal)
    warning("portal", "no progress for %d seconds: starting over", portal.seconds - portal.phaseAt)
    stopServers(portal)
    ____exports.begin(portal)
end
local function retry(portal)
    portal.secondsSinceRetry = 0
    if portal.options.saved.lacksFields == true then
        return
    end
    local attempts = require("portal_attempt")
    attempts.retrySaved(portal)
end
local function makeList(portal)
    pcall(function()
        local lists = require("portal_networks")
        lists.listAnswerOf(portal)
    end)
end
local function endLost(portal)
    if portal.status.state == "scanning" then
        local scans = require("portal_scan")
        scans.endScan(portal, nil)
    else
        local attempts = require("portal_attempt")
        attempts.endLost(portal)
    end
end
function ____exports.take(portal, step)
    if step == "idle-timeout" then
        return ____exports["end"](portal, nil, step)
    end
    if step == "finish" then
        return ____exports["end"](portal, portal.info, nil)
    end
    if step == "retry" then
        return retry(portal)
    end
    if step == "late-state" then
        return endLost(portal)
    end
    if step == "list" then
        return makeList(portal)
    end
    if step == "start-over" or portal.phase == "opening" then
        return startOver(portal)
    end
    return ____exports.finish(portal)
end
return ____exports
