local ____exports = {}
local ____on_demand = require("on_demand")
local onDemand = ____on_demand.onDemand
local function tickIdle(portal)
    local ____portal_0 = portal
    local options = ____portal_0.options
    local secondsHeld = ____portal_0.secondsHeld
    local limitMs = options.idleTimeoutMs
    local secondsUnused = portal.secondsUnused + 1
    local secondsSinceRetry = portal.secondsSinceRetry + 1
    portal.secondsUnused = secondsUnused
    portal.secondsSinceRetry = secondsSinceRetry
    if limitMs ~= nil and secondsHeld <= 0 and secondsUnused > limitMs / 1000 then
        return "idle-timeout"
    end
    local isTime = secondsUnused >= 60 and secondsSinceRetry >= 60
    if isTime and portal.attempt == nil and options.saved.network ~= nil then
        return "retry"
    end
    return nil
end
local function tickOpen(portal)
    local ____portal_status_1 = portal.status
    local state = ____portal_status_1.state
    local secondsStill = portal.secondsStill + 1
    portal.secondsStill = secondsStill
    portal.secondsUnguarded = portal.secondsUnguarded + 1
    portal.secondsHeld = portal.secondsHeld - 1
    if secondsStill >= 600 and portal.clientCount() == 0 then
        return "start-over"
    end
    if state == "idle" or state == "failed" then
        return tickIdle(portal)
    end
    if state ~= "online" then
        return nil
    end
    portal.secondsLeft = portal.secondsLeft - 1
    return portal.secondsLeft <= 0 and "finish" or nil
end
local function phases()
    return require("portal_phases")
end
function ____exports.tick(portal)
    local step
    portal.secondsInPhase = portal.secondsInPhase + 1
    if portal.phase == "open" then
        step = tickOpen(portal)
    elseif portal.secondsInPhase >= 90 then
        step = "late"
    end
    if step ~= nil then
        onDemand(phases, "take", portal, step)
    end
end
return ____exports
