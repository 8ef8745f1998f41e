local ____exports = {}
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
local function codingProblem(head, coding)
    if coding == "chunked" and head.minorVersion > 0 then
        return nil
    end
    local before = string.match(coding, "^(.+),%s*chunked$")
    local isClear = before ~= nil and (string.find(before, "chunked", 1, true)) == nil
    return isClear and head.minorVersion > 0 and 501 or 400
end
local function readChunks(bytes, limits, decodeChunks)
    local chunks = decodeChunks(bytes, limits.bodyBytes)
    if chunks.kind == "body" then
        return chunks.body, 0
    end
    if chunks.kind == "bad" then
        return nil, chunks.status
    end
    local tooMuch = #bytes > 2 * limits.bodyBytes + limits.headBytes
    return nil, tooMuch and 413 or 0
end
local function readSome(head, bytes, limits)
    local coding = head.headers["transfer-encoding"]
    if coding ~= nil and limits.decodeChunks ~= nil then
        local problem = codingProblem(
            head,
            string.lower(coding)
        )
        if problem ~= nil then
            return nil, problem
        end
        return readChunks(bytes, limits, limits.decodeChunks)
    end
    local length, status = ____exports.bodyLength(head)
    if length == nil then
        return nil, status
    end
    if length > limits.bodyBytes then
        return nil, 413
    end
    if #bytes < length then
        return nil, 0
    end
    return string.sub(bytes, 1, length), 0
end
function ____exports.readBody(head, bytes, limits, isFirst)
    local expectation = head.headers.expect
    local expects = expectation ~= nil and string.lower(expectation) == "100-continue"
    if expectation ~= nil and not expects then
        return nil, 417
    end
    local body, status = readSome(head, bytes, limits)
    local mayContinue = expects and isFirst and body == nil and status == 0
    return body, mayContinue and 100 or status
end
return ____exports
