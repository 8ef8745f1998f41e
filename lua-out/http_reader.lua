local ____exports = {}
local ____http_codec = require("http_codec")
local bodyLength = ____http_codec.bodyLength
local decodeHead = ____http_codec.decodeHead
local MORE = {kind = "more"}
local CONTINUE = {kind = "continue"}
function ____exports.createReader(limits)
    return {
        limits = limits,
        buffer = "",
        head = nil,
        bodyAt = 0,
        bodyBytes = 0
    }
end
local function readBody(reader, head)
    local bytes = string.sub(reader.buffer, reader.bodyAt)
    if reader.bodyBytes == nil then
        local limits = reader.limits
        local chunks = limits.decodeChunks(bytes, limits.bodyBytes)
        if chunks.kind == "body" then
            return {kind = "request", head = head, body = chunks.body}
        end
        local tooMuch = #bytes > 2 * limits.bodyBytes + limits.headBytes
        return tooMuch and chunks.kind == "more" and ({kind = "bad", status = 413}) or chunks
    end
    if #bytes < reader.bodyBytes then
        return MORE
    end
    return {
        kind = "request",
        head = head,
        body = string.sub(bytes, 1, reader.bodyBytes)
    }
end
local function codingProblem(head, coding)
    if coding == "chunked" and head.minorVersion > 0 then
        return nil
    end
    local before = string.match(coding, "^(.+),%s*chunked$")
    local isClear = before ~= nil and (string.find(before, "chunked", 1, true)) == nil
    return isClear and head.minorVersion > 0 and 501 or 400
end
local function measureBody(reader, head)
    local coding = head.headers["transfer-encoding"]
    if coding ~= nil and reader.limits.decodeChunks ~= nil then
        reader.bodyBytes = nil
        return codingProblem(
            head,
            string.lower(coding)
        )
    end
    local bodyBytes, status = bodyLength(head)
    if bodyBytes == nil then
        return status
    end
    reader.bodyBytes = bodyBytes
    return bodyBytes > reader.limits.bodyBytes and 413 or nil
end
function ____exports.read(reader, data)
    reader.buffer = reader.buffer .. data
    if reader.head ~= nil then
        return readBody(reader, reader.head)
    end
    local decoded = decodeHead(reader.buffer, reader.limits.headBytes)
    if decoded.kind ~= "head" then
        return decoded
    end
    local head = decoded.head
    reader.head = head
    reader.bodyAt = decoded.bodyAt
    local expectation = head.headers.expect
    local expects = expectation ~= nil and string.lower(expectation) == "100-continue"
    if expectation ~= nil and not expects then
        return {kind = "bad", status = 417}
    end
    local status = measureBody(reader, head)
    if status ~= nil then
        return {kind = "bad", status = status}
    end
    local body = readBody(reader, head)
    return expects and body.kind == "more" and CONTINUE or body
end
return ____exports
