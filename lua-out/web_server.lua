local ____exports = {}
local ____http_server = require("http_server")
local start = ____http_server.start
local ____web_errors = require("web_errors")
local describe = ____web_errors.describe
local ____web_request = require("web_request")
local createRequest = ____web_request.createRequest
local ____web_response = require("web_response")
local createResponse = ____web_response.createResponse
local DEFAULT_PORT = 80
local DEFAULT_TIMEOUT_SECONDS = 5
local DEFAULT_HEAD_BYTES = 2048
local DEFAULT_BODY_BYTES = 16384
local DEFAULT_CONNECTIONS = 8
local KNOWN_METHODS = "GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT "
local ALLOW_ORIGIN = "Access-Control-Allow-Origin: *\r\n"
local PREFLIGHT_METHODS = "Access-Control-Allow-Methods: GET, HEAD, POST, PUT, PATCH, DELETE\r\n"
local function commonHeaders(options)
    local server = options.serverName == nil and "" or ("Server: " .. options.serverName) .. "\r\n"
    return options.allowAllOrigins == true and server .. ALLOW_ORIGIN or server
end
local function decodeChunks(bytes, maxBodyBytes)
    local codec = require("chunked_codec")
    return codec.decodeChunks(bytes, maxBodyBytes)
end
local function isPreflight(request)
    return request.method == "OPTIONS" and request.headers["access-control-request-method"] ~= nil
end
local function preflightHeaders(request)
    local wanted = request.headers["access-control-request-headers"]
    local headers = wanted == nil and "" or ("Access-Control-Allow-Headers: " .. wanted) .. "\r\n"
    return PREFLIGHT_METHODS .. headers
end
local function hasValidHost(request)
    local host = request.headers.host
    if host == nil then
        return request.minorVersion == 0
    end
    return (string.find(host, "[^%w%-%._~%%!$&'()*+,;=:%[%]]")) == nil
end
local function handle(options, request, reply)
    local webRequest = createRequest(request)
    local response = createResponse(
        webRequest,
        reply,
        commonHeaders(options)
    )
    local known = string.find(KNOWN_METHODS, request.method .. " ", 1, true)
    if known == nil then
        response:error(501)
        return
    end
    if not hasValidHost(request) then
        response:error(400)
        return
    end
    if string.lower(request.headers["content-encoding"] or "identity") ~= "identity" then
        response:error(415)
        return
    end
    if options.allowAllOrigins == true and isPreflight(request) then
        response:send({
            status = 204,
            headers = preflightHeaders(request)
        })
        return
    end
    for ____, handler in ipairs(options.handlers) do
        if handler(webRequest, response) == true then
            return
        end
    end
    if options.notFoundUrl == nil then
        response:error(404)
    else
        response:redirect(options.notFoundUrl)
    end
end
function ____exports.create(options)
    return start({
        port = options.port or DEFAULT_PORT,
        ip = options.ip,
        handle = function(request, reply) return handle(options, request, reply) end,
        describe = function(status, head) return describe(
            status,
            head,
            commonHeaders(options)
        ) end,
        headBytes = options.headBytes or DEFAULT_HEAD_BYTES,
        bodyBytes = options.bodyBytes or DEFAULT_BODY_BYTES,
        timeoutSeconds = options.timeoutSeconds or DEFAULT_TIMEOUT_SECONDS,
        connections = options.connections or DEFAULT_CONNECTIONS,
        decodeChunks = decodeChunks
    })
end
return ____exports
