local ____exports = {}
local ____failure_text = require("failure_text")
local describe = ____failure_text.describe
local ____join = require("join")
local connectionInfo = ____join.connectionInfo
local join = ____join.join
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local onDemand = require("on_demand")
local ____portal_phases = require("portal_phases")
local ____end = ____portal_phases["end"]
local ____portal_state = require("portal_state")
local moveOn = ____portal_state.moveOn
local ____result_message = require("result_message")
local findMessage = ____result_message.findMessage
local ____saved_presence = require("saved_presence")
local hasSaved = ____saved_presence.hasSaved
local ____wifi_station = require("wifi_station")
local aim = ____wifi_station.aim
local leave = ____wifi_station.leave
local save = ____wifi_station.save
local RESULT_SECONDS = 60
local NO_NETWORK = {ssid = "", password = ""}
local function onFailed(portal, failure, words)
    local ____failure_0 = failure
    local reason = ____failure_0.cause
    local code = ____failure_0.code
    local message = words or describe(reason, code)
    aim(portal.options.saved.network or NO_NETWORK)
    moveOn(portal, {type = "join-failed", reason = reason, code = code, message = message})
    portal.secondsUnused = 0
    portal.secondsSinceRetry = 0
end
local function keep(portal, wish)
    local ____portal_options_1 = portal.options
    local saved = ____portal_options_1.saved
    local isAlone = saved.network == nil or saved.network.ssid == wish.ssid
    local isPlain = wish.bssid == nil and wish.address == nil
    if not isAlone or not isPlain or saved.isFixed == true or hasSaved() then
        local ok, kept = pcall(
            onDemand.require,
            "portal_chosen",
            "keep",
            portal,
            wish
        )
        if ok then
            return kept
        end
        warning("portal", "only the newest network is kept")
    end
    return {problem = save(wish)}
end
local function onJoined(portal, wish, address, done)
    local info = connectionInfo(wish.ssid, address)
    local ____keep_result_2 = keep(portal, wish)
    local problem = ____keep_result_2.problem
    local later = ____keep_result_2.later
    local message = ____keep_result_2.message
    if problem ~= nil then
        warning("portal", "the network could not be saved: %s", problem)
    end
    portal.info = info
    portal.ownHosts[info.ip] = true
    portal.options.onOnline()
    local function online(text)
        moveOn(portal, {type = "joined", message = text})
        portal.endAt = portal.seconds + RESULT_SECONDS + 1
        if done ~= nil then
            done()
        end
    end
    if message == nil then
        findMessage(portal.options.message, later or info, online)
    else
        online(message)
    end
end
function ____exports.endLost(portal)
    local ____portal_5 = portal
    local info = ____portal_5.info
    local ____opt_6 = portal.attempt
    if ____opt_6 ~= nil then
        ____opt_6.cancel()
    end
    portal.attempt = nil
    portal.scanWaiters = nil
    if info == nil then
        onFailed(portal, {ok = false, cause = "other"})
    else
        moveOn(portal, {type = "joined", message = info.ip})
        portal.endAt = portal.seconds + RESULT_SECONDS
    end
end
function ____exports.attempt(portal, wish, done)
    if portal.phase == "closing" or portal.phase == "ended" then
        return
    end
    portal.attempt = join(
        wish,
        portal.options.connectTimeoutMs,
        function(result)
            portal.attempt = nil
            local hasFields = result.ok and wish.fieldTexts ~= nil
            local ____hasFields_8
            if hasFields then
                ____hasFields_8 = onDemand.require("portal_fields", "keepFields", portal, wish)
            else
                ____hasFields_8 = nil
            end
            local problem = ____hasFields_8
            if result.ok and problem == nil then
                onJoined(portal, wish, result.address, done)
            else
                if result.ok then
                    leave()
                end
                onFailed(portal, result.ok and ({ok = false, cause = "other"}) or result, problem)
                if done ~= nil then
                    done()
                end
            end
            wish.password = ""
            wish.fieldTexts = nil
        end
    )
end
function ____exports.retrySaved(portal)
    local saved = portal.options.saved.network
    if hasSaved() and portal.options.saved.isFixed ~= true then
        local others = require("portal_retry")
        return others.retryAll(portal, saved)
    end
    logInfo("portal", "trying the saved network again")
    portal.attempt = join(
        saved,
        portal.options.connectTimeoutMs,
        function(result)
            portal.attempt = nil
            portal.heardAt = portal.seconds
            if not result.ok then
                return
            end
            portal.options.onOnline()
            ____end(
                portal,
                connectionInfo(saved.ssid, result.address),
                nil
            )
        end
    )
end
return ____exports
