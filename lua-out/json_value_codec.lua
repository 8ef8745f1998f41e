local ____exports = {}
local fail, skipSpace, take, encodePoint, readUnit, readEscape, readString, readNumber, readArray, readObject, readValue, isArray, writeNumber, writeTable, write, MAX_DEPTH, ESCAPES, LITERALS
local ____json_codec = require("json_codec")
local encodeString = ____json_codec.encodeString
function fail(source, what)
    error(
        string.format("%s at %d", what, source.at),
        0
    )
end
function skipSpace(source)
    local ____, ____end = string.find(source.text, "^[ \t\r\n]*", source.at)
    source.at = (____end or source.at - 1) + 1
    return string.sub(source.text, source.at, source.at)
end
function take(source, pattern)
    local found = string.match(source.text, pattern, source.at)
    if found ~= nil then
        source.at = source.at + #found
    end
    return found
end
function encodePoint(point)
    if point < 128 then
        return string.char(point)
    end
    local low = 128 + point % 64
    local rest = math.floor(point / 64)
    if point < 2048 then
        return string.char(192 + rest, low)
    end
    local middle = 128 + rest % 64
    local high = math.floor(rest / 64)
    if point < 65536 then
        return string.char(224 + high, middle, low)
    end
    return string.char(
        240 + math.floor(high / 64),
        128 + high % 64,
        middle,
        low
    )
end
function readUnit(source)
    local digits = take(source, "^%x%x%x%x")
    if digits == nil then
        fail(source, "four hexadecimal digits expected")
    end
    return tonumber(digits, 16)
end
function readEscape(source)
    local letter = string.sub(source.text, source.at, source.at)
    source.at = source.at + 1
    if letter ~= "u" then
        return ESCAPES[letter] or fail(source, "unknown escape")
    end
    local unit = readUnit(source)
    if unit < 55296 or unit > 57343 then
        return encodePoint(unit)
    end
    if unit > 56319 or take(source, "^\\u") == nil then
        fail(source, "lone surrogate")
    end
    local second = readUnit(source)
    if second < 56320 or second > 57343 then
        fail(source, "lone surrogate")
    end
    return encodePoint(65536 + (unit - 55296) * 1024 + (second - 56320))
end
function readString(source)
    local parts = {}
    source.at = source.at + 1
    while true do
        local plain = take(source, "^[^\"\\%c]+")
        if plain ~= nil then
            parts[#parts + 1] = plain
        end
        local next = string.sub(source.text, source.at, source.at)
        source.at = source.at + 1
        if next == "\"" then
            return table.concat(parts)
        end
        if next == string.char(127) then
            parts[#parts + 1] = next
        elseif next == "\\" then
            parts[#parts + 1] = readEscape(source)
        else
            fail(source, "string without end")
        end
    end
end
function readNumber(source)
    local text = take(source, "^-?%d+%.?%d*[eE]?[+-]?%d*")
    local ____temp_0
    if text == nil then
        ____temp_0 = nil
    else
        ____temp_0 = tonumber(text)
    end
    local number = ____temp_0
    if number == nil or string.match(text, "^-?0%d") ~= nil then
        fail(source, "unexpected character")
    end
    if string.match(text, "%.$") ~= nil or string.match(text, "%.[eE]") ~= nil then
        fail(source, "digits expected")
    end
    return number
end
function readArray(source, depth)
    local values = {}
    source.at = source.at + 1
    if skipSpace(source) == "]" then
        source.at = source.at + 1
        return values
    end
    while true do
        values[#values + 1] = readValue(source, depth)
        local next = skipSpace(source)
        source.at = source.at + 1
        if next == "]" then
            return values
        end
        if next ~= "," then
            fail(source, "comma expected")
        end
    end
end
function readObject(source, depth)
    local fields = {}
    source.at = source.at + 1
    if skipSpace(source) == "}" then
        source.at = source.at + 1
        return fields
    end
    while true do
        if skipSpace(source) ~= "\"" then
            fail(source, "name expected")
        end
        local name = readString(source)
        if skipSpace(source) ~= ":" then
            fail(source, "colon expected")
        end
        source.at = source.at + 1
        fields[name] = readValue(source, depth)
        local next = skipSpace(source)
        source.at = source.at + 1
        if next == "}" then
            return fields
        end
        if next ~= "," then
            fail(source, "comma expected")
        end
    end
end
function readValue(source, depth)
    if depth > MAX_DEPTH then
        fail(source, "nested too deeply")
    end
    local first = skipSpace(source)
    if first == "{" then
        return readObject(source, depth + 1)
    end
    if first == "[" then
        return readArray(source, depth + 1)
    end
    if first == "\"" then
        return readString(source)
    end
    local word = take(source, "^%a+")
    if word == nil then
        return readNumber(source)
    end
    local value = LITERALS[word]
    if value == nil then
        fail(source, "unexpected word")
    end
    return value
end
function isArray(value)
    local length = #value
    local count = 0
    for _ in pairs(value) do
        count = count + 1
    end
    return count == length and value ~= ____exports.EMPTY_OBJECT
end
function writeNumber(value)
    if value ~= value or value == math.huge or value == -math.huge then
        return "null"
    end
    if value % 1 == 0 and value >= -2147483648 and value < 2147483648 then
        return string.format("%d", value)
    end
    return string.format("%.9g", value)
end
function writeTable(value, depth)
    if value == ____exports.NULL then
        return "null"
    end
    if depth > MAX_DEPTH then
        error("nested too deeply", 0)
    end
    local parts = {}
    if isArray(value) then
        for ____, item in ipairs(value) do
            parts[#parts + 1] = write(item, depth + 1)
        end
        return ("[" .. table.concat(parts, ",")) .. "]"
    end
    for name, item in pairs(value) do
        parts[#parts + 1] = (encodeString(tostring(name)) .. ":") .. write(item, depth + 1)
    end
    table.sort(parts)
    return ("{" .. table.concat(parts, ",")) .. "}"
end
function write(value, depth)
    local kind = type(value)
    if kind == "string" then
        return encodeString(value)
    end
    if kind == "number" then
        return writeNumber(value)
    end
    if kind == "boolean" then
        return tostring(value)
    end
    if kind == "table" then
        return writeTable(value, depth)
    end
    if value == nil then
        return "null"
    end
    error(("a " .. kind) .. " can't be written as JSON", 0)
end
____exports.NULL = {}
____exports.EMPTY_OBJECT = {}
MAX_DEPTH = 20
ESCAPES = {
    b = "\b",
    f = "\f",
    n = "\n",
    r = "\r",
    t = "\t",
    ["\""] = "\"",
    ["\\"] = "\\",
    ["/"] = "/"
}
LITERALS = {["true"] = true, ["false"] = false, null = ____exports.NULL}
local function readAll(text)
    local source = {text = text, at = 1}
    local value = readValue(source, 1)
    if skipSpace(source) ~= "" then
        fail(source, "unexpected text")
    end
    return value
end
function ____exports.decode(text)
    local ok, value = pcall(readAll, text)
    if ok then
        return value, nil
    end
    return nil, tostring(value)
end
function ____exports.encode(value)
    return write(value, 1)
end
return ____exports
