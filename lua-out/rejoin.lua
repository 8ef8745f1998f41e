local ____exports = {}
local wait, retryLater, connectNow, giveUpTry, FIRST_DELAY_MS, LONGEST_DELAY_MS, HUNT_DELAY_MS, TRY_MS, delayMs, timer, hunt
local ____disconnect_reason = require("disconnect_reason")
local OWN_LEAVE = ____disconnect_reason.OWN_LEAVE
local ____logger = require("logger")
local info = ____logger.info
local onDemand = require("on_demand")
local ____saved_presence = require("saved_presence")
local hasSaved = ____saved_presence.hasSaved
local ____timer = require("timer")
local after = ____timer.after
local ____wifi_station = require("wifi_station")
local connect = ____wifi_station.connect
local dropLinkEvents = ____wifi_station.dropLinkEvents
local leave = ____wifi_station.leave
local listen = ____wifi_station.listen
function wait(forMs, run)
    if timer ~= nil then
        timer.stop()
    end
    timer = after(forMs, run)
end
function retryLater()
    wait(delayMs, ____exports.tryAgain)
    delayMs = math.min(delayMs * 2, LONGEST_DELAY_MS)
end
function connectNow()
    local refusal = connect()
    if refusal == nil then
        wait(TRY_MS, giveUpTry)
    else
        retryLater()
    end
end
function ____exports.tryAgain()
    if delayMs < HUNT_DELAY_MS or not hasSaved() then
        return connectNow()
    end
    wait(TRY_MS, giveUpTry)
    if hunt == nil then
        hunt = {turn = 0}
    end
    local mine = hunt
    onDemand.require(
        "saved_rejoin",
        "choose",
        mine,
        function()
            if mine == hunt then
                connectNow()
            end
        end
    )
end
function giveUpTry()
    leave()
    retryLater()
end
function ____exports.pause()
    if timer ~= nil then
        timer.stop()
    end
    hunt = nil
    delayMs = FIRST_DELAY_MS
end
FIRST_DELAY_MS = 1000
LONGEST_DELAY_MS = 60000
HUNT_DELAY_MS = 4000
TRY_MS = 20000
delayMs = FIRST_DELAY_MS
local onOnline
local onLost
local function tell(state)
    local ____opt_0 = package.loaded.status_led
    if ____opt_0 ~= nil then
        ____opt_0.show(state)
    end
end
local function onDisconnected(reason)
    if reason == OWN_LEAVE then
        return
    end
    info("station", "link lost, reason %d; next try in %d ms", reason, delayMs)
    retryLater()
    tell("lost")
    if onLost ~= nil then
        onLost(reason)
    end
end
local function onAddress(address)
    local mine = hunt
    ____exports.pause()
    tell("online")
    if onOnline ~= nil then
        onOnline(address)
    end
    if mine ~= nil then
        onDemand.require("saved_rejoin", "keepChosen", mine)
    end
end
function ____exports.watch(online, lost)
    onOnline = online
    onLost = lost
    listen({onDisconnected = onDisconnected, onAddress = onAddress})
end
function ____exports.recover(reason, online)
    ____exports.watch(online)
    if reason == nil then
        ____exports.tryAgain()
    else
        onDisconnected(reason)
    end
end
function ____exports.stop()
    ____exports.pause()
    dropLinkEvents()
end
return ____exports
