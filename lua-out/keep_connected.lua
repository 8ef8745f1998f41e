local ____exports = {}
local wait, retryLater, tryAgain, giveUpTry, FIRST_DELAY_MS, LONGEST_DELAY_MS, TRY_MS, delayMs, timer, watching
local ____disconnect_reason = require("disconnect_reason")
local OWN_LEAVE = ____disconnect_reason.OWN_LEAVE
local ____logger = require("logger")
local info = ____logger.info
local ____timer = require("timer")
local after = ____timer.after
local ____wifi_station = require("wifi_station")
local connect = ____wifi_station.connect
local leave = ____wifi_station.leave
local listen = ____wifi_station.listen
local takeLinkEvents = ____wifi_station.takeLinkEvents
function wait(forMs, run)
    if timer ~= nil then
        timer.stop()
    end
    timer = after(forMs, run)
end
function retryLater()
    wait(delayMs, tryAgain)
    delayMs = math.min(delayMs * 2, LONGEST_DELAY_MS)
end
function tryAgain()
    local refusal = connect()
    if refusal == nil then
        wait(TRY_MS, giveUpTry)
    else
        retryLater()
    end
end
function giveUpTry()
    leave()
    retryLater()
end
function ____exports.pause()
    if timer ~= nil then
        timer.stop()
    end
    delayMs = FIRST_DELAY_MS
end
function ____exports.stop()
    if watching then
        listen({})
    end
    watching = false
    ____exports.pause()
end
FIRST_DELAY_MS = 1000
LONGEST_DELAY_MS = 60000
TRY_MS = 20000
delayMs = FIRST_DELAY_MS
watching = false
local online = false
local hearing = {}
local function onDisconnected(reason)
    if reason == OWN_LEAVE then
        return
    end
    info("station", "link lost, reason %d; next try in %d ms", reason, delayMs)
    retryLater()
    local wasOnline = online
    online = false
    if wasOnline then
        local ____opt_2 = hearing.onOffline
        if ____opt_2 ~= nil then
            ____opt_2(reason)
        end
    end
end
local function onAddress(address)
    if timer ~= nil then
        timer.stop()
    end
    delayMs = FIRST_DELAY_MS
    online = true
    local ____opt_6 = hearing.onOnline
    if ____opt_6 ~= nil then
        ____opt_6(address)
    end
end
function ____exports.start(callbacks)
    ____exports.stop()
    hearing = callbacks or hearing
    watching = true
    online = true
    takeLinkEvents()
    listen({onDisconnected = onDisconnected, onAddress = onAddress})
end
function ____exports.resume()
    if not watching then
        return
    end
    listen({onDisconnected = onDisconnected, onAddress = onAddress})
    tryAgain()
end
function ____exports.isWatching()
    return watching
end
return ____exports
