local ____exports = {}
local ____digest = require("digest")
local sha1 = ____digest.sha1
local toBase64 = ____digest.toBase64
local ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
local VERSION = "13"
local KEY_CHARACTERS = 24
function ____exports.acceptKey(key)
    return toBase64(sha1(key .. ACCEPT_SUFFIX))
end
local function hasToken(list, token)
    for item in string.gmatch(list or "", "[^,%s]+") do
        if string.lower(item) == token then
            return true
        end
    end
    return false
end
local function isKey(key)
    return key ~= nil and #key == KEY_CHARACTERS and string.match(key, "^[%w+/]+==$") ~= nil
end
local function withoutPort80(authority)
    local name = string.gsub(
        string.lower(authority),
        ":80$",
        ""
    )
    return name
end
local function isForeign(origin, host)
    if origin == nil then
        return false
    end
    local authority = string.match(origin, "^%a+://(.+)$")
    return authority == nil or withoutPort80(authority) ~= withoutPort80(host)
end
function ____exports.refusal(status, headers)
    return {
        status = status,
        contentType = "text/plain",
        body = ("Error " .. tostring(status)) .. "\n",
        headers = headers
    }
end
function ____exports.refuse(request, allowAllOrigins)
    local headers = request.headers
    if request.method ~= "GET" then
        return ____exports.refusal(405, "Allow: GET\r\n")
    end
    local isUpgrade = request.minorVersion ~= 0 and hasToken(headers.upgrade, "websocket") and hasToken(headers.connection, "upgrade")
    if not isUpgrade or headers["sec-websocket-version"] ~= VERSION then
        local wanted = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        return ____exports.refusal(426, wanted)
    end
    local host = headers.host
    if host == nil or not isKey(headers["sec-websocket-key"]) then
        return ____exports.refusal(400, "")
    end
    if not allowAllOrigins and isForeign(headers.origin, host) then
        return ____exports.refusal(403, "")
    end
    return nil
end
function ____exports.acceptHeaders(request)
    local accept = ____exports.acceptKey(request.headers["sec-websocket-key"])
    return ("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " .. accept) .. "\r\n"
end
return ____exports
