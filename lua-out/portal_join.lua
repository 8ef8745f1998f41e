local ____exports = {}
local ____accept_codec = require("accept_codec")
local prefersHtml = ____accept_codec.prefersHtml
local ____form_codec = require("form_codec")
local decodeForm = ____form_codec.decodeForm
local ____join_request = require("join_request")
local checkJoin = ____join_request.checkJoin
local ____plain_page = require("plain_page")
local refusalPage = ____plain_page.refusalPage
local ____portal_answers = require("portal_answers")
local failureJson = ____portal_answers.failureJson
local html = ____portal_answers.html
local json = ____portal_answers.json
local messageJson = ____portal_answers.messageJson
local seeOther = ____portal_answers.seeOther
local statusJson = ____portal_answers.statusJson
local withRetry = ____portal_answers.withRetry
local ____portal_state = require("portal_state")
local mayJoin = ____portal_state.mayJoin
local BUSY_SECONDS = 10
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
function ____exports.joinNetwork(portal, request, reply)
    local asPage = prefersHtml(request.headers.accept)
    local function refuse(refusal)
        local ____refusal_0 = refusal
        local status = ____refusal_0.status
        local reason = ____refusal_0.reason
        local message = ____refusal_0.message
        local retrySeconds = ____refusal_0.retrySeconds
        local answer = asPage and html(
            status,
            refusalPage(message)
        ) or json(
            status,
            failureJson(reason, nil, message)
        )
        reply(retrySeconds == nil and answer or withRetry(answer, retrySeconds))
    end
    if not mayJoin(portal.status()) then
        return refuse(BUSY)
    end
    local sent = decodeForm(request.body)
    local box = sent.sealed
    if box == nil and portal.terms.sealedOnly then
        return refuse(NOT_SEALED)
    end
    local fields = box == nil and sent or portal.openForm(box)
    if fields == nil then
        return refuse(BAD_SEAL)
    end
    local objection = portal.objectionTo(fields.setupCode, request.peerIp)
    if objection ~= nil then
        return refuse(objection)
    end
    local checked = checkJoin(
        fields,
        portal.networks()
    )
    if not checked.ok then
        return refuse(checked)
    end
    local wish = checked.wish
    portal.announceJoin(wish.ssid, request.peerIp)
    local function start()
        return portal.startJoin(wish, nil)
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
                statusJson(
                    portal.status(),
                    portal.terms
                )
            ),
            start
        )
    else
        portal.startJoin(
            wish,
            function() return reply(resultOf(portal.status())) end
        )
    end
end
return ____exports
