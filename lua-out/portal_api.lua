local ____exports = {}
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local onDemand = require("on_demand")
local ____own_host = require("own_host")
local isNeverThere = ____own_host.isNeverThere
local isOwnHost = ____own_host.isOwnHost
local MAYBE_NEVER_THERE = ____own_host.MAYBE_NEVER_THERE
function ____exports.showPage(page, reply)
    local ____page_2 = page
    local status = ____page_2.status
    local encodedHead = ____page_2.encodedHead
    local length = ____page_2.length
    reply({
        status = status,
        encodedHead = encodedHead,
        pull = read("portal.html.gz", length)
    })
end
function ____exports.touch(portal, request)
    local lines = request.headers[""]
    local isHelper = (string.find(lines, "\nuser%-agent:[CD]")) ~= nil and ((string.find(lines, "\nuser%-agent:CaptiveNetworkSupport")) or (string.find(lines, "\nuser%-agent:Dalvik/"))) ~= nil
    if not isHelper then
        portal.secondsUnused = 0
    end
end
local function clearlyTakesGzip(request)
    local at = string.find(request.headers[""], "\naccept%-encoding:gzip[,\r]")
    return at ~= nil
end
function ____exports.answer(portal, request, reply)
    local ____request_0 = request
    local method = ____request_0.method
    local host = ____request_0.host
    local path = ____request_0.path
    portal.heardAt = portal.seconds
    if host ~= nil and (method == "GET" or method == "HEAD") then
        if not isOwnHost(host, portal.ownHosts) then
            local at = string.find(path, MAYBE_NEVER_THERE)
            if portal.wasRead == nil and (at == nil or not isNeverThere(path)) then
                return reply(portal.redirect)
            end
        elseif path == "/api/status" then
            ____exports.touch(portal, request)
            if portal.statusAnswer == nil then
                portal.statusAnswer = onDemand.require("portal_routes", "statusAnswer", portal)
            end
            return reply(portal.statusAnswer)
        elseif path == "/api/access-points" and request.query == "" then
            ____exports.touch(portal, request)
            return reply(portal.listAnswer or onDemand.require("portal_networks", "listAnswerOf", portal))
        elseif path == "/" and clearlyTakesGzip(request) then
            local ____portal_1 = portal
            local page = ____portal_1.page
            if page ~= nil then
                ____exports.touch(portal, request)
                return ____exports.showPage(page, reply)
            end
        end
    end
    onDemand.require(
        "portal_routes",
        "serve",
        portal,
        request,
        reply
    )
end
function ____exports.refuse(portal, status, head)
    local ok, response = pcall(
        onDemand.require,
        "portal_routes",
        "refuse",
        portal,
        status,
        head
    )
    return ok and response or ({status = status, body = ""})
end
return ____exports
