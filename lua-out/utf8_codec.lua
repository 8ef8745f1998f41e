local ____exports = {}
local isContinuation
function isContinuation(byte)
    return byte ~= nil and byte >= 128 and byte < 192
end
local function characterBytes(text, at)
    local first, second, third, fourth = string.byte(text, at, at + 3)
    if first == nil then
        return 0
    end
    if first < 128 then
        return 1
    end
    if first < 194 or first > 244 or not isContinuation(second) then
        return 0
    end
    if first < 224 then
        return 2
    end
    if not isContinuation(third) then
        return 0
    end
    if first == 224 and second < 160 then
        return 0
    end
    if first == 237 and second > 159 then
        return 0
    end
    if first < 240 then
        return 3
    end
    if not isContinuation(fourth) then
        return 0
    end
    if first == 240 and second < 144 then
        return 0
    end
    if first == 244 and second > 143 then
        return 0
    end
    return 4
end
local NOT_ASCII = ((("[" .. string.char(128)) .. "-") .. string.char(255)) .. "]"
function ____exports.isValidUtf8(text)
    local at = string.find(text, NOT_ASCII)
    while at ~= nil do
        local size = characterBytes(text, at)
        if size == 0 then
            return false
        end
        at = string.find(text, NOT_ASCII, at + size)
    end
    return true
end
local REPLACEMENT = string.char(239, 191, 189)
function ____exports.toValidUtf8(text)
    if ____exports.isValidUtf8(text) then
        return text
    end
    local parts = {}
    local at = 1
    while at <= #text do
        local size = characterBytes(text, at)
        parts[#parts + 1] = size > 0 and string.sub(text, at, at + size - 1) or REPLACEMENT
        at = at + math.max(size, 1)
    end
    return table.concat(parts)
end
return ____exports
