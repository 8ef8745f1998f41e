local ____exports = {}
local ____field_declaration = require("field_declaration")
local problemOf = ____field_declaration.problemOf
local ____field_record_codec = require("field_record_codec")
local decodeRecord = ____field_record_codec.decodeRecord
local encodeRecord = ____field_record_codec.encodeRecord
local ____field_value = require("field_value")
local defaultText = ____field_value.defaultText
local toValue = ____field_value.toValue
local wanted = ____field_value.wanted
local ____flash_files = require("flash_files")
local exists = ____flash_files.exists
local ____safe_file = require("safe_file")
local namesWith = ____safe_file.namesWith
local read = ____safe_file.read
local remove = ____safe_file.remove
local replace = ____safe_file.replace
local RECORD_FILE = "wifi_setup_fields.txt"
local SECRET_PREFIX = "fieldkey_"
local SETTINGS_FILE = "settings.lua"
local function secretFile(name, which)
    return string.format("%s%s.%d", SECRET_PREFIX, name, which)
end
local function load()
    local text = read(RECORD_FILE)
    local ____temp_0
    if text == nil then
        ____temp_0 = nil
    else
        ____temp_0 = decodeRecord(text)
    end
    return ____temp_0 or ({texts = {}, secrets = {}})
end
local function textOf(record, field)
    local ____temp_1
    if field.type == "password" then
        ____temp_1 = record.secrets[field.name]
    else
        ____temp_1 = nil
    end
    local which = ____temp_1
    local ____temp_2
    if which == nil then
        ____temp_2 = record.texts[field.name]
    else
        ____temp_2 = read(secretFile(field.name, which))
    end
    local text = ____temp_2
    return text ~= nil and wanted(field, text) == nil and text or nil
end
function ____exports.presentTexts(fields)
    local record = load()
    local texts = {}
    for ____, field in ipairs(fields) do
        local text = textOf(record, field)
        if text ~= nil then
            texts[field.name] = field.type == "password" and "" or text
        end
    end
    return texts
end
function ____exports.lacksValues(fields)
    if problemOf(fields) ~= nil then
        return false
    end
    local record = load()
    for ____, field in ipairs(fields) do
        local text = textOf(record, field) or defaultText(field)
        if field.required == true and text == nil then
            return true
        end
    end
    return false
end
local function declared(fields)
    local list = fields
    if list == nil and exists(SETTINGS_FILE) then
        local ____opt_3 = dofile(SETTINGS_FILE)
        list = ____opt_3 and ____opt_3.fields
    end
    local problem = problemOf(list)
    if problem ~= nil then
        error(problem, 0)
    end
    return list
end
function ____exports.readValues(fields)
    local list = declared(fields)
    local record = load()
    local values = {}
    for ____, field in ipairs(list) do
        local text = textOf(record, field) or defaultText(field)
        if text ~= nil then
            values[field.name] = toValue(field, text)
        end
    end
    return values
end
local function tidy(record)
    for ____, fileName in ipairs(namesWith(SECRET_PREFIX)) do
        local name, which = string.match(fileName, ("^" .. SECRET_PREFIX) .. "([%w_]+)%.([12])")
        if name ~= nil and record.secrets[name] ~= tonumber(which, 10) then
            remove(secretFile(
                name,
                tonumber(which, 10)
            ))
        end
    end
end
local function isSecret(fields, name)
    for ____, field in ipairs(fields) do
        if field.name == name then
            return field.type == "password"
        end
    end
    return false
end
function ____exports.keep(fields, changed)
    local record = load()
    local texts = record.texts
    local secrets = record.secrets
    local isWritten = true
    for name, text in pairs(changed) do
        do
            local __continue30
            repeat
                local which = secrets[name] == 1 and 2 or 1
                local ____texts_5 = texts
                local ____name_6 = name
                secrets[name] = nil
                ____texts_5[____name_6] = nil
                if text == "" then
                    __continue30 = true
                    break
                end
                if not isSecret(fields, name) then
                    texts[name] = text
                else
                    isWritten = isWritten and replace(
                        secretFile(name, which),
                        text
                    )
                    secrets[name] = which
                end
                __continue30 = true
            until true
            if not __continue30 then
                break
            end
        end
    end
    local isKept = isWritten and replace(
        RECORD_FILE,
        encodeRecord(record)
    )
    tidy(isKept and record or load())
    return isKept
end
function ____exports.forget()
    remove(RECORD_FILE)
    tidy({texts = {}, secrets = {}})
end
return ____exports
