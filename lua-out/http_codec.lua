local ____exports = {}
local MORE = {kind = "more"}
local FOREIGN = {kind = "foreign"}
local CRLF = "\r\n"
local HEAD_END = "\r\n\r\n"
local SINGLE = {host = true, ["content-length"] = true, ["transfer-encoding"] = true, ["content-type"] = true}
local REASONS = {
    [101] = "Switching Protocols",
    [200] = "OK",
    [201] = "Created",
    [202] = "Accepted",
    [204] = "No Content",
    [301] = "Moved Permanently",
    [302] = "Found",
    [303] = "See Other",
    [304] = "Not Modified",
    [307] = "Temporary Redirect",
    [308] = "Permanent Redirect",
    [400] = "Bad Request",
    [403] = "Forbidden",
    [404] = "Not Found",
    [405] = "Method Not Allowed",
    [406] = "Not Acceptable",
    [408] = "Request Timeout",
    [409] = "Conflict",
    [411] = "Length Required",
    [413] = "Content Too Large",
    [414] = "URI Too Long",
    [415] = "Unsupported Media Type",
    [417] = "Expectation Failed",
    [426] = "Upgrade Required",
    [429] = "Too Many Requests",
    [431] = "Request Header Fields Too Large",
    [500] = "Internal Server Error",
    [501] = "Not Implemented",
    [503] = "Service Unavailable",
    [505] = "HTTP Version Not Supported"
}
local function bad(status)
    return {kind = "bad", status = status}
end
local function decodeFields(lines)
    local fields = {}
    for line in string.gmatch(lines, "(.-)\r\n") do
        local name, rest = string.match(line, "^([%w!#$%%&'*+.^_`|~-]+):[ \t]*(.*)$")
        if name == nil then
            return nil
        end
        local value = string.match(rest, "^.*[^ \t]") or ""
        local key = string.lower(name)
        local earlier = fields[key]
        if earlier ~= nil and SINGLE[key] == true then
            return nil
        end
        fields[key] = earlier == nil and value or (earlier .. ", ") .. value
    end
    return fields
end
local function hasStrangeControl(lines)
    local text = string.gsub(lines, CRLF, "")
    return (string.find(text, "[^%C\t]")) ~= nil
end
local function splitTarget(target)
    local authority, rest = string.match(target, "^[Hh][Tt][Tt][Pp]://([^/?#]*)(.*)$")
    if authority == nil then
        return nil, target
    end
    return authority, string.sub(rest, 1, 1) == "/" and rest or "/" .. rest
end
local function decodeLines(lines, bodyAt)
    if hasStrangeControl(lines) then
        return bad(400)
    end
    local method, target, major, minor, fieldLines = string.match(lines, "^(%u+) (%S+) HTTP/(%d)%.(%d)\r\n(.*)$")
    if method == nil then
        return bad(400)
    end
    if major ~= "1" then
        return bad(505)
    end
    local headers = decodeFields(fieldLines)
    if headers == nil then
        return bad(400)
    end
    if headers["content-length"] ~= nil and headers["transfer-encoding"] ~= nil then
        return bad(400)
    end
    local authority, reference = splitTarget(target)
    local path, query = string.match(reference, "^([^?#]*)%??([^#]*)")
    local host = authority or headers.host
    local minorVersion = tonumber(minor, 10)
    local head = {
        method = method,
        minorVersion = minorVersion,
        path = path,
        query = query,
        host = host,
        headers = headers
    }
    return {kind = "head", head = head, bodyAt = bodyAt}
end
function ____exports.decodeHead(buffer, maxHeadBytes)
    if (string.find(buffer, "^%U")) ~= nil then
        return FOREIGN
    end
    local endAt = string.find(buffer, HEAD_END, 1, true)
    if endAt ~= nil and endAt + 3 <= maxHeadBytes then
        return decodeLines(
            string.sub(buffer, 1, endAt + 1),
            endAt + #HEAD_END
        )
    end
    if (string.find(buffer, "[^\r]\n")) ~= nil then
        return bad(400)
    end
    if #buffer < maxHeadBytes and endAt == nil then
        return MORE
    end
    local lineEndAt = string.find(buffer, CRLF, 1, true)
    return bad((lineEndAt == nil or lineEndAt > maxHeadBytes) and 414 or 431)
end
function ____exports.bodyLength(head)
    local text = head.headers["content-length"]
    if text == nil then
        local hasBody = head.headers["transfer-encoding"] ~= nil or head.method == "POST" or head.method == "PUT"
        if hasBody then
            return nil, 411
        end
        return 0, nil
    end
    local digits = string.match(text, "^%d+$")
    if digits == nil then
        return nil, 400
    end
    if #digits > 9 then
        return nil, 413
    end
    return tonumber(digits, 10), nil
end
function ____exports.reasonOf(status)
    return REASONS[status] or "Status"
end
function ____exports.encodeHead(response)
    local status = response.status
    local lines = {((("HTTP/1.1 " .. tostring(status)) .. " ") .. ____exports.reasonOf(status)) .. CRLF}
    if response.headers ~= nil then
        lines[#lines + 1] = response.headers
    end
    if response.contentType ~= nil then
        lines[#lines + 1] = ("Content-Type: " .. response.contentType) .. CRLF
    end
    if status == 101 then
        lines[#lines + 1] = CRLF
        return table.concat(lines)
    end
    if status ~= 204 and status ~= 304 then
        local length = response.length or #(response.body or "")
        lines[#lines + 1] = string.format("Content-Length: %d\r\n", length)
    end
    local caching = response.cacheControl or "no-store"
    lines[#lines + 1] = ("Cache-Control: " .. caching) .. "\r\nConnection: close\r\n\r\n"
    return table.concat(lines)
end
return ____exports
