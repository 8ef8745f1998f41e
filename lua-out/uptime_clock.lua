local ____exports = {}
local ____chip = require("chip")
local uptimeUs = ____chip.uptimeUs
____exports.DAY_MS = 86400000
local CYCLE_MS = 8 * ____exports.DAY_MS
local HALF_CYCLE_MS = 4 * ____exports.DAY_MS
____exports.STEP_MS = 10
local UPTIME_PRECISION = 4000000000
function ____exports.between(fromMs, toMs)
    return (toMs - fromMs + HALF_CYCLE_MS) % CYCLE_MS - HALF_CYCLE_MS
end
function ____exports.later(timeMs, byMs)
    return (timeMs + byMs) % CYCLE_MS
end
function ____exports.tellTime(expectedMs, sinceMs)
    local us = uptimeUs()
    local readMs = math.floor(us / 1000 % CYCLE_MS)
    local errorMs = ____exports.STEP_MS + us / UPTIME_PRECISION
    if expectedMs ~= nil and math.abs(____exports.between(expectedMs, readMs)) <= errorMs then
        return expectedMs
    end
    return sinceMs ~= nil and ____exports.between(sinceMs, readMs) < 0 and sinceMs or readMs
end
return ____exports
