local ____exports = {}
local ____board_options = require("board_options")
local boardProblemOf = ____board_options.boardProblemOf
local ____guard = require("guard")
local attempt = ____guard.attempt
local lean = require("lean")
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local ____setup_flag = require("setup_flag")
local BUTTON_FLAG = ____setup_flag.BUTTON_FLAG
local lower = ____setup_flag.lower
local ____timer = require("timer")
local after = ____timer.after
____exports.boardProblemOf = boardProblemOf
local SETTLE_MS = 50
local function start(run)
    local ok, result = pcall(run)
    if ok then
        return result
    end
    warning(
        "board",
        "%s",
        tostring(result)
    )
    return nil
end
local function isAskedFor(options)
    local byButton = options.button ~= nil and lower(BUTTON_FLAG)
    if options.doubleReset ~= true then
        return byButton
    end
    local resets = lean.require("double_reset")
    package.loaded.double_reset = nil
    return resets.happened() or byButton
end
function ____exports.connectOrSetup(options, done)
    local wifiSetup = lean.require("wifi_setup")
    local problem = boardProblemOf(options)
    if problem ~= nil then
        warning("board", "%s", problem)
        attempt(
            "done",
            function() return done and done(nil, "invalid-options") end
        )
        return
    end
    local ____options_2 = options
    local statusLed = ____options_2.statusLed
    local button = ____options_2.button
    local led = start(function()
        if statusLed == nil then
            return nil
        end
        local light = lean.require("status_led")
        light.start(statusLed)
        return light
    end)
    local function ended(info, reason)
        if led ~= nil then
            led.show(info == nil and "failed" or "online")
        end
        if done ~= nil then
            done(info, reason)
        end
    end
    local function begin(isWanted)
        if isWanted == true then
            logInfo("board", "the setup was asked for")
            wifiSetup.setup(options, ended)
        else
            wifiSetup.connectOrSetup(options, ended)
        end
    end
    local isWanted = start(function() return isAskedFor(options) end)
    local isHeld = start(function()
        if button == nil then
            return nil
        end
        local part = lean.require("setup_button")
        return part.start(button)
    end)
    if isHeld == nil then
        begin(isWanted)
    else
        after(
            SETTLE_MS,
            function() return begin(isWanted == true or isHeld()) end
        )
    end
end
return ____exports
