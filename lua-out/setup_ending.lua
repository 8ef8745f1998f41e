local ____exports = {}
local ____chip = require("chip")
local post = ____chip.post
local lean = require("lean")
local ____setup_link = require("setup_link")
local goBack = ____setup_link.goBack
local function warn(problem)
    local loaded = package.loaded
    local present = loaded.logger
    local logger = lean.require("logger")
    loaded.logger = present
    logger.warning(
        "done",
        "%s",
        tostring(problem)
    )
end
function ____exports.finish(state, done, info, reason)
    local ____lean_require_result_0 = lean.require("setup_phase")
    local release = ____lean_require_result_0.release
    post(function()
        pcall(release)
        collectgarbage()
        collectgarbage()
        state.busy = nil
        if done == nil then
            return
        end
        local ok, problem = pcall(done, info, reason)
        if not ok then
            pcall(warn, problem)
        end
    end)
end
____exports["end"] = function(state, options, done, info, reason)
    local ____opt_1 = state.saved
    if (____opt_1 and ____opt_1.restarts) == true and info ~= nil then
        local planned = lean.require("planned_restart")
        return planned.restart("the address of the device changes")
    end
    state.saved = nil
    if info == nil then
        goBack(options)
    end
    ____exports.finish(state, done, info, reason)
end
return ____exports
