local ____exports = {}
local ____own_host = require("own_host")
local isOwnHost = ____own_host.isOwnHost
local ____portal_api = require("portal_api")
local touch = ____portal_api.touch
local ____portal_router = require("portal_router")
local judge = ____portal_router.judge
local FORM_TYPE = "application/x-www-form-urlencoded"
local function answers()
    return require("portal_answers")
end
local function inJson()
    return require("portal_json")
end
local function pages()
    return require("portal_pages")
end
local function listNetworks(portal, request, reply)
    local scans = require("portal_scan")
    scans.afterScan(
        portal,
        request,
        function()
            local lists = require("portal_networks")
            reply(lists.listAnswerOf(portal))
        end
    )
end
local function joinNetwork(portal, request, reply)
    local joining = require("portal_join")
    joining.joinNetwork(portal, request, reply)
end
local function keepAlive(portal, request, reply)
    local alive = require("portal_alive")
    alive.keepAlive(portal, request, reply)
end
local function showLanguage(portal, request, reply)
    local found, language = pcall(require, "portal_language")
    if not found then
        return reply(answers().missing(portal.options.apIp))
    end
    language.showLanguage(request, reply)
end
local function cells()
    return require("portal_cells")
end
local function saved()
    return require("portal_saved")
end
function ____exports.statusAnswer(portal)
    local ____require_result_0 = require("portal_page_answers")
    local prepared = ____require_result_0.prepared
    return prepared(inJson().statusAnswer(portal))
end
local function showScript(portal, request, reply)
    return pages().showScript(portal, request, reply)
end
local function fieldsAnswer(portal)
    if portal.options.fields == nil then
        return answers().missing(portal.options.apIp)
    end
    local fields = require("portal_fields")
    return fields.fieldsAnswer(portal)
end
local READING = {
    ["/"] = function(portal, request, reply) return pages().showPageTo(portal, request, reply) end,
    ["/seal.js"] = showScript,
    ["/more.js"] = showScript,
    ["/fields.js"] = showScript,
    ["/advanced.js"] = showScript,
    ["/language"] = showLanguage,
    ["/look.js"] = showScript,
    ["/logo"] = function(portal, request, reply)
        local looks = require("portal_look")
        looks.showLogo(portal, request, reply)
    end,
    ["/plain"] = function(portal, request, reply) return pages().showPlainPage(portal, request, reply) end,
    ["/status"] = function(portal, _request, reply) return pages().showStatusPage(portal, reply) end,
    ["/api/access-points"] = listNetworks,
    ["/api/fields"] = function(portal, _request, reply) return reply(fieldsAnswer(portal)) end,
    ["/api/bssids"] = function(portal, request, reply) return cells().listCells(portal, request, reply) end,
    ["/api/networks"] = function(portal, request, reply) return saved().listSaved(portal, request, reply) end,
    ["/api/status"] = function(portal, _request, reply) return reply(____exports.statusAnswer(portal)) end,
    ["/api/alive"] = function(portal, _request, reply)
        local countdown = require("portal_countdown")
        reply(countdown.countdownAnswer(portal))
    end,
    ["/api/report"] = function(portal, _request, reply)
        local reports = require("portal_report")
        reply(reports.reportAnswer(portal))
    end
}
local POSTING = {
    ["/api/access-point"] = joinNetwork,
    ["/api/alive"] = keepAlive,
    ["/api/networks"] = function(portal, request, reply) return saved().changeSaved(portal, request, reply) end
}
local function follow(portal, request, reply)
    local ____request_1 = request
    local method = ____request_1.method
    local path = ____request_1.path
    local headers = ____request_1.headers
    local reads = method == "GET" or method == "HEAD"
    local posts = method == "POST"
    local ____reads_3
    if reads then
        ____reads_3 = READING[path]
    else
        local ____posts_2
        if posts then
            ____posts_2 = POSTING[path]
        else
            ____posts_2 = nil
        end
        ____reads_3 = ____posts_2
    end
    local route = ____reads_3
    local mediaType = string.match(headers["content-type"] or FORM_TYPE, "^%s*([^;%s]*)")
    if route == nil then
        local alsoPosts = POSTING[path] == nil and "" or ", POST"
        reply(answers().wrongMethod(READING[path] == nil and "POST" or "GET, HEAD" .. alsoPosts))
    elseif posts and string.lower(mediaType or "") ~= FORM_TYPE then
        local ____inJson_result_4 = inJson()
        local json = ____inJson_result_4.json
        local messageJson = ____inJson_result_4.messageJson
        reply(json(
            415,
            messageJson("send " .. FORM_TYPE)
        ))
    else
        if posts or path ~= "/api/alive" then
            touch(portal, request)
        end
        route(portal, request, reply)
    end
end
local function redirectOf(portal, request)
    local ____request_5 = request
    local host = ____request_5.host
    if portal.wasRead == nil or host == nil or isOwnHost(host, portal.ownHosts) then
        return portal.redirect
    end
    local online = require("portal_online_answers")
    return online.onlineAnswer(host, request.path) or portal.redirect
end
function ____exports.serve(portal, request, reply)
    local hasRoute = READING[request.path] ~= nil or POSTING[request.path] ~= nil
    repeat
        local ____switch36 = judge(request, portal.ownHosts, hasRoute)
        local ____cond36 = ____switch36 == "redirect"
        if ____cond36 then
            return reply(redirectOf(portal, request))
        end
        ____cond36 = ____cond36 or ____switch36 == "missing"
        if ____cond36 then
            return reply(answers().missing(portal.options.apIp))
        end
        ____cond36 = ____cond36 or ____switch36 == "forbidden"
        if ____cond36 then
            return reply(answers().forbidden())
        end
        ____cond36 = ____cond36 or ____switch36 == "own"
        if ____cond36 then
            if not hasRoute then
                return reply(answers().missing(portal.options.apIp))
            end
            return follow(portal, request, reply)
        end
    until true
end
function ____exports.refuse(portal, status, head)
    local isForbidden = head ~= nil and judge(head, portal.ownHosts, true) == "forbidden"
    return isForbidden and answers().forbidden() or answers().refusal(status)
end
return ____exports
