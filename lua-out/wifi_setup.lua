local ____exports = {}
local lean = require("lean")
lean.require("link_watch")
local state = {}
local function run(action, options, done)
    local phase = lean.require("setup_phase")
    local ok, result = pcall(function()
        local actions = lean.require("setup_actions")
        return actions[action](state, options, done)
    end)
    if not ok then
        state.busy = nil
    end
    if state.busy == nil then
        phase.release()
    end
    if ok then
        return result
    end
    if done == nil then
        error(result, 0)
    end
    print("WARNING:setup:" .. tostring(result))
    done(nil, "out-of-memory")
    return false
end
function ____exports.hasSsid()
    return run("hasSsid")
end
function ____exports.connect(options, done)
    run("connect", options, done)
end
function ____exports.setup(options, done)
    run("setup", options, done)
end
function ____exports.connectOrSetup(options, done)
    run("connectOrSetup", options, done)
end
function ____exports.clear()
    run("clear")
end
if select("#", ...) == 0 then
    lean.require("setup_phase")
    local boot = lean.require("boot")
    boot.run()
end
return ____exports
