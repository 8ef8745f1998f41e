local ____exports = {}
local lean = require("lean")
local ____logger = require("logger")
local info = ____logger.info
local onDemand = require("on_demand")
local function tickIdle(portal)
    local ____portal_0 = portal
    local options = ____portal_0.options
    local limitMs = options.idleTimeoutMs
    local secondsUnused = portal.secondsUnused + 1
    local secondsSinceRetry = portal.secondsSinceRetry + 1
    portal.secondsUnused = secondsUnused
    portal.secondsSinceRetry = secondsSinceRetry
    local isUnused = limitMs ~= nil and secondsUnused > limitMs / 1000
    if isUnused and portal.seconds >= portal.heldUntil then
        return "idle-timeout"
    end
    local isTime = secondsUnused >= 60 and secondsSinceRetry >= 60
    if isTime and portal.attempt == nil and options.saved.network ~= nil then
        return "retry"
    end
    return nil
end
local function tickOpen(portal, seconds)
    local ____portal_status_1 = portal.status
    local state = ____portal_status_1.state
    local inState = seconds - portal.stateAt
    if state == "online" then
        return (seconds >= portal.endAt or inState >= 600) and "finish" or nil
    end
    local isStill = seconds - portal.heardAt >= 600 and portal.info == nil
    if isStill and portal.clientCount() == 0 then
        return "start-over"
    end
    if state == "idle" or state == "failed" then
        return tickIdle(portal)
    end
    local limit = state == "joining" and portal.options.connectTimeoutMs / 1000 or 0
    return inState >= limit + 30 and "late-state" or nil
end
function ____exports.apiOf(portal, from)
    if portal.api == nil then
        onDemand.require("portal_waking", "prepare", portal)
        portal.api = lean.require("portal_api")
        info("portal", "first request, from %s", from)
    end
    return portal.api
end
function ____exports.rest(portal)
    local ____portal_4 = portal
    local ____portal_3 = portal
    local ____portal_2 = portal
    portal.statusAnswer = nil
    ____portal_2.page = nil
    ____portal_3.redirect = nil
    ____portal_4.api = nil
    local phase = lean.require("setup_phase")
    phase.slim()
end
function ____exports.tick(portal)
    local seconds = portal.seconds + 1
    local step
    portal.seconds = seconds
    if portal.phase == "open" then
        step = tickOpen(portal, seconds) or (portal.listAnswer == nil and "list" or nil)
    elseif seconds - portal.phaseAt >= 90 then
        step = "late-phase"
    end
    if step ~= nil then
        onDemand.require("portal_phases", "take", portal, step)
    end
end
return ____exports
