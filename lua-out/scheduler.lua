local ____exports = {}
local earliest, rest, setAlarm, remove, moveOn, onDue, runJob, onAlarm, LONGEST_WAIT_MS, jobs, ready, timer, alarmMs, nowMs
local ____logger = require("logger")
local warning = ____logger.warning
local ____timer = require("timer")
local startTimer = ____timer.after
local ____uptime_clock = require("uptime_clock")
local between = ____uptime_clock.between
local DAY_MS = ____uptime_clock.DAY_MS
local later = ____uptime_clock.later
local STEP_MS = ____uptime_clock.STEP_MS
local tellTime = ____uptime_clock.tellTime
function earliest()
    local found
    for ____, job in ipairs(jobs) do
        if found == nil or between(found.dueMs, job.dueMs) < 0 then
            found = job
        end
    end
    return found
end
function rest()
    if timer ~= nil then
        timer.stop()
    end
    alarmMs = nil
end
function setAlarm(job)
    local leftMs = math.max(
        STEP_MS,
        math.min(
            LONGEST_WAIT_MS,
            between(nowMs, job.dueMs)
        )
    )
    local waitMs = math.ceil(leftMs / STEP_MS) * STEP_MS
    local wantedMs = later(nowMs, waitMs)
    if alarmMs ~= nil and between(alarmMs, wantedMs) >= 0 then
        return
    end
    alarmMs = wantedMs
    if timer == nil then
        timer = startTimer(waitMs, onAlarm)
    else
        timer.restart(waitMs)
    end
end
function remove(job)
    for position = 1, #jobs do
        if jobs[position] == job then
            table.remove(jobs, position)
            return
        end
    end
end
function moveOn(job)
    local byMs = job.restMs
    if job.days == 0 then
        local lateMs = between(job.dueMs, nowMs)
        byMs = byMs + (lateMs - lateMs % job.restMs)
    end
    job.dueMs = later(job.dueMs, byMs)
    job.daysLeft = job.days
end
function onDue(job)
    if job.daysLeft > 0 then
        job.daysLeft = job.daysLeft - 1
        job.dueMs = later(job.dueMs, DAY_MS)
        return
    end
    ready[#ready + 1] = job
    if job.repeats then
        moveOn(job)
    else
        remove(job)
    end
end
function runJob(job)
    if job.work == nil then
        return
    end
    local ok, result = pcall(job.work)
    if not ok then
        warning(
            "scheduler",
            "%s",
            tostring(result)
        )
    end
    if not job.repeats or result == ____exports.CancelJob then
        ____exports.cancelJob(job)
    end
end
function onAlarm()
    nowMs = tellTime(alarmMs, nowMs)
    rest()
    local job = earliest()
    while job ~= nil and between(nowMs, job.dueMs) <= 0 do
        onDue(job)
        job = earliest()
    end
    if job ~= nil then
        setAlarm(job)
    end
    while #ready > 0 do
        runJob(table.remove(ready, 1))
    end
end
function ____exports.cancelJob(job)
    local wasThere = job.work ~= nil
    job.work = nil
    remove(job)
    if #jobs == 0 then
        rest()
    end
    return wasThere
end
____exports.CancelJob = {kind = "CancelJob"}
LONGEST_WAIT_MS = 3600000
local UNITS_MS = {
    millisecond = 1,
    second = 1000,
    minute = 60000,
    hour = 3600000,
    day = DAY_MS
}
jobs = {}
ready = {}
nowMs = 0
local function add(count, unitMs, repeats, work)
    if type(work) ~= "function" then
        error("a job has to be a function", 2)
    end
    local unitsPerDay = math.floor(DAY_MS / unitMs)
    local units = count % unitsPerDay
    local days = math.floor((count - units) / unitsPerDay)
    local leastMs = days == 0 and STEP_MS or 0
    local restMs = math.max(
        leastMs,
        math.floor(units * unitMs)
    )
    nowMs = tellTime(nil, alarmMs ~= nil and nowMs or nil)
    local dueMs = later(nowMs, restMs)
    local job = {
        work = work,
        repeats = repeats,
        days = days,
        restMs = restMs,
        dueMs = dueMs,
        daysLeft = days
    }
    jobs[#jobs + 1] = job
    setAlarm(job)
    return job
end
local function isAmount(value)
    return type(value) == "number" and value >= 0 and value < math.huge
end
local intervals = {__index = function(self, unit)
    local singular = string.gsub(unit, "s$", "")
    local unitMs = UNITS_MS[singular]
    if unitMs == nil then
        return error(("there is no unit of time \"" .. unit) .. "\"", 2)
    end
    return {run = function(work) return add(self.count, unitMs, true, work) end}
end}
function ____exports.every(count)
    if not isAmount(count) or count == 0 then
        error("every needs a number above 0", 2)
    end
    return setmetatable({count = count}, intervals)
end
function ____exports.after(delayMs, work)
    if not isAmount(delayMs) then
        error("after needs milliseconds, 0 or more", 2)
    end
    return add(delayMs, 1, false, work)
end
function ____exports.pending()
    return #jobs
end
return ____exports
