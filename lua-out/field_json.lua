local ____exports = {}
local ____field_value = require("field_value")
local defaultText = ____field_value.defaultText
local formatNumber = ____field_value.formatNumber
local optionValue = ____field_value.optionValue
local ____json_codec = require("json_codec")
local encodeString = ____json_codec.encodeString
local ____portal_words = require("portal_words")
local defuse = ____portal_words.defuse
local toJsonEscape = ____portal_words.toJsonEscape
local function jsonText(text)
    return defuse(
        encodeString(text),
        toJsonEscape
    )
end
local function jsonWords(words)
    if type(words) == "string" then
        return jsonText(words)
    end
    local members = {}
    for language, text in pairs(words) do
        members[#members + 1] = (jsonText(language) .. ":") .. jsonText(text)
    end
    table.sort(members)
    return ("{" .. table.concat(members, ",")) .. "}"
end
local function jsonOptions(field)
    local rows = {}
    for ____, option in ipairs(field.options) do
        local value = optionValue(option)
        local label = type(option) == "string" and value or (option.label or value)
        rows[#rows + 1] = ((("[" .. jsonText(value)) .. ",") .. jsonWords(label)) .. "]"
    end
    return ("[" .. table.concat(rows, ",")) .. "]"
end
function ____exports.describeField(field, present, isShown)
    local members = {(((("\"name\":\"" .. field.name) .. "\",\"type\":\"") .. field.type) .. "\",\"label\":") .. jsonWords(field.label)}
    local function addNumber(name, value)
        if value ~= nil then
            members[#members + 1] = (("\"" .. name) .. "\":") .. formatNumber(value)
        end
    end
    local function addText(name, value)
        if value ~= nil then
            members[#members + 1] = (("\"" .. name) .. "\":") .. jsonText(value)
        end
    end
    if field.help ~= nil then
        members[#members + 1] = "\"help\":" .. jsonWords(field.help)
    end
    if field.required == true then
        members[#members + 1] = "\"required\":true"
    end
    if field.type == "number" then
        addNumber("min", field.min)
        addNumber("max", field.max)
        addNumber("step", field.step)
    elseif field.type == "choice" then
        members[#members + 1] = "\"options\":" .. jsonOptions(field)
    elseif field.type ~= "switch" then
        addNumber("minLength", field.minLength)
        addNumber("maxLength", field.maxLength)
    end
    if field.type == "text" then
        addText("pattern", field.pattern)
        addText("format", field.format)
    end
    addText(
        "default",
        defaultText(field)
    )
    if present ~= nil then
        if isShown and field.type ~= "password" then
            addText("value", present)
        else
            members[#members + 1] = "\"kept\":true"
        end
    end
    return ("{" .. table.concat(members, ",")) .. "}"
end
return ____exports
