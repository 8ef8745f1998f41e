local ____exports = {}
local ____disconnect_reason = require("disconnect_reason")
local causeOf = ____disconnect_reason.causeOf
local OWN_LEAVE = ____disconnect_reason.OWN_LEAVE
local ____logger = require("logger")
local logInfo = ____logger.info
local ____timer = require("timer")
local after = ____timer.after
local ____wifi_station = require("wifi_station")
local aim = ____wifi_station.aim
local connect = ____wifi_station.connect
local dropEvents = ____wifi_station.dropEvents
local leave = ____wifi_station.leave
local listen = ____wifi_station.listen
local MAX_TRIES = 2
local RETRY_MS = 500
function ____exports.connectionInfo(ssid, address)
    return {ip = address.ip, netmask = address.netmask, gw = address.gw, ssid = ssid}
end
local function isFinal(cause)
    return cause == "wrong-password" or cause == "enterprise"
end
function ____exports.join(network, timeoutMs, onJoined, onAssociated)
    local tries = 0
    local associated = false
    local lastReason
    local retryTimer
    local deadline
    local function stop()
        dropEvents()
        if deadline ~= nil then
            deadline.stop()
        end
        if retryTimer ~= nil then
            retryTimer.stop()
        end
    end
    local function fail(cause, code)
        stop()
        leave()
        onJoined({ok = false, cause = cause, code = code})
    end
    local function onDeadline()
        if associated then
            fail("no-address")
        elseif lastReason ~= nil then
            fail(
                causeOf(lastReason),
                lastReason
            )
        else
            fail("other")
        end
    end
    local tryOnce
    tryOnce = function()
        associated = false
        local ____temp_4
        if network ~= nil then
            ____temp_4 = aim(network)
        else
            ____temp_4 = nil
        end
        local refusal = ____temp_4 or connect()
        if refusal == nil then
            tries = tries + 1
        else
            logInfo("join", "%s; trying again", refusal)
            retryTimer = after(RETRY_MS, tryOnce)
        end
    end
    local function onDisconnected(reason)
        if reason == OWN_LEAVE then
            return
        end
        local cause = causeOf(reason)
        lastReason = reason
        logInfo("join", "disconnected, reason %d (%s)", reason, cause)
        if isFinal(cause) or tries >= MAX_TRIES then
            fail(cause, reason)
        else
            retryTimer = after(RETRY_MS, tryOnce)
        end
    end
    listen({
        onAssociated = function()
            associated = true
            if onAssociated ~= nil then
                onAssociated()
            end
        end,
        onDisconnected = onDisconnected,
        onAddress = function(address)
            stop()
            onJoined({ok = true, address = address})
        end
    })
    deadline = after(timeoutMs, onDeadline)
    retryTimer = after(0, tryOnce)
    return {cancel = function()
        stop()
        leave()
    end}
end
return ____exports
