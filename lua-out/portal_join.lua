local ____exports = {}
local ____accept_codec = require("accept_codec")
local prefersHtml = ____accept_codec.prefersHtml
local ____form_codec = require("form_codec")
local decodeForm = ____form_codec.decodeForm
local ____join_request = require("join_request")
local checkJoin = ____join_request.checkJoin
local ____on_demand = require("on_demand")
local onDemand = ____on_demand.onDemand
local ____network_list_codec = require("network_list_codec")
local unpackNetworks = ____network_list_codec.unpackNetworks
local ____portal_answers = require("portal_answers")
local seeOther = ____portal_answers.seeOther
local ____portal_guard = require("portal_guard")
local createGuard = ____portal_guard.createGuard
local keepTurn = ____portal_guard.keepTurn
local objectionTo = ____portal_guard.objectionTo
local passTime = ____portal_guard.passTime
local spendTry = ____portal_guard.spendTry
local ____portal_page_answers = require("portal_page_answers")
local html = ____portal_page_answers.html
local ____portal_json = require("portal_json")
local failureJson = ____portal_json.failureJson
local json = ____portal_json.json
local messageJson = ____portal_json.messageJson
local statusAnswer = ____portal_json.statusAnswer
local withRetry = ____portal_json.withRetry
local ____portal_state = require("portal_state")
local mayJoin = ____portal_state.mayJoin
local moveOn = ____portal_state.moveOn
local ____timer = require("timer")
local after = ____timer.after
local BUSY_SECONDS = 10
local BEFORE_JOIN_MS = 1000
local BUSY = {status = 409, reason = "other", message = "The device is busy with a network just now. Wait a moment.", retrySeconds = BUSY_SECONDS}
local BAD_SEAL = {status = 400, reason = "bad-seal", message = "What was sealed can't be opened. Open the page again."}
local NOT_SEALED = {status = 403, reason = "not-sealed", message = "This device takes a sealed password only: use its page in a browser with JavaScript."}
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
local function openBox(portal, box)
    if portal.seal == nil then
        return nil
    end
    local seals = require("portal_seal")
    return seals.openForm(portal.seal, box)
end
local function guardOf(portal)
    if portal.guard == nil then
        portal.guard = createGuard(portal.options.setupCode)
    end
    passTime(portal.guard, portal.seconds - portal.guardedAt)
    portal.guardedAt = portal.seconds
    return portal.guard
end
local function check(portal, request, guard)
    if not mayJoin(portal.status) then
        keepTurn(guard, request.peerIp)
        return BUSY
    end
    local sent = decodeForm(request.body)
    local box = sent.sealed
    if box == nil and portal.options.sealedOnly then
        return NOT_SEALED
    end
    local fields = box == nil and sent or openBox(portal, box)
    if fields == nil then
        return BAD_SEAL
    end
    local objection = objectionTo(guard, fields.setupCode, request.peerIp)
    if objection ~= nil then
        return objection
    end
    local checked = checkJoin(
        fields,
        unpackNetworks(portal.networks)
    )
    return checked.ok and checked.wish or checked
end
local function attempts()
    return require("portal_attempt")
end
function ____exports.startJoin(portal, wish, done)
    local function begin()
        return onDemand(
            attempts,
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
        local ____portal_scanWaiters_0 = portal.scanWaiters
        ____portal_scanWaiters_0[#____portal_scanWaiters_0 + 1] = beginSoon
    end
end
local function refusalAnswer(refusal, asPage)
    local ____refusal_1 = refusal
    local status = ____refusal_1.status
    local reason = ____refusal_1.reason
    local message = ____refusal_1.message
    if not asPage then
        return json(
            status,
            failureJson(reason, nil, message)
        )
    end
    local ____require_result_2 = require("plain_page")
    local refusalPage = ____require_result_2.refusalPage
    return html(
        status,
        refusalPage(message)
    )
end
function ____exports.joinNetwork(portal, request, reply)
    local asPage = prefersHtml(request.headers.accept)
    local guard = guardOf(portal)
    local wish = check(portal, request, guard)
    if wish.reason ~= nil then
        local answer = refusalAnswer(wish, asPage)
        local retrySeconds = wish.retrySeconds
        return reply(retrySeconds == nil and answer or withRetry(answer, retrySeconds))
    end
    spendTry(guard, request.peerIp)
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
