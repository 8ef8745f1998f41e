local ____exports = {}
local USUAL_HEAD = "^(%u+) (/[^%c ?#]*)%f[ ?]%??([^%c #]*) HTTP/1%.(%d)\r(.-\n)\r\n()"
local FIELD = "\n[%w!#$%%&'*+.^_`|~-]+:[%C\t]*%f[ \t\r]\r"
local ABOUT_BODY = "\n[cte][orx][nap][tne][esc][nft]"
local TWO_HOSTS = "\nhost:.*\nhost:"
local STATUS_LINES = {[200] = "200 OK", [302] = "302 Found", [404] = "404 Not Found"}
local FIELDS = {__index = function(headers, name)
    local pattern = string.gsub(("\n" .. name) .. ":", "%p", "%%%0")
    local value
    for piece in string.gmatch(headers[""], pattern .. "([^\r]*)") do
        value = value == nil and piece or (value .. ", ") .. piece
    end
    return value
end}
local function strict()
    return require("http_strict_codec")
end
function ____exports.decodeHead(buffer, maxHeadBytes)
    local method, path, query, minor, fields, ____end = string.match(buffer, USUAL_HEAD)
    local bodyAt = ____end
    if bodyAt == nil or bodyAt > maxHeadBytes + 1 then
        return strict().decodeStrictly(buffer, maxHeadBytes)
    end
    local rest = string.gsub(fields, FIELD, "")
    if rest ~= "\n" then
        return strict().decodeTrimmed(buffer, bodyAt)
    end
    local lines = string.gsub(fields, "(\n[^:]+:)[ \t]*", string.lower)
    local host = string.match(lines, "\nhost:([^\r]*)")
    local isPlain = host ~= nil and (method == "GET" or method == "HEAD")
    local at = string.find(lines, ABOUT_BODY)
    if at ~= nil or (string.find(lines, TWO_HOSTS)) ~= nil then
        isPlain = false
        if strict().hasDouble(lines) then
            return nil, 400, false
        end
    end
    local head = {
        method = method,
        minorVersion = tonumber(minor),
        path = path,
        query = query,
        host = host,
        headers = setmetatable({[""] = lines}, FIELDS)
    }
    return head, bodyAt, isPlain
end
function ____exports.encodeHead(response, rareLine)
    local contentType = response.contentType
    local statusLine = rareLine or STATUS_LINES[response.status]
    if statusLine == nil then
        local rare = require("http_rare_codec")
        return rare.encodeRare(response)
    end
    return string.format(
        "HTTP/1.1 %s\r\n%s%sContent-Length: %d\r\nCache-Control: %s\r\nConnection: close\r\n\r\n",
        statusLine,
        response.headers or "",
        contentType == nil and "" or ("Content-Type: " .. contentType) .. "\r\n",
        response.length or #(response.body or ""),
        response.cacheControl or "no-store"
    )
end
return ____exports
