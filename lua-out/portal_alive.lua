local ____exports = {}
local ____accept_codec = require("accept_codec")
local prefersHtml = ____accept_codec.prefersHtml
local ____form_codec = require("form_codec")
local decodeForm = ____form_codec.decodeForm
local ____portal_page_answers = require("portal_page_answers")
local html = ____portal_page_answers.html
local ____portal_json = require("portal_json")
local json = ____portal_json.json
local messageJson = ____portal_json.messageJson
local LONGEST_ALIVE_SECONDS = 86400
local MAX_DIGITS = 9
local function holdFor(portal, seconds)
    if portal.status.state ~= "online" then
        portal.heldUntil = portal.seconds + seconds
    else
        portal.endAt = portal.seconds + (seconds == 0 and 1 or seconds + 2)
    end
end
local function doneAnswer(request)
    if not prefersHtml(request.headers.accept) then
        return {status = 204}
    end
    local ____require_result_0 = require("plain_page")
    local donePage = ____require_result_0.donePage
    return html(
        200,
        donePage()
    )
end
function ____exports.keepAlive(portal, request, reply)
    local digits = string.match(
        decodeForm(request.body).timeout or "",
        "^%d+$"
    )
    if digits == nil then
        return reply(json(
            400,
            messageJson("timeout: whole seconds")
        ))
    end
    local wanted = #digits > MAX_DIGITS and LONGEST_ALIVE_SECONDS or tonumber(digits, 10)
    local seconds = math.min(wanted, LONGEST_ALIVE_SECONDS)
    reply(
        doneAnswer(request),
        function() return holdFor(portal, seconds) end
    )
end
return ____exports
