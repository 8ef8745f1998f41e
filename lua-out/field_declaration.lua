local ____exports = {}
local ____field_format = require("field_format")
local isFormat = ____field_format.isFormat
local ____field_pattern = require("field_pattern")
local toLua = ____field_pattern.toLua
local ____field_value = require("field_value")
local defaultText = ____field_value.defaultText
local isWhole = ____field_value.isWhole
local optionValue = ____field_value.optionValue
local wanted = ____field_value.wanted
local MOST_FIELDS = 24
local LONGEST_NAME = 15
local LONGEST_LABEL = 80
local LONGEST_HELP = 200
local LONGEST_TEXT = 200
local LONGEST_VALUE = 32
local MOST_OPTIONS = 32
local LARGEST_NUMBER = 1000000000
local MOST_STEPS = 100000
local MOST_FORM_BYTES = 3072
local FORM_BYTES_PER_BYTE = 3
local FORM_BYTES_PER_FIELD = 8
local COMMON_KEYS = "name type label help required"
local KEYS = {
    text = "default minLength maxLength pattern format",
    number = "min max step default",
    choice = "options default",
    switch = "default",
    password = "minLength maxLength"
}
local function isText(value, most)
    return type(value) == "string" and value ~= "" and #value <= most
end
local function isWords(value, most)
    if type(value) ~= "table" then
        return isText(value, most)
    end
    local count = 0
    for language, text in pairs(value) do
        if type(language) ~= "string" or not isText(text, most) then
            return false
        end
        count = count + 1
    end
    return count > 0
end
local function isNumber(value)
    return type(value) == "number" and value == value and math.abs(value) <= LARGEST_NUMBER
end
local function isLength(value)
    if not isNumber(value) then
        return false
    end
    local length = value
    return isWhole(length) and length >= 1 and length <= LONGEST_TEXT
end
local function unknownKey(field)
    local known = (((" " .. COMMON_KEYS) .. " ") .. KEYS[field.type]) .. " "
    for key in pairs(field) do
        if (string.find(
            known,
            (" " .. tostring(key)) .. " ",
            1,
            true
        )) == nil then
            return tostring(key)
        end
    end
    return nil
end
local function lengthProblem(minLength, maxLength)
    local ____minLength_0 = minLength
    if ____minLength_0 == nil then
        ____minLength_0 = 1
    end
    local least = ____minLength_0
    local ____maxLength_1 = maxLength
    if ____maxLength_1 == nil then
        ____maxLength_1 = 64
    end
    local most = ____maxLength_1
    if not isLength(least) or not isLength(most) or least > most then
        return "minLength and maxLength have to be 1 to 200, in this order"
    end
    return nil
end
local function textProblem(field)
    if field.format ~= nil and not isFormat(field.format) then
        return "format has to be hostname, ipv4, email, url or hex"
    end
    if field.pattern == nil then
        return nil
    end
    if type(field.pattern) ~= "string" or toLua(field.pattern) == nil then
        return "pattern holds what browser and device can't both match"
    end
    return nil
end
local function numberProblem(field)
    local ____field_2 = field
    local min = ____field_2.min
    local max = ____field_2.max
    local step = field.step or 1
    if not isNumber(min) or not isNumber(max) or min >= max then
        return "min has to be below max"
    end
    if not isNumber(step) or step <= 0 or step > max - min then
        return "step has to fit between min and max"
    end
    local isFine = isWhole(step) and isWhole(min) or (max - min) / step <= MOST_STEPS
    local ____isFine_3
    if isFine then
        ____isFine_3 = nil
    else
        ____isFine_3 = "step makes more than 100000 steps"
    end
    return ____isFine_3
end
local function choiceProblem(field)
    local ____field_4 = field
    local options = ____field_4.options
    if type(options) ~= "table" or #options < 1 or #options > MOST_OPTIONS then
        return "options have to be 1 to 32"
    end
    local seen = {}
    for ____, option in ipairs(options) do
        local isPlain = type(option) == "string"
        if not isPlain and type(option) ~= "table" then
            return "an option has to be a text or a table"
        end
        local value = optionValue(option)
        if not isText(value, LONGEST_VALUE) or (string.find(value, "%c")) ~= nil then
            return "the value of an option has to be 1 to 32 bytes of text"
        end
        if seen[value] ~= nil then
            return "two options have the same value"
        end
        seen[value] = true
        local ____isPlain_5
        if isPlain then
            ____isPlain_5 = nil
        else
            ____isPlain_5 = option.label
        end
        local label = ____isPlain_5
        if label ~= nil and not isWords(label, LONGEST_LABEL) then
            return "the label of an option has to be 1 to 80 bytes of text"
        end
    end
    return nil
end
local DEFAULT_TYPES = {
    text = "string",
    number = "number",
    choice = "string",
    switch = "boolean",
    password = "nil"
}
local function defaultProblem(field)
    local given = field.default
    if given == nil then
        return nil
    end
    if type(given) ~= DEFAULT_TYPES[field.type] then
        return "default is of another type"
    end
    if type(given) == "number" and not isNumber(given) then
        return "default has to be a number"
    end
    local problem = wanted(
        field,
        defaultText(field)
    )
    local ____temp_6
    if problem == nil then
        ____temp_6 = nil
    else
        ____temp_6 = "default has to be " .. problem
    end
    return ____temp_6
end
local function kindProblem(field)
    repeat
        local ____switch35 = field.type
        local ____cond35 = ____switch35 == "text"
        if ____cond35 then
            return lengthProblem(field.minLength, field.maxLength) or textProblem(field)
        end
        ____cond35 = ____cond35 or ____switch35 == "password"
        if ____cond35 then
            return lengthProblem(field.minLength, field.maxLength)
        end
        ____cond35 = ____cond35 or ____switch35 == "number"
        if ____cond35 then
            return numberProblem(field)
        end
        ____cond35 = ____cond35 or ____switch35 == "choice"
        if ____cond35 then
            return choiceProblem(field)
        end
        ____cond35 = ____cond35 or ____switch35 == "switch"
        if ____cond35 then
            return nil
        end
    until true
end
local function fieldProblem(field)
    if KEYS[tostring(field.type)] == nil then
        return "type has to be text, number, choice, switch or password"
    end
    local key = unknownKey(field)
    if key ~= nil then
        return (key .. " means nothing for a ") .. field.type
    end
    if not isWords(field.label, LONGEST_LABEL) then
        return "label has to be 1 to 80 bytes of text, or a table of them by language"
    end
    if field.help ~= nil and not isWords(field.help, LONGEST_HELP) then
        return "help has to be 1 to 200 bytes of text, or a table of them by language"
    end
    if field.required ~= nil and type(field.required) ~= "boolean" then
        return "required has to be true or false"
    end
    return kindProblem(field) or defaultProblem(field)
end
local function formBytes(field)
    local bytes = (field.type == "text" or field.type == "password") and (field.maxLength or 64) or LONGEST_VALUE
    return bytes * FORM_BYTES_PER_BYTE + #field.name + FORM_BYTES_PER_FIELD
end
function ____exports.problemOf(fields)
    if type(fields) ~= "table" then
        return "fields has to be a list"
    end
    local list = fields
    if #list < 1 or #list > MOST_FIELDS then
        return "fields has to be a list of 1 to 24"
    end
    local seen = {}
    local bytes = 0
    for index = 1, #list do
        local field = list[index]
        if type(field) ~= "table" then
            return ("fields: number " .. tostring(index)) .. " has to be a table"
        end
        local name = field.name
        local isName = isText(name, LONGEST_NAME) and (string.find(name, "^%a[%w_]*$")) ~= nil
        if not isName then
            return ("fields: the name of number " .. tostring(index)) .. " has to be a letter, then letters, digits and _"
        end
        if seen[name] ~= nil then
            return ("fields: " .. name) .. " is there twice"
        end
        seen[name] = true
        local problem = fieldProblem(field)
        if problem ~= nil then
            return (("fields: " .. name) .. ": ") .. problem
        end
        bytes = bytes + formBytes(field)
    end
    return bytes > MOST_FORM_BYTES and "fields: all together are too long; shorten maxLength" or nil
end
function ____exports.optionsProblemOf(fields, fieldsPage)
    if fieldsPage ~= nil and type(fieldsPage) ~= "boolean" then
        return "fieldsPage has to be true or false"
    end
    local ____temp_7
    if fields == nil then
        ____temp_7 = nil
    else
        ____temp_7 = ____exports.problemOf(fields)
    end
    return ____temp_7
end
return ____exports
