local ____exports = {}
local ____failure_text = require("failure_text")
local describe = ____failure_text.describe
local ____join = require("join")
local connectionInfo = ____join.connectionInfo
local join = ____join.join
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local ____result_message = require("result_message")
local findMessage = ____result_message.findMessage
local ____portal_guard = require("portal_guard")
local createGuard = ____portal_guard.createGuard
local spendTry = ____portal_guard.spendTry
local tickGuard = ____portal_guard.tickGuard
local ____portal_state = require("portal_state")
local IDLE = ____portal_state.IDLE
local isIdle = ____portal_state.isIdle
local nextStatus = ____portal_state.nextStatus
local ____timer = require("timer")
local after = ____timer.after
local ____wifi_access_point = require("wifi_access_point")
local scan = ____wifi_access_point.scan
local ____wifi_station = require("wifi_station")
local aim = ____wifi_station.aim
local save = ____wifi_station.save
local RESULT_SECONDS = 60
local MAX_RESULT_SECONDS = 600
local LOST_SECONDS = 30
local IDLE_SECONDS = 60
local RETRY_SECONDS = 60
local SECONDS_BETWEEN_SCANS = 6
local MAX_WAITERS = 16
local BEFORE_JOIN_MS = 1000
local NO_NETWORK = {ssid = "", password = ""}
function ____exports.createSession(options, onEnd)
    return {
        options = options,
        onEnd = onEnd,
        guard = createGuard(options.setupCode),
        status = IDLE,
        networks = {},
        info = nil,
        attempt = nil,
        scanWaiters = nil,
        secondsUnused = 0,
        secondsStill = 0,
        secondsInState = 0,
        secondsSinceRetry = 0,
        secondsToScan = 0,
        secondsHeld = 0,
        secondsLeft = RESULT_SECONDS,
        ended = false
    }
end
function ____exports.dispatch(session, event)
    session.secondsStill = 0
    session.secondsInState = 0
    session.status = nextStatus(session.status, event)
end
local function onScanned(session, networks)
    session.networks = networks or session.networks
    ____exports.dispatch(session, {type = "scan-ended"})
    local waiters = session.scanWaiters or ({})
    session.scanWaiters = nil
    for ____, waiter in ipairs(waiters) do
        waiter()
    end
end
function ____exports.rescan(session, done)
    if session.scanWaiters ~= nil then
        if #session.scanWaiters < MAX_WAITERS then
            local ____session_scanWaiters_0 = session.scanWaiters
            ____session_scanWaiters_0[#____session_scanWaiters_0 + 1] = done
        else
            done()
        end
    elseif not isIdle(session.status) or session.attempt ~= nil or session.secondsToScan > 0 then
        done()
    else
        session.secondsToScan = SECONDS_BETWEEN_SCANS
        session.scanWaiters = {done}
        ____exports.dispatch(session, {type = "scan-began"})
        scan(function(networks) return onScanned(session, networks) end)
    end
end
local function onFailed(session, failure, done)
    local message = describe(failure.cause, failure.code)
    aim(session.options.saved.network or NO_NETWORK)
    ____exports.dispatch(session, {type = "join-failed", reason = failure.cause, code = failure.code, message = message})
    session.secondsUnused = 0
    session.secondsSinceRetry = 0
    if done ~= nil then
        done()
    end
end
local function onJoined(session, wish, address, done)
    local problem = save(wish)
    if problem ~= nil then
        warning("portal", "the network could not be saved: %s", problem)
    end
    local info = connectionInfo(wish.ssid, address)
    session.info = info
    session.options.onOnline()
    findMessage(
        session.options.message,
        info,
        function(message)
            ____exports.dispatch(session, {type = "joined", message = message})
            session.secondsLeft = RESULT_SECONDS + 1
            if done ~= nil then
                done()
            end
        end
    )
end
function ____exports.announceJoin(session, ssid, peerIp)
    spendTry(session.guard, peerIp)
    local ____opt_5 = session.attempt
    if ____opt_5 ~= nil then
        ____opt_5.cancel()
    end
    session.attempt = nil
    ____exports.dispatch(session, {type = "join-asked", ssid = ssid})
end
function ____exports.startJoin(session, wish, done)
    local function begin()
        if session.ended then
            return
        end
        session.attempt = join(
            wish,
            session.options.connectTimeoutMs,
            function(result)
                session.attempt = nil
                if result.ok then
                    onJoined(session, wish, result.address, done)
                else
                    onFailed(session, result, done)
                end
                wish.password = ""
            end
        )
    end
    local function beginSoon()
        return after(done == nil and BEFORE_JOIN_MS or 0, begin)
    end
    if session.scanWaiters == nil then
        beginSoon()
    else
        local ____session_scanWaiters_7 = session.scanWaiters
        ____session_scanWaiters_7[#____session_scanWaiters_7 + 1] = beginSoon
    end
end
function ____exports.touch(session)
    session.secondsUnused = 0
end
function ____exports.keepAlive(session, seconds)
    if session.status.state ~= "online" then
        session.secondsHeld = seconds
    else
        session.secondsLeft = seconds == 0 and 1 or seconds + 2
    end
end
local function retrySaved(session, saved)
    session.secondsSinceRetry = 0
    logInfo("portal", "trying the saved network again")
    session.attempt = join(
        saved,
        session.options.connectTimeoutMs,
        function(result)
            session.attempt = nil
            session.secondsStill = 0
            if not result.ok then
                return
            end
            session.options.onOnline()
            session.onEnd(
                connectionInfo(saved.ssid, result.address),
                nil
            )
        end
    )
end
local function isTimeUp(session)
    local limitMs = session.options.idleTimeoutMs
    if limitMs == nil or session.secondsHeld > 0 then
        return false
    end
    return session.secondsUnused > limitMs / 1000
end
local function tickIdle(session)
    session.secondsUnused = session.secondsUnused + 1
    session.secondsSinceRetry = session.secondsSinceRetry + 1
    local saved = session.options.saved.network
    if isTimeUp(session) then
        session.onEnd(nil, "idle-timeout")
    elseif saved ~= nil and session.attempt == nil and session.secondsUnused >= IDLE_SECONDS and session.secondsSinceRetry >= RETRY_SECONDS then
        retrySaved(session, saved)
    end
end
local function endLost(session)
    local ____session_8 = session
    local options = ____session_8.options
    local status = ____session_8.status
    local info = ____session_8.info
    local secondsInState = ____session_8.secondsInState
    if status.state == "scanning" then
        if secondsInState >= LOST_SECONDS then
            onScanned(session, nil)
        end
    elseif secondsInState >= options.connectTimeoutMs / 1000 + LOST_SECONDS then
        local ____opt_9 = session.attempt
        if ____opt_9 ~= nil then
            ____opt_9.cancel()
        end
        session.attempt = nil
        session.scanWaiters = nil
        if info == nil then
            onFailed(session, {ok = false, cause = "other"}, nil)
        else
            ____exports.dispatch(session, {type = "joined", message = info.ip})
        end
    end
end
local function tickOnline(session)
    session.secondsLeft = session.secondsLeft - 1
    local isOver = session.secondsLeft <= 0 or session.secondsInState >= MAX_RESULT_SECONDS
    if isOver then
        session.onEnd(session.info, nil)
    end
end
function ____exports.tick(session)
    tickGuard(session.guard)
    session.secondsStill = session.secondsStill + 1
    session.secondsInState = session.secondsInState + 1
    session.secondsHeld = math.max(0, session.secondsHeld - 1)
    session.secondsToScan = math.max(0, session.secondsToScan - 1)
    if isIdle(session.status) then
        tickIdle(session)
    elseif session.status.state == "online" then
        tickOnline(session)
    else
        endLost(session)
    end
end
local function stopAll(session)
    local ____opt_11 = session.attempt
    if ____opt_11 ~= nil then
        ____opt_11.cancel()
    end
    session.attempt = nil
    session.scanWaiters = nil
end
function ____exports.restart(session)
    stopAll(session)
    session.status = IDLE
    session.secondsStill = 0
end
function ____exports.abandon(session)
    session.ended = true
    stopAll(session)
end
return ____exports
