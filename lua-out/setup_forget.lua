local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
local ____saved_presence = require("saved_presence")
local hasSaved = ____saved_presence.hasSaved
local ____timer = require("timer")
local after = ____timer.after
local ____wifi_station = require("wifi_station")
local forgetNetwork = ____wifi_station.forget
local leave = ____wifi_station.leave
local RETRIES = 5
local RETRY_MS = 500
function ____exports.forget(retries)
    if retries == nil then
        retries = RETRIES
    end
    if hasSaved() then
        local ____require_result_0 = require("safe_file")
        local remove = ____require_result_0.remove
        remove("networks.saved")
    end
    local problem = forgetNetwork()
    if problem == nil then
        return
    end
    if retries > 0 then
        leave()
        after(
            RETRY_MS,
            function() return ____exports.forget(retries - 1) end
        )
    else
        warning("setup", "the network could not be forgotten: %s", problem)
    end
end
return ____exports
