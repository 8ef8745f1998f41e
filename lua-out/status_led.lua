local ____exports = {}
local lean = require("lean")
local light
local player
local function rest()
    player = nil
end
local function play(state, portal)
    if light == nil then
        return
    end
    if player == nil then
        player = lean.require("led_player")
        package.loaded.led_player = nil
        player.begin(light, rest)
    end
    player.show(state, portal)
end
function ____exports.show(state, portal)
    pcall(play, state, portal)
end
function ____exports.start(options)
    local ____options_0 = options
    local pin = ____options_0.pin
    local on = options.activeLow == true and 0 or 1
    gpio.write(pin, 1 - on)
    gpio.config({gpio = pin, dir = gpio.OUT})
    light = function(isOn) return gpio.write(pin, isOn and on or 1 - on) end
    ____exports.show("joining")
end
function ____exports.stop()
    if player ~= nil then
        player["end"]()
    end
    player = nil
    light = player
end
return ____exports
