local ____exports = {}
local USUAL_HEAD = "^(%u+) (/[^%c ?#]*)%f[ ?]%??([^%c #]*) HTTP/1%.(%d)\r(.-\n)\r\n()"
local FIELD = "\n[%w!#$%%&'*+.^_`|~-]+:[%C\t]*\r"
local SPECIAL = {
    host = "",
    ["content-length"] = "",
    ["content-type"] = "",
    ["transfer-encoding"] = "",
    expect = ""
}
local HOST_BYTES = 5
local STATUS_LINES = {[200] = "200 OK", [302] = "302 Found", [404] = "404 Not Found"}
local function trimmed(text)
    return string.match(text, "^.*[^ \t]") or ""
end
local FIELDS = {__index = function(headers, name)
    local lines = headers[""]
    local key = ("\n" .. name) .. ":"
    local value
    local ____, at = string.find(lines, key, 1, true)
    while at ~= nil do
        local piece = trimmed(string.match(lines, "^[ \t]*([^\r]*)", at + 1))
        value = value == nil and piece or (value .. ", ") .. piece
        local ____temp_0 = {string.find(lines, key, at, true)}
        at = ____temp_0[2]
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
        return nil, 400, false
    end
    local lines = string.gsub(fields, "\n[^:]+", string.lower)
    local others = string.gsub(lines, "\n([^:]+)", SPECIAL)
    local isPlain = method == "GET" or method == "HEAD"
    if #others ~= #lines - HOST_BYTES then
        isPlain = false
        if strict().hasDouble(lines) then
            return nil, 400, false
        end
    end
    local host = string.match(lines, "\nhost:[ \t]*([^\r]*)")
    local ____method_2 = method
    local ____tonumber_result_3 = tonumber(minor, 10)
    local ____path_4 = path
    local ____query_5 = query
    local ____temp_1
    if host == nil then
        ____temp_1 = nil
    else
        ____temp_1 = trimmed(host)
    end
    local head = {
        method = ____method_2,
        minorVersion = ____tonumber_result_3,
        path = ____path_4,
        query = ____query_5,
        host = ____temp_1,
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
