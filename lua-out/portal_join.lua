local ____exports = {}
local ____accept_codec = require("accept_codec")
local prefersHtml = ____accept_codec.prefersHtml
local ____join_request = require("join_request")
local checkJoin = ____join_request.checkJoin
local onDemand = require("on_demand")
local ____network_list_codec = require("network_list_codec")
local unpackNetworks = ____network_list_codec.unpackNetworks
local ____portal_answers = require("portal_answers")
local seeOther = ____portal_answers.seeOther
local ____portal_form = require("portal_form")
local isRefusal = ____portal_form.isRefusal
local readForm = ____portal_form.readForm
local refusalAnswer = ____portal_form.refusalAnswer
local ____portal_guard = require("portal_guard")
local spendTry = ____portal_guard.spendTry
local ____portal_json = require("portal_json")
local failureJson = ____portal_json.failureJson
local json = ____portal_json.json
local messageJson = ____portal_json.messageJson
local statusAnswer = ____portal_json.statusAnswer
local ____portal_state = require("portal_state")
local moveOn = ____portal_state.moveOn
local ____timer = require("timer")
local after = ____timer.after
local BEFORE_JOIN_MS = 1000
local function resultOf(status)
    local message = status.message or ""
    if status.state == "online" then
        return json(
            200,
            messageJson(message)
        )
    end
    return json(
        403,
        failureJson(status.reason or "other", status.code, message)
    )
end
local function prefersAsync(request)
    local prefer = string.lower(request.headers.prefer or "")
    return (string.find(prefer, "respond-async", 1, true)) ~= nil
end
local function ownFields()
    return require("portal_fields")
end
local function checkForm(portal, fields)
    local hasFields = portal.options.fields ~= nil
    if hasFields and fields.saved == "1" then
        return ownFields().wishForSaved(portal, fields)
    end
    local checked = checkJoin(
        fields,
        unpackNetworks(portal.networks)
    )
    if not checked.ok then
        return checked
    end
    local wish = checked.wish
    local ____hasFields_0
    if hasFields then
        ____hasFields_0 = ownFields().checkFields(portal, fields, wish)
    else
        ____hasFields_0 = nil
    end
    local problem = ____hasFields_0
    if problem ~= nil then
        return problem
    end
    local hasChoice = (fields.bssid or fields.ip) ~= nil
    local ____hasChoice_1
    if hasChoice then
        ____hasChoice_1 = onDemand.require(
            "portal_chosen",
            "choose",
            portal,
            fields,
            wish
        )
    else
        ____hasChoice_1 = nil
    end
    return ____hasChoice_1 or wish
end
local function check(portal, request)
    local fields = readForm(portal, request)
    return isRefusal(fields) and fields or checkForm(portal, fields)
end
function ____exports.startJoin(portal, wish, done)
    local function begin()
        return onDemand.require(
            "portal_attempt",
            "attempt",
            portal,
            wish,
            done
        )
    end
    local function beginSoon()
        return after(done == nil and BEFORE_JOIN_MS or 0, begin)
    end
    if portal.scanWaiters == nil then
        beginSoon()
    else
        local ____portal_scanWaiters_2 = portal.scanWaiters
        ____portal_scanWaiters_2[#____portal_scanWaiters_2 + 1] = beginSoon
    end
end
function ____exports.joinNetwork(portal, request, reply)
    local asPage = prefersHtml(request.headers.accept)
    local wish = check(portal, request)
    if wish.reason ~= nil then
        return reply(refusalAnswer(wish, asPage))
    end
    spendTry(portal.guard, request.peerIp)
    local ____opt_3 = portal.attempt
    if ____opt_3 ~= nil then
        ____opt_3.cancel()
    end
    portal.attempt = nil
    moveOn(portal, {type = "join-asked", ssid = wish.ssid})
    local function start()
        return ____exports.startJoin(portal, wish, nil)
    end
    if asPage then
        reply(
            seeOther("/status"),
            start
        )
    elseif prefersAsync(request) then
        reply(
            json(
                202,
                statusAnswer(portal).body
            ),
            start
        )
    else
        ____exports.startJoin(
            portal,
            wish,
            function() return reply(resultOf(portal.status)) end
        )
    end
end
return ____exports
