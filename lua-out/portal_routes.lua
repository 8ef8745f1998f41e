local ____exports = {}
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
local READING = {
    ["/"] = function(portal, request, reply) return pages().showPageTo(portal, request, reply) end,
    ["/seal.js"] = showScript,
    ["/more.js"] = showScript,
    ["/fields.js"] = showScript,
    ["/advanced.js"] = showScript,
    ["/language"] = showLanguage,
    ["/plain"] = function(portal, request, reply) return pages().showPlainPage(portal, request, reply) end,
    ["/status"] = function(portal, _request, reply) return pages().showStatusPage(portal, reply) end,
    ["/api/access-points"] = listNetworks,
    ["/api/bssids"] = function(portal, request, reply) return cells().listCells(portal, request, reply) end,
    ["/api/networks"] = function(portal, request, reply) return saved().listSaved(portal, request, reply) end,
    ["/api/status"] = function(portal, _request, reply) return reply(____exports.statusAnswer(portal)) end
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
        touch(portal, request)
        route(portal, request, reply)
    end
end
function ____exports.serve(portal, request, reply)
    local hasRoute = READING[request.path] ~= nil or POSTING[request.path] ~= nil
    repeat
        local ____switch27 = judge(request, portal.ownHosts, hasRoute)
        local ____cond27 = ____switch27 == "redirect"
        if ____cond27 then
            return reply(portal.redirect)
        end
        ____cond27 = ____cond27 or ____switch27 == "missing"
        if ____cond27 then
            return reply(answers().missing(portal.options.apIp))
        end
        ____cond27 = ____cond27 or ____switch27 == "forbidden"
        if ____cond27 then
            return reply(answers().forbidden())
        end
        ____cond27 = ____cond27 or ____switch27 == "own"
        if ____cond27 then
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
