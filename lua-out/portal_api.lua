local ____exports = {}
local wantsScan, afterScan, showPlainPage
local ____accept_codec = require("accept_codec")
local acceptsGzip = ____accept_codec.acceptsGzip
local prefersHtml = ____accept_codec.prefersHtml
local ____form_codec = require("form_codec")
local decodeForm = ____form_codec.decodeForm
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local sizeOf = ____flash_files.sizeOf
local ____hex_codec = require("hex_codec")
local encodeHex = ____hex_codec.encodeHex
local ____join_request = require("join_request")
local checkJoin = ____join_request.checkJoin
local ____plain_page = require("plain_page")
local donePage = ____plain_page.donePage
local formPage = ____plain_page.formPage
local refusalPage = ____plain_page.refusalPage
local statusPage = ____plain_page.statusPage
local ____portal_answers = require("portal_answers")
local compressedPage = ____portal_answers.compressedPage
local failureJson = ____portal_answers.failureJson
local forbidden = ____portal_answers.forbidden
local html = ____portal_answers.html
local json = ____portal_answers.json
local jsonText = ____portal_answers.jsonText
local messageJson = ____portal_answers.messageJson
local missing = ____portal_answers.missing
local redirect = ____portal_answers.redirect
local refusal = ____portal_answers.refusal
local seeOther = ____portal_answers.seeOther
local statusJson = ____portal_answers.statusJson
local withRetry = ____portal_answers.withRetry
local wrongMethod = ____portal_answers.wrongMethod
local ____portal_router = require("portal_router")
local judge = ____portal_router.judge
local ____portal_state = require("portal_state")
local mayJoin = ____portal_state.mayJoin
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
function wantsScan(request)
    return decodeForm(request.query).scan == "1"
end
function afterScan(portal, request, run)
    if wantsScan(request) then
        portal.rescan(run)
    else
        run()
    end
end
function showPlainPage(portal, request, reply)
    afterScan(
        portal,
        request,
        function() return reply(html(
            200,
            formPage(
                portal.networks(),
                portal.asksForCode
            )
        )) end
    )
end
local PAGE_FILE = "portal.html.gz"
local FORM_TYPE = "application/x-www-form-urlencoded"
local BUSY_SECONDS = 10
local LONGEST_ALIVE_SECONDS = 86400
local MAX_DIGITS = 9
local function showPage(portal, request, reply)
    local ____acceptsGzip_result_0
    if acceptsGzip(request.headers["accept-encoding"]) then
        ____acceptsGzip_result_0 = sizeOf(PAGE_FILE)
    else
        ____acceptsGzip_result_0 = nil
    end
    local size = ____acceptsGzip_result_0
    if size == nil then
        showPlainPage(portal, request, reply)
    else
        reply(compressedPage(
            size,
            read(PAGE_FILE, size)
        ))
    end
end
local function showStatusPage(portal, _request, reply)
    reply(html(
        200,
        statusPage(portal.status())
    ))
end
local function row(network)
    local ssid = network.ssid
    local hex = toValidUtf8(ssid) == ssid and "" or (",\"" .. encodeHex(ssid)) .. "\""
    return (jsonText(ssid) .. string.format(",%d,%d", network.rssiDbm, network.auth)) .. hex
end
local function listNetworks(portal, request, reply)
    afterScan(
        portal,
        request,
        function()
            local rows = {}
            for ____, network in ipairs(portal.networks()) do
                rows[#rows + 1] = ("[" .. row(network)) .. "]"
            end
            reply(json(
                200,
                ("[" .. table.concat(rows, ",")) .. "]"
            ))
        end
    )
end
local function showStatus(portal, _request, reply)
    reply(json(
        200,
        statusJson(
            portal.status(),
            portal.id,
            portal.asksForCode
        )
    ))
end
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
local function joinNetwork(portal, request, reply)
    local asPage = prefersHtml(request.headers.accept)
    local function refuse(status, reason, message, retrySeconds)
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
        refuse(409, "other", "The device is busy with a network just now. Wait a moment.", BUSY_SECONDS)
        return
    end
    local fields = decodeForm(request.body)
    local objection = portal.objectionTo(fields.setupCode)
    if objection ~= nil then
        refuse(objection.status, objection.reason, objection.message, objection.retrySeconds)
        return
    end
    local checked = checkJoin(
        fields,
        portal.networks()
    )
    if not checked.ok then
        refuse(checked.status, checked.reason, checked.message)
        return
    end
    local wish = checked.wish
    portal.announceJoin(wish.ssid)
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
                    portal.id,
                    portal.asksForCode
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
local function keepAlive(portal, request, reply)
    local digits = string.match(
        decodeForm(request.body).timeout or "",
        "^%d+$"
    )
    if digits == nil then
        reply(json(
            400,
            messageJson("timeout: whole seconds")
        ))
    else
        local wanted = #digits > MAX_DIGITS and LONGEST_ALIVE_SECONDS or tonumber(digits, 10)
        local seconds = math.min(wanted, LONGEST_ALIVE_SECONDS)
        local asPage = prefersHtml(request.headers.accept)
        reply(
            asPage and html(
                200,
                donePage()
            ) or ({status = 204}),
            function() return portal.keepAlive(seconds) end
        )
    end
end
local ROUTES = {
    ["/"] = {GET = showPage},
    ["/plain"] = {GET = showPlainPage},
    ["/status"] = {GET = showStatusPage},
    ["/api/access-points"] = {GET = listNetworks},
    ["/api/access-point"] = {POST = joinNetwork},
    ["/api/status"] = {GET = showStatus},
    ["/api/alive"] = {POST = keepAlive}
}
local function isPerson(request)
    local agent = request.headers["user-agent"] or ""
    return (string.find(agent, "^CaptiveNetworkSupport")) == nil and (string.find(agent, "^Dalvik/")) == nil
end
local function allowedMethods(methods)
    return methods.GET ~= nil and "GET, HEAD" or "POST"
end
local function serve(portal, methods, request, reply)
    local route = methods[request.method == "HEAD" and "GET" or request.method]
    local mediaType = string.match(request.headers["content-type"] or FORM_TYPE, "^%s*([^;%s]*)")
    if route == nil then
        reply(wrongMethod(allowedMethods(methods)))
    elseif request.method == "POST" and string.lower(mediaType or "") ~= FORM_TYPE then
        reply(json(
            415,
            messageJson("send " .. FORM_TYPE)
        ))
    else
        if isPerson(request) then
            portal.touch()
        end
        route(portal, request, reply)
    end
end
function ____exports.answer(portal, request, reply)
    local methods = ROUTES[request.path]
    repeat
        local ____switch43 = judge(
            request,
            portal.ownHosts(),
            methods ~= nil
        )
        local ____cond43 = ____switch43 == "redirect"
        if ____cond43 then
            return reply(redirect(portal.apIp))
        end
        ____cond43 = ____cond43 or ____switch43 == "missing"
        if ____cond43 then
            return reply(missing(portal.apIp))
        end
        ____cond43 = ____cond43 or ____switch43 == "forbidden"
        if ____cond43 then
            return reply(forbidden())
        end
        ____cond43 = ____cond43 or ____switch43 == "own"
        if ____cond43 then
            if methods == nil then
                return reply(missing(portal.apIp))
            end
            return serve(portal, methods, request, reply)
        end
    until true
end
function ____exports.refuse(portal, status, head)
    if head ~= nil then
        local verdict = judge(
            head,
            portal.ownHosts(),
            ROUTES[head.path] ~= nil
        )
        if verdict == "forbidden" then
            return forbidden()
        end
    end
    return refusal(status)
end
return ____exports
