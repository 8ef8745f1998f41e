local ____exports = {}
local ____http_codec = require("http_codec")
local encodeHead = ____http_codec.encodeHead
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
function ____exports.reasonOf(status)
    return REASONS[status] or "Status"
end
function ____exports.encodeRare(response)
    local status = response.status
    local statusLine = string.format(
        "%d %s",
        status,
        ____exports.reasonOf(status)
    )
    if status ~= 101 and status ~= 204 and status ~= 304 then
        return encodeHead(response, statusLine)
    end
    local ____response_0 = response
    local contentType = ____response_0.contentType
    local ____type = contentType == nil and "" or ("Content-Type: " .. contentType) .. "\r\n"
    local lines = ((("HTTP/1.1 " .. statusLine) .. "\r\n") .. (response.headers or "")) .. ____type
    if status == 101 then
        return lines .. "\r\n"
    end
    return ((lines .. "Cache-Control: ") .. (response.cacheControl or "no-store")) .. "\r\nConnection: close\r\n\r\n"
end
return ____exports
