local ____exports = {}
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local sizeOf = ____flash_files.sizeOf
local ____on_demand = require("on_demand")
local onDemand = ____on_demand.onDemand
local ____own_host = require("own_host")
local isNeverThere = ____own_host.isNeverThere
local isOwnHost = ____own_host.isOwnHost
function ____exports.showPage(page, reply)
    reply({
        status = page.status,
        contentType = page.contentType,
        headers = page.headers,
        length = page.length,
        pull = read(____exports.PAGE_FILE, page.length)
    })
end
____exports.PAGE_FILE = "portal.html.gz"
function ____exports.touch(portal, request)
    local agent = request.headers["user-agent"] or ""
    local isHelper = (string.find(agent, "^[CD]")) ~= nil and ((string.find(agent, "^CaptiveNetworkSupport")) or (string.find(agent, "^Dalvik/"))) ~= nil
    if not isHelper then
        portal.secondsUnused = 0
    end
end
local function lists()
    return require("portal_networks")
end
local function answers()
    return require("portal_page_answers")
end
function ____exports.redirectOf(portal)
    if portal.redirect == nil then
        portal.redirect = onDemand(answers, "redirect", portal.options.apIp)
    end
    return portal.redirect
end
function ____exports.pageOf(portal)
    if portal.page == nil then
        local size = sizeOf(____exports.PAGE_FILE)
        if size ~= nil then
            portal.page = onDemand(answers, "compressedPage", size)
        end
    end
    return portal.page
end
local function routes()
    return require("portal_routes")
end
local function clearlyTakesGzip(acceptEncoding)
    return acceptEncoding ~= nil and (string.find(acceptEncoding .. ",", "^gzip,")) ~= nil
end
function ____exports.answer(portal, request, reply)
    local ____request_0 = request
    local method = ____request_0.method
    local host = ____request_0.host
    local path = ____request_0.path
    portal.heardAt = portal.seconds
    if host ~= nil and (method == "GET" or method == "HEAD") then
        if not isOwnHost(host, portal.ownHosts) then
            if not isNeverThere(path) then
                return reply(portal.redirect or ____exports.redirectOf(portal))
            end
        elseif path == "/api/status" then
            ____exports.touch(portal, request)
            if portal.statusAnswer == nil then
                portal.statusAnswer = onDemand(routes, "statusAnswer", portal)
            end
            return reply(portal.statusAnswer)
        elseif path == "/api/access-points" and request.query == "" then
            ____exports.touch(portal, request)
            return reply(portal.listAnswer or onDemand(lists, "listAnswerOf", portal))
        elseif path == "/" and clearlyTakesGzip(request.headers["accept-encoding"]) then
            local page = portal.page or ____exports.pageOf(portal)
            if page ~= nil then
                ____exports.touch(portal, request)
                return ____exports.showPage(page, reply)
            end
        end
    end
    onDemand(
        routes,
        "serve",
        portal,
        request,
        reply
    )
end
function ____exports.refuse(portal, status, head)
    local ok, response = pcall(
        onDemand,
        routes,
        "refuse",
        portal,
        status,
        head
    )
    return ok and response or ({status = status, body = ""})
end
return ____exports
