local ____exports = {}
local ____setup_flag = require("setup_flag")
local DOUBLE_RESET_FLAG = ____setup_flag.DOUBLE_RESET_FLAG
local isRaised = ____setup_flag.isRaised
local lower = ____setup_flag.lower
local raise = ____setup_flag.raise
local ____timer = require("timer")
local after = ____timer.after
local WINDOW_MS = 5000
local POWER_ON = 1
local function lowerLater()
    after(
        WINDOW_MS,
        function() return lower(DOUBLE_RESET_FLAG) end
    )
end
function ____exports.happened()
    local isAgain = isRaised(DOUBLE_RESET_FLAG)
    local reason = node.bootreason()
    if reason == POWER_ON then
        if isAgain then
            return lower(DOUBLE_RESET_FLAG)
        end
        if raise(DOUBLE_RESET_FLAG) then
            lowerLater()
        end
    elseif isAgain then
        lowerLater()
    end
    return false
end
return ____exports
