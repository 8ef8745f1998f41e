local ____exports = {}
local LONGEST = 64
local MOST_REPEATS = 32
local MOST_ENDLESS = 2
local MOST_OPTIONAL = 2
local function classOf(inside)
    if inside == "" or (string.find(inside, "[^ -~]")) ~= nil then
        return nil
    end
    if (string.find(inside, "[%^%[%]\\]")) ~= nil then
        return nil
    end
    local ranges = string.gsub(inside, "%w%-%w", "")
    if (string.find(ranges, ".%-.")) ~= nil then
        return nil
    end
    for first, last in string.gmatch(inside, "(%w)%-(%w)") do
        if first > last then
            return nil
        end
    end
    local parts = {}
    local at = 1
    while at <= #inside do
        local range = string.match(inside, "^%w%-%w", at)
        local character = string.sub(inside, at, at)
        if range ~= nil then
            parts[#parts + 1] = range
        else
            parts[#parts + 1] = (string.find(character, "%w")) == nil and "%" .. character or character
        end
        at = at + (range == nil and 1 or 3)
    end
    return ("[" .. table.concat(parts)) .. "]"
end
local function itemAt(pattern, at)
    local inside = string.match(pattern, "^%[([^%]]*)%]", at)
    if inside ~= nil then
        return classOf(inside), at + #inside + 2
    end
    local character = string.sub(pattern, at, at)
    if (string.find(character, "[%w ]")) ~= nil then
        return character, at + 1
    end
    if (string.find(character, "[!-~]")) == nil then
        return nil, at
    end
    if (string.find("[](){}|\\^$.*+?", character, 1, true)) ~= nil then
        return nil, at
    end
    return "%" .. character, at + 1
end
function ____exports.toLua(pattern)
    if pattern == "" or #pattern > LONGEST then
        return nil
    end
    local parts = {}
    local endless = 0
    local optional = 0
    local at = 1
    while at <= #pattern do
        local item, next = itemAt(pattern, at)
        if item == nil then
            return nil
        end
        local sign = string.match(pattern, "^[*+?]", next)
        local digits = string.match(pattern, "^{(%d%d?)}", next)
        local count = tonumber(digits or "1", 10)
        if count < 1 or count > MOST_REPEATS then
            return nil
        end
        if sign == "?" then
            optional = optional + 1
        elseif sign ~= nil then
            endless = endless + 1
        end
        parts[#parts + 1] = string.rep(item, count) .. (sign or "")
        at = next + (digits ~= nil and #digits + 2 or (sign ~= nil and 1 or 0))
    end
    if endless > MOST_ENDLESS or optional > MOST_OPTIONAL then
        return nil
    end
    return ("^" .. table.concat(parts)) .. "$"
end
return ____exports
