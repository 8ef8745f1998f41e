local ____exports = {}
local ____form_codec = require("form_codec")
local decodeForm = ____form_codec.decodeForm
local ____portal_page_answers = require("portal_page_answers")
local html = ____portal_page_answers.html
local ____portal_guard = require("portal_guard")
local createGuard = ____portal_guard.createGuard
local keepTurn = ____portal_guard.keepTurn
local objectionTo = ____portal_guard.objectionTo
local passTime = ____portal_guard.passTime
local ____portal_json = require("portal_json")
local failureJson = ____portal_json.failureJson
local json = ____portal_json.json
local withRetry = ____portal_json.withRetry
local ____portal_state = require("portal_state")
local mayJoin = ____portal_state.mayJoin
function ____exports.isRefusal(form)
    return type(form.status) == "number"
end
local BUSY_SECONDS = 10
local BUSY = {status = 409, reason = "other", message = "The device is busy with a network just now. Wait a moment.", retrySeconds = BUSY_SECONDS}
local function open(portal, sent)
    local sealing = require("portal_sealing")
    return sealing.openSealed(portal, sent)
end
local function guardOf(portal)
    if portal.guard == nil then
        portal.guard = createGuard(portal.options.setupCode)
    end
    passTime(portal.guard, portal.seconds - portal.guardedAt)
    portal.guardedAt = portal.seconds
    return portal.guard
end
function ____exports.readForm(portal, request)
    local guard = guardOf(portal)
    if not mayJoin(portal.status) then
        keepTurn(guard, request.peerIp)
        return BUSY
    end
    local sent = decodeForm(request.body)
    local fields = (portal.options.sealedOnly or sent.sealed ~= nil) and open(portal, sent) or sent
    if ____exports.isRefusal(fields) then
        return fields
    end
    return objectionTo(guard, fields.setupCode, request.peerIp) or fields
end
function ____exports.refusalAnswer(refusal, asPage)
    local ____refusal_0 = refusal
    local status = ____refusal_0.status
    local reason = ____refusal_0.reason
    local message = ____refusal_0.message
    local retrySeconds = ____refusal_0.retrySeconds
    local field = ____refusal_0.field
    local answer
    if asPage then
        local ____require_result_1 = require("plain_page")
        local refusalPage = ____require_result_1.refusalPage
        answer = html(
            status,
            refusalPage(message)
        )
    else
        answer = json(
            status,
            failureJson(reason, nil, message, field)
        )
    end
    return retrySeconds == nil and answer or withRetry(answer, retrySeconds)
end
return ____exports
