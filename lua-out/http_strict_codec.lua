local ____exports = {}
local ____http_codec = require("http_codec")
local decodeHead = ____http_codec.decodeHead
local SINGLE = {"host", "content-length", "transfer-encoding", "content-type"}
local function failed(status)
    return nil, status, false
end
local function has(lines, name, from)
    local ____, ____end = string.find(lines, ("\n" .. name) .. ":", from, true)
    return ____end
end
function ____exports.hasDouble(lines)
    for ____, name in ipairs(SINGLE) do
        local ____end = has(lines, name, 1)
        if ____end ~= nil and has(lines, name, ____end) ~= nil then
            return true
        end
    end
    local hasLength = has(lines, "content-length", 1) ~= nil
    return hasLength and has(lines, "transfer-encoding", 1) ~= nil
end
local function splitTarget(target)
    local authority, rest = string.match(target, "^[Hh][Tt][Tt][Pp]://([^/?#]*)(.*)$")
    if authority == nil then
        return nil, target
    end
    return authority, string.sub(rest, 1, 1) == "/" and rest or "/" .. rest
end
function ____exports.decodeTrimmed(buffer, bodyAt)
    local head = string.sub(buffer, 1, bodyAt - 1)
    local text, count = string.gsub(head, "([^ \t\n])[ \t]+\r", "%1\r")
    if count == 0 then
        return failed(400)
    end
    local decoded, status, isPlain = decodeHead(text, #text)
    return decoded, decoded == nil and status or bodyAt, isPlain
end
local function decodeLines(lines, bodyAt)
    local method, target, major, minor, fields = string.match(lines, "^(%u+) ([^%c ]+) HTTP/(%d)%.(%d)\r(\n.*)$")
    if method == nil then
        return failed(400)
    end
    if major ~= "1" then
        return failed(505)
    end
    local authority, reference = splitTarget(target)
    local path, query = string.match(reference, "^([^?#]*)%??([^#]*)")
    local usual = ((((method .. " / HTTP/1.") .. tostring(minor)) .. "\r") .. tostring(fields)) .. "\r\n"
    local head, status, isPlain = decodeHead(usual, #usual)
    if head == nil then
        return failed(status)
    end
    local asked = head
    asked.path = path
    asked.query = query
    asked.host = authority or head.host
    return head, bodyAt, isPlain
end
function ____exports.decodeStrictly(buffer, maxHeadBytes)
    if (string.find(buffer, "^%U")) ~= nil then
        return failed(1)
    end
    local endAt = string.find(buffer, "\r\n\r\n", 1, true)
    if endAt ~= nil and endAt + 3 <= maxHeadBytes then
        return decodeLines(
            string.sub(buffer, 1, endAt + 1),
            endAt + 4
        )
    end
    if (string.find(buffer, "[^\r]\n")) ~= nil then
        return failed(400)
    end
    if #buffer < maxHeadBytes and endAt == nil then
        return failed(0)
    end
    local lineEndAt = string.find(buffer, "\r\n", 1, true)
    return failed((lineEndAt == nil or lineEndAt > maxHeadBytes) and 414 or 431)
end
return ____exports
