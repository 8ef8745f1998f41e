local ____exports = {}
local lean = require("lean")
lean.require("link_watch")
local state = {}
local function run(action, options, done)
    local phase = lean.require("setup_phase")
    local actions = lean.require("setup_actions")
    local result = actions[action](state, options, done)
    if state.busy == nil then
        phase.release()
    end
    return result
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
