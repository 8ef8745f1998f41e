local ____exports = {}
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local ____on_demand = require("on_demand")
local onDemand = ____on_demand.onDemand
local ____own_host = require("own_host")
local isNeverThere = ____own_host.isNeverThere
local isOwnHost = ____own_host.isOwnHost
____exports.PAGE_FILE = "portal.html.gz"
local function isPerson(agent)
    return agent == nil or (string.find(agent, "^CaptiveNetworkSupport")) == nil and (string.find(agent, "^Dalvik/")) == nil
end
function ____exports.touch(portal, request)
    if isPerson(request.headers["user-agent"]) then
        portal.secondsUnused = 0
    end
end
local function clearlyTakesGzip(acceptEncoding)
    return acceptEncoding ~= nil and (string.find(acceptEncoding .. ",", "^gzip,")) ~= nil
end
function ____exports.showPage(page, reply)
    local ____page_0 = page
    local status = ____page_0.status
    local contentType = ____page_0.contentType
    local headers = ____page_0.headers
    local length = ____page_0.length
    local pull = read(____exports.PAGE_FILE, length)
    reply({
        status = status,
        contentType = contentType,
        headers = headers,
        length = length,
        pull = pull
    })
end
local function makeStatus(portal)
    local answers = require("portal_json")
    return answers.statusAnswer(portal)
end
local function serve(portal, request, reply)
    local routes = require("portal_routes")
    routes.serve(portal, request, reply)
end
function ____exports.answer(portal, request, reply)
    local ____request_1 = request
    local method = ____request_1.method
    local host = ____request_1.host
    local path = ____request_1.path
    local headers = ____request_1.headers
    local ____portal_2 = portal
    local page = ____portal_2.page
    portal.secondsStill = 0
    if host ~= nil and (method == "GET" or method == "HEAD") then
        if not isOwnHost(host, portal.ownHosts) then
            if not isNeverThere(path) then
                return reply(portal.redirect)
            end
        elseif path == "/api/status" then
            ____exports.touch(portal, request)
            local ____reply_6 = reply
            local ____portal_3, ____statusAnswer_4 = portal, "statusAnswer"
            if ____portal_3[____statusAnswer_4] == nil then
                ____portal_3[____statusAnswer_4] = onDemand(makeStatus, portal)
            end
            return ____reply_6(portal.statusAnswer)
        elseif path == "/" and page ~= nil and clearlyTakesGzip(headers["accept-encoding"]) then
            ____exports.touch(portal, request)
            return ____exports.showPage(page, reply)
        end
    end
    onDemand(serve, portal, request, reply)
end
local function isForbidden(portal, head)
    local router = require("portal_router")
    return router.judge(head, portal.ownHosts, true) == "forbidden"
end
function ____exports.refuse(portal, status, head)
    if head ~= nil then
        local known, forbidden = pcall(onDemand, isForbidden, portal, head)
        if known and forbidden == true then
            return {status = 403, body = ""}
        end
    end
    return {
        status = status,
        contentType = "text/plain",
        body = ("Error " .. tostring(status)) .. "\n"
    }
end
return ____exports
