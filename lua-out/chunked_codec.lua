local ____exports = {}
local MAX_SIZE_DIGITS = 7
local MAX_LINE_BYTES = 256
local MORE = {kind = "more"}
local function bad(status)
    return {kind = "bad", status = status}
end
local function line(bytes, at)
    local ____end = string.find(bytes, "\r\n", at, true)
    if ____end == nil then
        return nil, at
    end
    return string.sub(bytes, at, ____end - 1), ____end + 2
end
local function isTooLong(bytes, at)
    return #bytes - at >= MAX_LINE_BYTES
end
local function decodeEnd(bytes, at, body)
    local trailer, nextAt = line(bytes, at)
    while trailer ~= nil and trailer ~= "" do
        if #trailer > MAX_LINE_BYTES then
            return bad(431)
        end
        if string.match(trailer, "^[%w!#$%%&'*+.^_`|~-]+:[^%c]*$") == nil then
            return bad(400)
        end
        trailer, nextAt = line(bytes, nextAt)
    end
    if trailer == nil then
        return isTooLong(bytes, nextAt) and bad(431) or MORE
    end
    return {kind = "body", body = body}
end
function ____exports.decodeChunks(bytes, maxBodyBytes)
    local pieces = {}
    local bodyBytes = 0
    local at = 1
    while true do
        local sizeLine, dataAt = line(bytes, at)
        if sizeLine == nil then
            local lineFeed = string.find(bytes, "\n", at, true)
            return (lineFeed ~= nil or isTooLong(bytes, at)) and bad(400) or MORE
        end
        local digits = string.match(sizeLine, "^0*(%x+)[ \t]*$") or string.match(sizeLine, "^0*(%x+)[ \t]*;")
        if digits == nil or (string.find(sizeLine, "[\r\n]")) ~= nil then
            return bad(400)
        end
        if #sizeLine > MAX_LINE_BYTES then
            return bad(400)
        end
        if #digits > MAX_SIZE_DIGITS then
            return bad(413)
        end
        local size = tonumber(digits, 16)
        if size == 0 then
            return decodeEnd(
                bytes,
                dataAt,
                table.concat(pieces)
            )
        end
        bodyBytes = bodyBytes + size
        if bodyBytes > maxBodyBytes then
            return bad(413)
        end
        if #bytes < dataAt + size + 1 then
            return MORE
        end
        if string.sub(bytes, dataAt + size, dataAt + size + 1) ~= "\r\n" then
            return bad(400)
        end
        pieces[#pieces + 1] = string.sub(bytes, dataAt, dataAt + size - 1)
        at = dataAt + size + 2
    end
end
return ____exports
