local ____exports = {}
local ____accept_codec = require("accept_codec")
local acceptsGzip = ____accept_codec.acceptsGzip
local prefersHtml = ____accept_codec.prefersHtml
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local sizeOf = ____flash_files.sizeOf
local ____form_codec = require("form_codec")
local decodeForm = ____form_codec.decodeForm
local ____network_list_codec = require("network_list_codec")
local unpackNetworks = ____network_list_codec.unpackNetworks
local ____portal_api = require("portal_api")
local showPage = ____portal_api.showPage
local touch = ____portal_api.touch
local ____portal_router = require("portal_router")
local judge = ____portal_router.judge
local FORM_TYPE = "application/x-www-form-urlencoded"
local LONGEST_ALIVE_SECONDS = 86400
local MAX_DIGITS = 9
local function answers()
    return require("portal_answers")
end
local function inJson()
    return require("portal_json")
end
local function plain()
    return require("plain_page")
end
local function missing(portal)
    return answers().missing(portal.options.apIp)
end
local function afterScan(portal, request, run)
    if decodeForm(request.query).scan ~= "1" then
        return run()
    end
    local ____require_result_0 = require("portal_scan")
    local rescan = ____require_result_0.rescan
    rescan(portal, run)
end
local function showPlainPage(portal, request, reply)
    local ____plain_result_1 = plain()
    local formPage = ____plain_result_1.formPage
    local ____answers_result_2 = answers()
    local html = ____answers_result_2.html
    local terms = inJson().termsOf(portal)
    afterScan(
        portal,
        request,
        function() return reply(html(
            200,
            formPage(
                unpackNetworks(portal.networks),
                terms
            )
        )) end
    )
end
local function showAnyPage(portal, request, reply)
    local takesGzip = acceptsGzip(request.headers["accept-encoding"])
    if takesGzip and portal.page ~= nil then
        showPage(portal.page, reply)
    else
        showPlainPage(portal, request, reply)
    end
end
local function showSealScript(portal, request, reply)
    local ____answers_result_3 = answers()
    local compressedScript = ____answers_result_3.compressedScript
    local SEAL_SCRIPT = ____answers_result_3.SEAL_SCRIPT
    local ____acceptsGzip_result_4
    if acceptsGzip(request.headers["accept-encoding"]) then
        ____acceptsGzip_result_4 = sizeOf(SEAL_SCRIPT)
    else
        ____acceptsGzip_result_4 = nil
    end
    local size = ____acceptsGzip_result_4
    if size == nil then
        reply(missing(portal))
    else
        reply(compressedScript(
            size,
            read(SEAL_SCRIPT, size)
        ))
    end
end
local function showStatusPage(portal, _request, reply)
    reply(answers().html(
        200,
        plain().statusPage(portal.status)
    ))
end
local function listNetworks(portal, request, reply)
    local list = require("portal_networks")
    afterScan(
        portal,
        request,
        function() return reply(list.networksAnswer(portal.networks)) end
    )
end
local function showStatus(portal, _request, reply)
    reply(inJson().statusAnswer(portal))
end
local function joinNetwork(portal, request, reply)
    local joining = require("portal_join")
    joining.joinNetwork(portal, request, reply)
end
local function holdFor(portal, seconds)
    if portal.status.state ~= "online" then
        portal.secondsHeld = seconds
    else
        portal.secondsLeft = seconds == 0 and 1 or seconds + 2
    end
end
local function keepAlive(portal, request, reply)
    local digits = string.match(
        decodeForm(request.body).timeout or "",
        "^%d+$"
    )
    if digits == nil then
        local ____inJson_result_5 = inJson()
        local json = ____inJson_result_5.json
        local messageJson = ____inJson_result_5.messageJson
        return reply(json(
            400,
            messageJson("timeout: whole seconds")
        ))
    end
    local wanted = #digits > MAX_DIGITS and LONGEST_ALIVE_SECONDS or tonumber(digits, 10)
    local seconds = math.min(wanted, LONGEST_ALIVE_SECONDS)
    local asPage = prefersHtml(request.headers.accept)
    local answer = asPage and answers().html(
        200,
        plain().donePage()
    ) or ({status = 204})
    reply(
        answer,
        function() return holdFor(portal, seconds) end
    )
end
local READING = {
    ["/"] = showAnyPage,
    ["/seal.js"] = showSealScript,
    ["/plain"] = showPlainPage,
    ["/status"] = showStatusPage,
    ["/api/access-points"] = listNetworks,
    ["/api/status"] = showStatus
}
local POSTING = {["/api/access-point"] = joinNetwork, ["/api/alive"] = keepAlive}
local function follow(portal, request, reply)
    local ____request_6 = request
    local method = ____request_6.method
    local path = ____request_6.path
    local headers = ____request_6.headers
    local reads = method == "GET" or method == "HEAD"
    local posts = method == "POST"
    local ____reads_8
    if reads then
        ____reads_8 = READING[path]
    else
        local ____posts_7
        if posts then
            ____posts_7 = POSTING[path]
        else
            ____posts_7 = nil
        end
        ____reads_8 = ____posts_7
    end
    local route = ____reads_8
    local mediaType = string.match(headers["content-type"] or FORM_TYPE, "^%s*([^;%s]*)")
    if route == nil then
        reply(answers().wrongMethod(READING[path] ~= nil and "GET, HEAD" or "POST"))
    elseif posts and string.lower(mediaType or "") ~= FORM_TYPE then
        local ____inJson_result_9 = inJson()
        local json = ____inJson_result_9.json
        local messageJson = ____inJson_result_9.messageJson
        reply(json(
            415,
            messageJson("send " .. FORM_TYPE)
        ))
    else
        touch(portal, request)
        route(portal, request, reply)
    end
end
function ____exports.serve(portal, request, reply)
    local hasRoute = READING[request.path] ~= nil or POSTING[request.path] ~= nil
    repeat
        local ____switch32 = judge(request, portal.ownHosts, hasRoute)
        local ____cond32 = ____switch32 == "redirect"
        if ____cond32 then
            return reply(portal.redirect)
        end
        ____cond32 = ____cond32 or ____switch32 == "missing"
        if ____cond32 then
            return reply(missing(portal))
        end
        ____cond32 = ____cond32 or ____switch32 == "forbidden"
        if ____cond32 then
            return reply(answers().forbidden())
        end
        ____cond32 = ____cond32 or ____switch32 == "own"
        if ____cond32 then
            if not hasRoute then
                return reply(missing(portal))
            end
            return follow(portal, request, reply)
        end
    until true
end
return ____exports
