local ____exports = {}
local ____logger = require("logger")
local info = ____logger.info
local ____planned_restart = require("planned_restart")
local restart = ____planned_restart.restart
local ____setup_flag = require("setup_flag")
local BUTTON_FLAG = ____setup_flag.BUTTON_FLAG
local raise = ____setup_flag.raise
local ____timer = require("timer")
local every = ____timer.every
local TICK_MS = 50
local SHORT_MS = 1000
local LONG_MS = 5000
local RELEASED_TICKS = 2
local FORGETTING_MS = 3000
local function isPortalOpen()
    return package.loaded.portal_session ~= nil
end
local function led()
    return package.loaded.status_led
end
local function onShort()
    if isPortalOpen() then
        return
    end
    if raise(BUTTON_FLAG) then
        restart("the button asks for the setup")
    end
end
local function onLong()
    info("button", "forgetting the network")
    local ____opt_0 = led()
    if ____opt_0 ~= nil then
        ____opt_0.show("erased")
    end
    local wifiSetup = require("wifi_setup")
    wifiSetup.clear()
end
local function afterLong()
    if isPortalOpen() then
        local ____opt_2 = led()
        if ____opt_2 ~= nil then
            ____opt_2.show("open")
        end
    else
        restart("the network is forgotten")
    end
end
function ____exports.follow(isPressed, onEnd)
    local heldMs = 0
    local releasedTicks = 0
    local forgettingMs
    local ticker
    ticker = every(
        TICK_MS,
        function()
            releasedTicks = isPressed() and 0 or releasedTicks + 1
            local isReleased = releasedTicks >= RELEASED_TICKS
            if forgettingMs ~= nil then
                forgettingMs = forgettingMs + TICK_MS
                if not isReleased or forgettingMs < FORGETTING_MS then
                    return
                end
            elseif not isReleased then
                if releasedTicks == 0 then
                    heldMs = heldMs + TICK_MS
                end
                if heldMs < LONG_MS then
                    return
                end
                forgettingMs = 0
                onLong()
                return
            end
            ticker.stop()
            onEnd()
            if forgettingMs ~= nil then
                afterLong()
            elseif heldMs > 0 and heldMs <= SHORT_MS then
                onShort()
            end
        end
    )
end
return ____exports
