local ____exports = {}
local lean = require("lean")
lean.require("link_watch")
local state = {}
local function phase()
    return lean.require("setup_phase")
end
local function tidy()
    if state.busy == nil then
        phase().release()
    elseif state.saved ~= nil then
        phase().forgetPhase()
    end
end
local function run(action, options, done)
    local ok, result = pcall(function()
        phase().mark()
        local actions = lean.require("setup_actions")
        return actions[action](state, options, done)
    end)
    if not ok then
        state.busy = nil
    end
    pcall(tidy)
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
    phase().mark()
    local boot = lean.require("boot")
    boot.run()
end
return ____exports
