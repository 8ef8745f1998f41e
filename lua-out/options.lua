local ____exports = {}
local AP_SECURITIES = {wpa2 = true, wpa3 = true, wpa2_wpa3 = true}
local MAX_ID_BYTES = 32
local KEY_DIGITS = 64
local SHORTEST_TIMEOUT_MS = 1000
local LONGEST_TIMEOUT_MS = 600000
local LONGEST_IDLE_MS = 2000000000
local MOST_NETWORKS = 8
local function isWithin(value, least, most)
    return type(value) == "number" and value >= least and value <= most
end
local function isText(value, leastBytes, mostBytes)
    return type(value) == "string" and isWithin(#value, leastBytes, mostBytes) and (string.find(value, "\0", 1, true)) == nil
end
local function isAddress(value)
    local a, b, c, d = string.match(
        tostring(value),
        "^(%d+)%.(%d+)%.(%d+)%.(%d+)$"
    )
    if a == nil then
        return false
    end
    for ____, part in ipairs({a, b, c, d}) do
        local byte = tonumber(part)
        if tostring(byte) ~= part or byte > 255 then
            return false
        end
    end
    local first = tonumber(a)
    local last = tonumber(d)
    return first > 0 and first ~= 127 and first < 224 and last > 0 and last < 255
end
local function isKey(value)
    return isText(value, KEY_DIGITS, KEY_DIGITS) and (string.find(value, "%X")) == nil
end
local function areKeys(value)
    local keys = value
    return type(value) == "table" and isKey(keys.public) and isKey(keys.secret)
end
function ____exports.hasLook(options)
    return (options.name or options.colour or options.logo or options.localName) ~= nil
end
local function partProblemOf(options, names, ask)
    for name in string.gmatch(names, "%a+") do
        if options[name] ~= nil then
            local ok, problem = pcall(ask, options)
            if ok then
                return problem
            end
            return (tostring(name) .. ": ") .. tostring(problem)
        end
    end
    return nil
end
local function lookProblemOf(options)
    local looks = require("look_options")
    return looks.lookProblemOf(options)
end
local function fieldsProblemOf(____bindingPattern0)
    local fieldsPage
    local fields
    fields = ____bindingPattern0.fields
    fieldsPage = ____bindingPattern0.fieldsPage
    local onDemand = require("on_demand")
    return onDemand.require("field_declaration", "optionsProblemOf", fields, fieldsPage)
end
function ____exports.joinProblemOf(options)
    local id = options.id
    local connectTimeoutMs = options.connectTimeoutMs
    local keepConnected = options.keepConnected
    if id ~= nil and not isText(id, 1, MAX_ID_BYTES) then
        return "id has to be 1 to 32 bytes of text"
    end
    if connectTimeoutMs ~= nil and not isWithin(connectTimeoutMs, SHORTEST_TIMEOUT_MS, LONGEST_TIMEOUT_MS) then
        return "connectTimeoutMs has to be 1000 to 600000"
    end
    if keepConnected ~= nil and type(keepConnected) ~= "boolean" then
        return "keepConnected has to be true or false"
    end
    return nil
end
function ____exports.problemOf(options)
    local apPassword = options.apPassword
    local apIp = options.apIp
    local idleTimeoutMs = options.idleTimeoutMs
    local message = options.message
    local apSecurity = options.apSecurity
    local setupCode = options.setupCode
    if apPassword ~= nil and not isText(apPassword, 8, 63) then
        return "apPassword has to be 8 to 63 characters; leave it out for an open access point"
    end
    if apSecurity ~= nil and apPassword == nil then
        return "apPassword is missing, without which apSecurity guards nothing"
    end
    if apSecurity ~= nil and AP_SECURITIES[apSecurity] == nil then
        return "apSecurity has to be wpa2, wpa3 or wpa2_wpa3"
    end
    if setupCode ~= nil and not isText(setupCode, 6, 32) then
        return "setupCode has to be 6 to 32 characters"
    end
    if options.sealKeys ~= nil and not areKeys(options.sealKeys) then
        return "sealKeys has to be a table with public and secret, 64 hexadecimal digits each"
    end
    for ____, name in ipairs({"sealedOnly", "improv"}) do
        local value = options[name]
        if value ~= nil and type(value) ~= "boolean" then
            return name .. " has to be true or false"
        end
    end
    if apIp ~= nil and not isAddress(apIp) then
        return "apIp has to be the IPv4 address of a device, such as 192.168.4.1"
    end
    if idleTimeoutMs ~= nil and not isWithin(idleTimeoutMs, SHORTEST_TIMEOUT_MS, LONGEST_IDLE_MS) then
        return "idleTimeoutMs has to be 1000 to 2000000000"
    end
    if options.maxNetworks ~= nil and not isWithin(options.maxNetworks, 1, MOST_NETWORKS) then
        return "maxNetworks has to be 1 to 8"
    end
    if message ~= nil and type(message) ~= "function" then
        return "message has to be a function"
    end
    return partProblemOf(options, "fields fieldsPage", fieldsProblemOf) or partProblemOf(options, "name colour logo localName", lookProblemOf) or ____exports.joinProblemOf(options)
end
return ____exports
