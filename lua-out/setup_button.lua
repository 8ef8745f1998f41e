local ____exports = {}
local lean = require("lean")
local following = false
local function released()
    following = false
end
local function follow(pin, pressed)
    local isSetup = lean.marks.programs ~= nil
    local phase = lean.require("setup_phase")
    phase.mark()
    local press = lean.require("button_press")
    if not isSetup then
        phase.release()
    end
    press.follow(
        function() return gpio.read(pin) == pressed end,
        released
    )
    following = true
end
function ____exports.start(options)
    local ____options_0 = options
    local pin = ____options_0.pin
    local pressed = options.activeHigh == true and 1 or 0
    local pull = pressed == 1 and gpio.PULL_DOWN or gpio.PULL_UP
    gpio.config({gpio = pin, dir = gpio.IN, pull = pull})
    gpio.trig(
        pin,
        pressed == 1 and gpio.INTR_UP or gpio.INTR_DOWN,
        function()
            if not following then
                pcall(follow, pin, pressed)
            end
        end
    )
    return function() return gpio.read(pin) == pressed end
end
return ____exports
