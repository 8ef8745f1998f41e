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
function ____exports.statusAnswer(portal)
    local ____require_result_0 = require("portal_page_answers")
    local prepared = ____require_result_0.prepared
    return prepared(inJson().statusAnswer(portal))
end
local READING = {
    ["/"] = function(portal, request, reply) return pages().showPageTo(portal, request, reply) end,
    ["/plain"] = function(portal, request, reply) return pages().showPlainPage(portal, request, reply) end,
    ["/status"] = function(portal, _request, reply) return pages().showStatusPage(portal, reply) end,
    ["/api/access-points"] = listNetworks,
    ["/api/status"] = function(portal, _request, reply) return reply(____exports.statusAnswer(portal)) end
}
local POSTING = {["/api/access-point"] = joinNetwork, ["/api/alive"] = keepAlive}
local function routesAt(____bindingPattern0)
    local path
    local method
    method = ____bindingPattern0.method
    path = ____bindingPattern0.path
    local own = {read = READING[path], post = POSTING[path]}
    local ____temp_1
    if method == "POST" then
        ____temp_1 = own.post
    else
        ____temp_1 = own.read
    end
    if ____temp_1 ~= nil then
        return own
    end
    local found, more = pcall(function() return require("portal_extra_routes") end)
    if not found then
        return own
    end
    return {read = more.READING[path], post = own.post or more.POSTING[path]}
end
local function follow(portal, request, reply, routes)
    local ____request_2 = request
    local method = ____request_2.method
    local path = ____request_2.path
    local headers = ____request_2.headers
    local ____routes_3 = routes
    local read = ____routes_3.read
    local post = ____routes_3.post
    local posts = method == "POST"
    local ____temp_5
    if method == "GET" or method == "HEAD" then
        ____temp_5 = read
    else
        local ____posts_4
        if posts then
            ____posts_4 = post
        else
            ____posts_4 = nil
        end
        ____temp_5 = ____posts_4
    end
    local route = ____temp_5
    local mediaType = string.match(headers["content-type"] or FORM_TYPE, "^%s*([^;%s]*)")
    if route == nil then
        local alsoPosts = post == nil and "" or ", POST"
        reply(answers().wrongMethod(read == nil and "POST" or "GET, HEAD" .. alsoPosts))
    elseif posts and string.lower(mediaType or "") ~= FORM_TYPE then
        local ____inJson_result_6 = inJson()
        local json = ____inJson_result_6.json
        local messageJson = ____inJson_result_6.messageJson
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
    local ____request_7 = request
    local host = ____request_7.host
    if portal.wasRead == nil or host == nil or isOwnHost(host, portal.ownHosts) then
        return portal.redirect
    end
    local online = require("portal_online_answers")
    return online.onlineAnswer(host, request.path) or portal.redirect
end
function ____exports.serve(portal, request, reply)
    local routes = routesAt(request)
    local hasRoute = (routes.read or routes.post) ~= nil
    repeat
        local ____switch26 = judge(request, portal.ownHosts, hasRoute)
        local ____cond26 = ____switch26 == "redirect"
        if ____cond26 then
            return reply(redirectOf(portal, request))
        end
        ____cond26 = ____cond26 or ____switch26 == "missing"
        if ____cond26 then
            return reply(answers().missing(portal.options.apIp))
        end
        ____cond26 = ____cond26 or ____switch26 == "forbidden"
        if ____cond26 then
            return reply(answers().forbidden())
        end
        ____cond26 = ____cond26 or ____switch26 == "own"
        if ____cond26 then
            if not hasRoute then
                return reply(answers().missing(portal.options.apIp))
            end
            return follow(portal, request, reply, routes)
        end
    until true
end
function ____exports.refuse(portal, status, head)
    local isForbidden = head ~= nil and judge(head, portal.ownHosts, true) == "forbidden"
    return isForbidden and answers().forbidden() or answers().refusal(status)
end
return ____exports
