local ____exports = {}
local ____flash_files = require("flash_files")
local exists = ____flash_files.exists
local lean = require("lean")
local ____logger = require("logger")
local warning = ____logger.warning
local ____options = require("options")
local problemOf = ____options.problemOf
local SETTINGS_FILE = "settings.lua"
local NAMES = " id apPassword apSecurity setupCode sealKeys sealedOnly improv apIp message connectTimeoutMs idleTimeoutMs " .. "maxNetworks keepConnected name colour logo localName fields fieldsPage statusLed button doubleReset "
local function partsOf(____bindingPattern0)
    local doubleReset
    local button
    local statusLed
    statusLed = ____bindingPattern0.statusLed
    button = ____bindingPattern0.button
    doubleReset = ____bindingPattern0.doubleReset
    if statusLed == nil and button == nil and doubleReset == nil then
        return nil
    end
    local ok, parts = lean.pcall(function() return require("board_parts") end)
    if ok then
        return parts
    end
    warning(
        "boot",
        "%s",
        tostring(parts)
    )
    return nil
end
local GUARDS = {apPassword = "^a?p*_?pass?w?o?r?[dt]?$", setupCode = "^setup_?c", sealKeys = "^seal_?k", sealedOnly = "^seale?d?_?o"}
local function warnOfStrangers(settings, options)
    for name in pairs(settings) do
        local text = tostring(name)
        local at = string.find(NAMES, (" " .. text) .. " ", 1, true)
        if at == nil then
            warning("boot", "%s: %s is not an option", SETTINGS_FILE, text)
            for guard, start in pairs(GUARDS) do
                local isMeant = string.find(
                    string.lower(text),
                    start
                )
                if isMeant ~= nil then
                    if options[guard] == nil then
                        options[guard] = 0
                    end
                end
            end
        end
    end
end
local function usable(settings)
    local options = {}
    for name in string.gmatch(NAMES, "%S+") do
        options[name] = rawget(settings, name)
    end
    warnOfStrangers(settings, options)
    local parts = partsOf(options)
    if parts == nil then
        options.doubleReset = nil
        options.button = nil
        options.statusLed = nil
    end
    local function check()
        return parts and parts.boardProblemOf(options) or problemOf(options)
    end
    local problem = check()
    while problem ~= nil do
        warning("boot", "%s: %s", SETTINGS_FILE, problem)
        local name = string.match(problem, "^%a+")
        if GUARDS[name] ~= nil then
            return options
        end
        options[name] = nil
        problem = check()
    end
    return options
end
local function readSettings()
    if not exists(SETTINGS_FILE) then
        return {}
    end
    local ok, settings = pcall(function() return dofile(SETTINGS_FILE) end)
    if ok and type(settings) == "table" then
        return usable(settings)
    end
    local message = tostring(settings)
    local line = string.match(message, "^[^:]*:(%d+):")
    local where = line == nil and "" or ", error in line " .. line
    local problem = ok and "it has to return a table" or "it can't be read" .. where
    warning("boot", "%s is not used: %s", SETTINGS_FILE, problem)
    local broken = lean.require("broken_settings")
    local isKnown, isGuarded = pcall(broken.mayBeGuarded, SETTINGS_FILE, GUARDS, message)
    if isKnown and not isGuarded then
        return {}
    end
    warning("boot", "no setup network until it is mended: it may ask for a password or a code")
    return nil
end
function ____exports.run()
    local wifiSetup = lean.require("wifi_setup")
    local settings = readSettings()
    local function done(info)
        if info == nil then
            return
        end
        local application = lean.require("application")
        application.run()
    end
    if settings == nil then
        wifiSetup.connect({}, done)
    else
        (partsOf(settings) or wifiSetup).connectOrSetup(settings, done)
    end
end
return ____exports
