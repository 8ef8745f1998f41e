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
local GOODBYE_SECONDS = 6
local LONGEST_ALIVE_SECONDS = 86400
local MAX_DIGITS = 9
local function holdFor(portal, seconds)
    if portal.status.state ~= "online" then
        portal.heldUntil = portal.seconds + seconds
    elseif portal.wasRead == nil then
        portal.endAt = portal.seconds + (seconds == 0 and 1 or seconds + 2)
    end
end
local function endSoon(portal)
    if portal.status.state ~= "online" or portal.wasRead ~= nil then
        return
    end
    portal.wasRead = true
    portal.endAt = portal.seconds + GOODBYE_SECONDS
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
    local ____decodeForm_result_1 = decodeForm(request.body)
    local timeout = ____decodeForm_result_1.timeout
    local done = ____decodeForm_result_1.done
    if done == "1" then
        return reply(
            doneAnswer(request),
            function() return endSoon(portal) end
        )
    end
    local digits = string.match(timeout or "", "^%d+$")
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
