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
local ____plain_page = require("plain_page")
local donePage = ____plain_page.donePage
local formPage = ____plain_page.formPage
local statusPage = ____plain_page.statusPage
local ____portal_answers = require("portal_answers")
local compressedPage = ____portal_answers.compressedPage
local compressedScript = ____portal_answers.compressedScript
local forbidden = ____portal_answers.forbidden
local html = ____portal_answers.html
local json = ____portal_answers.json
local jsonText = ____portal_answers.jsonText
local messageJson = ____portal_answers.messageJson
local missing = ____portal_answers.missing
local redirect = ____portal_answers.redirect
local refusal = ____portal_answers.refusal
local SEAL_SCRIPT = ____portal_answers.SEAL_SCRIPT
local statusJson = ____portal_answers.statusJson
local wrongMethod = ____portal_answers.wrongMethod
local ____portal_join = require("portal_join")
local joinNetwork = ____portal_join.joinNetwork
local ____portal_router = require("portal_router")
local judge = ____portal_router.judge
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
                portal.terms
            )
        )) end
    )
end
local PAGE_FILE = "portal.html.gz"
local FORM_TYPE = "application/x-www-form-urlencoded"
local LONGEST_ALIVE_SECONDS = 86400
local MAX_DIGITS = 9
local function sizeFor(request, file)
    local ____acceptsGzip_result_0
    if acceptsGzip(request.headers["accept-encoding"]) then
        ____acceptsGzip_result_0 = sizeOf(file)
    else
        ____acceptsGzip_result_0 = nil
    end
    return ____acceptsGzip_result_0
end
local function showPage(portal, request, reply)
    local size = sizeFor(request, PAGE_FILE)
    if size == nil then
        showPlainPage(portal, request, reply)
    else
        reply(compressedPage(
            size,
            read(PAGE_FILE, size)
        ))
    end
end
local function showSealScript(portal, request, reply)
    local size = sizeFor(request, SEAL_SCRIPT)
    if size == nil then
        reply(missing(portal.apIp))
    else
        reply(compressedScript(
            size,
            read(SEAL_SCRIPT, size)
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
            portal.terms
        )
    ))
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
    ["/seal.js"] = {GET = showSealScript},
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
        local ____switch34 = judge(
            request,
            portal.ownHosts(),
            methods ~= nil
        )
        local ____cond34 = ____switch34 == "redirect"
        if ____cond34 then
            return reply(redirect(portal.apIp))
        end
        ____cond34 = ____cond34 or ____switch34 == "missing"
        if ____cond34 then
            return reply(missing(portal.apIp))
        end
        ____cond34 = ____cond34 or ____switch34 == "forbidden"
        if ____cond34 then
            return reply(forbidden())
        end
        ____cond34 = ____cond34 or ____switch34 == "own"
        if ____cond34 then
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
