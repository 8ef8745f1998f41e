local ____exports = {}
local ____guard = require("guard")
local guarded = ____guard.guarded
local SHORTEST_MS = 10
local LONGEST_MS = 6870947
local function start(delayMs, mode, run)
    local timer = tmr.create()
    local onAlarm = guarded("timer", run)
    local function restart(ms)
        local inRangeMs = math.floor(math.max(
            SHORTEST_MS,
            math.min(LONGEST_MS, ms)
        ))
        timer:alarm(inRangeMs, mode, onAlarm)
    end
    restart(delayMs)
    return {
        stop = function()
            timer:unregister()
        end,
        restart = restart
    }
end
function ____exports.after(delayMs, run)
    return start(delayMs, tmr.ALARM_SINGLE, run)
end
function ____exports.every(intervalMs, run)
    return start(intervalMs, tmr.ALARM_AUTO, run)
end
return ____exports
