local ____exports = {}
local rejoin, onDisconnected, start, OWN_LEAVE, giveUp
local lean = require("lean")
function rejoin(reason)
    local isSetup = lean.marks.programs ~= nil
    local phase = lean.require("setup_phase")
    phase.mark()
    local engine = lean.require("rejoin")
    if not isSetup then
        phase.release()
    end
    giveUp = engine.pause
    engine.recover(reason, start)
end
function onDisconnected(_, info)
    if info.reason == OWN_LEAVE then
        return
    end
    local ____lean_marks_0 = lean.marks
    local programs = ____lean_marks_0.programs
    local ok = pcall(rejoin, info.reason)
    if ok then
        return
    end
    lean.marks.programs = programs
    pcall(function() return wifi.sta.connect() end)
end
function start()
    ____exports.isWatching = true
    giveUp = nil
    wifi.sta.on("got_ip", nil)
    wifi.sta.on("disconnected", onDisconnected)
end
OWN_LEAVE = 8
____exports.isWatching = false
local function pause()
    if giveUp ~= nil then
        giveUp()
    end
    giveUp = nil
    wifi.sta.on("disconnected", nil)
end
local function stop()
    if ____exports.isWatching then
        pause()
    end
    ____exports.isWatching = false
end
____exports.pause = pause
____exports.rejoin = rejoin
____exports.start = start
____exports.stop = stop
return ____exports
