local ____exports = {}
local ____field_format = require("field_format")
local hasFormat = ____field_format.hasFormat
local ____field_pattern = require("field_pattern")
local toLua = ____field_pattern.toLua
local ____utf8_codec = require("utf8_codec")
local isValidUtf8 = ____utf8_codec.isValidUtf8
____exports.ON = "1"
____exports.OFF = "0"
local MAX_NUMBER_BYTES = 16
local STEP_SLACK = 0.02
function ____exports.isWhole(value)
    return value == math.floor(value)
end
function ____exports.formatNumber(value)
    return ____exports.isWhole(value) and string.format("%d", value) or string.format("%.6g", value)
end
function ____exports.plainWords(words)
    if type(words) == "string" then
        return words
    end
    local tag = words.en == nil and "" or "en"
    for language in pairs(words) do
        if tag == "" or tag ~= "en" and language < tag then
            tag = language
        end
    end
    return words[tag] or ""
end
function ____exports.fitsRange(field, value)
    if value < field.min or value > field.max then
        return false
    end
    local step = field.step or 1
    if ____exports.isWhole(step) and ____exports.isWhole(field.min) then
        return ____exports.isWhole(value) and (math.floor(value) - math.floor(field.min)) % math.floor(step) == 0
    end
    local steps = (value - field.min) / step
    return math.abs(steps - math.floor(steps + 0.5)) < STEP_SLACK
end
local function readNumber(text)
    if #text > MAX_NUMBER_BYTES then
        return nil
    end
    local isNumber = (string.find(text, "^-?%d+$")) ~= nil or (string.find(text, "^-?%d*%.%d+$")) ~= nil
    local ____isNumber_0
    if isNumber then
        ____isNumber_0 = tonumber(text)
    else
        ____isNumber_0 = nil
    end
    return ____isNumber_0
end
local function hasFraction(text)
    return (string.find(text, "%.%d*[1-9]")) ~= nil
end
local function numberProblem(field, text)
    local value = readNumber(text)
    local step = field.step or 1
    local isFine = not (____exports.isWhole(step) and ____exports.isWhole(field.min) and hasFraction(text))
    if isFine and value ~= nil and ____exports.fitsRange(field, value) then
        return nil
    end
    local range = (("a number from " .. ____exports.formatNumber(field.min)) .. " to ") .. ____exports.formatNumber(field.max)
    return step == 1 and ____exports.isWhole(field.min) and range .. ", without a fraction" or (range .. ", in steps of ") .. ____exports.formatNumber(step)
end
function ____exports.optionValue(option)
    return type(option) == "string" and option or option.value
end
local function choiceProblem(field, text)
    for ____, option in ipairs(field.options) do
        if ____exports.optionValue(option) == text then
            return nil
        end
    end
    return "one of the choices"
end
local function lineProblem(minLength, maxLength, text)
    local least = minLength or 1
    local most = maxLength or 64
    if #text < least or #text > most then
        return ((____exports.formatNumber(least) .. " to ") .. ____exports.formatNumber(most)) .. " characters; accents and emoji count as several"
    end
    if (string.find(text, "%c")) ~= nil or not isValidUtf8(text) then
        return "one line of text"
    end
    return nil
end
local function textProblem(field, text)
    local problem = lineProblem(field.minLength, field.maxLength, text)
    if problem ~= nil then
        return problem
    end
    local ____field_1 = field
    local format = ____field_1.format
    local pattern = ____field_1.pattern
    local fits = (format == nil or hasFormat(text, format)) and (pattern == nil or (string.find(
        text,
        toLua(pattern)
    )) ~= nil)
    local ____fits_2
    if fits then
        ____fits_2 = nil
    else
        ____fits_2 = "the form that is asked for"
    end
    return ____fits_2
end
function ____exports.wanted(field, text)
    repeat
        local ____switch27 = field.type
        local ____cond27 = ____switch27 == "number"
        if ____cond27 then
            return numberProblem(field, text)
        end
        ____cond27 = ____cond27 or ____switch27 == "choice"
        if ____cond27 then
            return choiceProblem(field, text)
        end
        ____cond27 = ____cond27 or ____switch27 == "switch"
        if ____cond27 then
            local ____temp_3
            if text == ____exports.ON or text == ____exports.OFF then
                ____temp_3 = nil
            else
                ____temp_3 = "on or off"
            end
            return ____temp_3
        end
        ____cond27 = ____cond27 or ____switch27 == "password"
        if ____cond27 then
            return lineProblem(field.minLength, field.maxLength, text)
        end
        ____cond27 = ____cond27 or ____switch27 == "text"
        if ____cond27 then
            return textProblem(field, text)
        end
    until true
end
function ____exports.toValue(field, text)
    if field.type == "number" then
        local value = readNumber(text)
        return ____exports.isWhole(value) and math.floor(value) or value
    end
    local ____temp_4
    if field.type == "switch" then
        ____temp_4 = text == ____exports.ON
    else
        ____temp_4 = text
    end
    return ____temp_4
end
function ____exports.defaultText(field)
    if field.type == "password" then
        return nil
    end
    if field.type == "switch" then
        return field.default == true and ____exports.ON or ____exports.OFF
    end
    if field.type == "number" then
        local ____temp_5
        if field.default == nil then
            ____temp_5 = nil
        else
            ____temp_5 = ____exports.formatNumber(field.default)
        end
        return ____temp_5
    end
    return field.default
end
return ____exports
