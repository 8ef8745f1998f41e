local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
local ____on_demand = require("on_demand")
local onDemand = ____on_demand.onDemand
local MAX_STEP_SECONDS = 90
local MAX_STILL_SECONDS = 600
local IDLE_SECONDS = 60
local RETRY_SECONDS = 60
function ____exports.enter(portal, phase)
    portal.phase = phase
    portal.secondsInPhase = 0
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
local function retrySaved(portal)
    local attempts = require("portal_attempt")
    attempts.retrySaved(portal)
end
local function close(portal)
    local closing = require("portal_closing")
    closing.close(portal)
end
____exports["end"] = function(portal, info, reason)
    portal.info = info
    portal.reason = reason
    ____exports.enter(portal, "closing")
    stopServers(portal)
    onDemand(close, portal)
end
function ____exports.finish(portal)
    if portal.phase == "ended" then
        return
    end
    ____exports.enter(portal, "ended")
    local ____opt_5 = portal.ticker
    if ____opt_5 ~= nil then
        ____opt_5.stop()
    end
    portal.onEnd(portal.info, portal.reason)
end
local function startOver(portal)
    warning("portal", "no progress for %d seconds: starting over", portal.secondsInPhase)
    stopServers(portal)
    onDemand(____exports.begin, portal)
end
local function isTimeUp(portal)
    local limitMs = portal.options.idleTimeoutMs
    if limitMs == nil or portal.secondsHeld > 0 then
        return false
    end
    return portal.secondsUnused > limitMs / 1000
end
local function tickIdle(portal)
    portal.secondsUnused = portal.secondsUnused + 1
    portal.secondsSinceRetry = portal.secondsSinceRetry + 1
    if isTimeUp(portal) then
        ____exports["end"](portal, nil, "idle-timeout")
    elseif portal.secondsUnused >= IDLE_SECONDS and portal.secondsSinceRetry >= RETRY_SECONDS and portal.attempt == nil and portal.options.saved.network ~= nil then
        portal.secondsSinceRetry = 0
        onDemand(retrySaved, portal)
    end
end
local function tickOpen(portal)
    portal.secondsUnguarded = portal.secondsUnguarded + 1
    portal.secondsStill = portal.secondsStill + 1
    portal.secondsHeld = math.max(0, portal.secondsHeld - 1)
    local state = portal.status.state
    if state == "online" then
        portal.secondsLeft = portal.secondsLeft - 1
        if portal.secondsLeft <= 0 then
            ____exports["end"](portal, portal.info, nil)
        end
    elseif state == "idle" or state == "failed" then
        tickIdle(portal)
    end
    if portal.secondsStill >= MAX_STILL_SECONDS and portal.clientCount() == 0 then
        startOver(portal)
    end
end
function ____exports.tick(portal)
    portal.secondsInPhase = portal.secondsInPhase + 1
    local isLate = portal.secondsInPhase >= MAX_STEP_SECONDS
    if portal.phase == "open" then
        tickOpen(portal)
    elseif portal.phase == "opening" and isLate then
        startOver(portal)
    elseif portal.phase == "closing" and isLate then
        ____exports.finish(portal)
    elseif portal.phase == "closing" and not portal.isClosing then
        onDemand(close, portal)
    end
end
return ____exports
