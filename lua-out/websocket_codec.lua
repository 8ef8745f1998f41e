local ____exports = {}
local ____utf8_codec = require("utf8_codec")
local isValidUtf8 = ____utf8_codec.isValidUtf8
local toValidUtf8 = ____utf8_codec.toValidUtf8
local MORE = {kind = "more"}
local MAX_CONTROL_BYTES = 125
local MASK_BYTES = 4
local MALFORMED = -1
local HUGE = 16777216
local NIBBLE_BITS = {1, 2, 4, 8}
local function createNibbleXor()
    local bytes = {}
    for a = 0, 15 do
        for b = 0, 15 do
            local value = 0
            for ____, ____bit in ipairs(NIBBLE_BITS) do
                if math.floor(a / ____bit) % 2 ~= math.floor(b / ____bit) % 2 then
                    value = value + ____bit
                end
            end
            bytes[#bytes + 1] = string.char(value)
        end
    end
    return table.concat(bytes)
end
local NIBBLE_XOR = createNibbleXor()
local upperRows = {}
local lowerRows = {}
local byteAt = string.byte
local function unmaskByte(byte, lane)
    local lower = byte % 16
    local upper = byteAt(NIBBLE_XOR, upperRows[lane] + (byte - lower) / 16)
    local rest = byteAt(NIBBLE_XOR, lowerRows[lane] + lower)
    return upper * 16 + rest
end
local function unmaskGroup(group)
    local a, b, c, d = byteAt(group, 1, 4)
    if d == nil then
        local padded = unmaskGroup(group .. string.rep("-", 4 - #group))
        return string.sub(padded, 1, #group)
    end
    return string.char(
        unmaskByte(a, 1),
        unmaskByte(b, 2),
        unmaskByte(c, 3),
        unmaskByte(d, 4)
    )
end
local function unmask(buffer, maskAt, endAt)
    for lane = 1, MASK_BYTES do
        local mask = string.byte(buffer, maskAt + lane - 1)
        local lower = mask % 16
        upperRows[lane] = mask - lower + 1
        lowerRows[lane] = lower * 16 + 1
    end
    local masked = string.sub(buffer, maskAt + MASK_BYTES, endAt)
    local payload = string.gsub(masked, "..?.?.?", unmaskGroup)
    return payload
end
local function decodeLength(buffer, at, short)
    if short < 126 then
        return short
    end
    local a, b, c, d, e, f, g, h = string.byte(buffer, at, at + 7)
    if short == 126 then
        if b == nil then
            return nil
        end
        local length = a * 256 + b
        return length < 126 and MALFORMED or length
    end
    if h == nil then
        return nil
    end
    if a > 127 then
        return MALFORMED
    end
    if a + b + c + d + e > 0 then
        return HUGE
    end
    local length = f * 65536 + g * 256 + h
    return length < 65536 and MALFORMED or length
end
local function bad(code)
    return {kind = "bad", code = code}
end
function ____exports.decodeFrame(buffer, at, maxDataBytes)
    local first, second = string.byte(buffer, at, at + 1)
    if first == nil then
        return MORE
    end
    local final = first > 127
    local opcode = first % 16
    local isControl = opcode >= 8
    if first % 128 > 15 or opcode % 8 > 2 then
        return bad(1002)
    end
    if isControl and not final then
        return bad(1002)
    end
    if second == nil then
        return MORE
    end
    local short = second - 128
    if short < 0 or isControl and short > MAX_CONTROL_BYTES then
        return bad(1002)
    end
    local length = decodeLength(buffer, at + 2, short)
    if length == nil then
        return MORE
    end
    if length == MALFORMED then
        return bad(1002)
    end
    if not isControl and length > maxDataBytes then
        return bad(1009)
    end
    local lengthBytes = short < 126 and 0 or (short == 126 and 2 or 8)
    local maskAt = at + 2 + lengthBytes
    local endAt = maskAt + MASK_BYTES + length - 1
    if #buffer < endAt then
        return MORE
    end
    local payload = unmask(buffer, maskAt, endAt)
    return {
        kind = "frame",
        opcode = opcode,
        final = final,
        payload = payload,
        nextAt = endAt + 1
    }
end
function ____exports.encodeFrame(opcode, payload)
    local size = #payload
    local first = 128 + opcode
    if size < 126 then
        return string.char(first, size) .. payload
    end
    local middle = math.floor(size / 256) % 256
    if size < 65536 then
        return string.char(first, 126, middle, size % 256) .. payload
    end
    local upper = math.floor(size / 65536) % 256
    local top = math.floor(size / 16777216)
    return string.char(
        first,
        127,
        0,
        0,
        0,
        0,
        top,
        upper,
        middle,
        size % 256
    ) .. payload
end
function ____exports.isCloseCode(code)
    if code >= 3000 then
        return code <= 4999
    end
    return code >= 1000 and code <= 1014 and (code < 1004 or code > 1006)
end
function ____exports.decodeClose(payload)
    if payload == "" then
        return {kind = "close", code = 1005, reason = ""}
    end
    local high, low = string.byte(payload, 1, 2)
    local code = high * 256 + (low or 0)
    if low == nil or not ____exports.isCloseCode(code) then
        return {kind = "bad", code = 1002}
    end
    local reason = string.sub(payload, 3)
    if not isValidUtf8(reason) then
        return {kind = "bad", code = 1007}
    end
    return {kind = "close", code = code, reason = reason}
end
function ____exports.encodeClose(code, reason)
    if code == 1005 then
        return ____exports.encodeFrame(8, "")
    end
    local text = toValidUtf8(reason)
    local size = math.min(#text, MAX_CONTROL_BYTES - 2)
    local following = string.byte(text, size + 1)
    while following ~= nil and following >= 128 and following < 192 do
        size = size - 1
        following = string.byte(text, size + 1)
    end
    local codeBytes = string.char(
        math.floor(code / 256),
        code % 256
    )
    return ____exports.encodeFrame(
        8,
        codeBytes .. string.sub(text, 1, size)
    )
end
return ____exports
