local ____exports = {}
local ____guard = require("guard")
local attempt = ____guard.attempt
local guarded = ____guard.guarded
local ____join = require("join")
local connectionInfo = ____join.connectionInfo
local join = ____join.join
local lean = require("lean")
local ____logger = require("logger")
local warning = ____logger.warning
local ____saved_presence = require("saved_presence")
local hasSaved = ____saved_presence.hasSaved
local ____setup_ending = require("setup_ending")
local ____end = ____setup_ending["end"]
local finish = ____setup_ending.finish
local ____setup_link = require("setup_link")
local endLink = ____setup_link.endLink
local idOf = ____setup_link.idOf
local keep = ____setup_link.keep
local lacksFields = ____setup_link.lacksFields
local pauseLink = ____setup_link.pauseLink
local ____timer = require("timer")
local after = ____timer.after
local station = require("wifi_station")
local function begin(state, problemOf, options, done)
    local check = lean.require("options")
    package.loaded.options = nil
    local problem = check[problemOf](options)
    if problem ~= nil then
        warning("setup", "%s", problem)
    end
    if state.busy ~= nil or problem ~= nil then
        if done ~= nil then
            guarded("done", done)(nil, state.busy and "busy" or "invalid-options")
        end
        return false
    end
    state.busy = true
    pauseLink()
    return true
end
function ____exports.hasSsid()
    return station.current() ~= nil
end
local function joinSaved(state, network, options, ended)
    if hasSaved() then
        local start = lean.require("saved_start")
        return start.joinSaved(state, network, options, ended)
    end
    local timeoutMs = options.connectTimeoutMs or 15000
    station.start(
        idOf(options),
        function() return join(
            nil,
            timeoutMs,
            function(result)
                if result.ok then
                    keep(options)
                    ended(
                        connectionInfo(network.ssid, result.address),
                        nil
                    )
                else
                    ended(nil, result.cause)
                end
            end
        ) end
    )
end
function ____exports.connect(state, options, done)
    if options == nil then
        options = {}
    end
    if not begin(state, "joinProblemOf", options, done) then
        return false
    end
    local network = station.current()
    if network == nil then
        state.busy = nil
        if done ~= nil then
            guarded("done", done)(nil, "no-credentials")
        end
        return false
    end
    joinSaved(
        state,
        network,
        options,
        function(info, reason) return ____end(
            state,
            options,
            done,
            info,
            reason
        ) end
    )
    return true
end
local function open(state, options, done)
    local function endLater(info, reason)
        local ending = lean.require("setup_ending")
        ending["end"](
            state,
            options,
            done,
            info,
            reason
        )
    end
    local loaded = package.loaded
    local ____loaded_0 = loaded
    loaded.setup_ending = nil
    ____loaded_0.setup_actions = nil
    local opened = attempt(
        "setup",
        function()
            local portal = lean.require("setup_open")
            portal.open(state, options, endLater)
        end
    )
    if not opened then
        ____end(
            state,
            options,
            done,
            nil,
            "out-of-memory"
        )
    end
end
function ____exports.setup(state, options, done)
    if options == nil then
        options = {}
    end
    if not begin(state, "problemOf", options, done) then
        return false
    end
    after(
        0,
        function() return open(state, options, done) end
    )
    return true
end
function ____exports.connectOrSetup(state, options, done)
    if options == nil then
        options = {}
    end
    local network = station.current()
    if network == nil or lacksFields(options) then
        return ____exports.setup(state, options, done)
    end
    if not begin(state, "joinProblemOf", options, done) then
        return false
    end
    joinSaved(
        state,
        network,
        options,
        function(info, reason)
            if info ~= nil then
                finish(state, done, info, reason)
                return
            end
            state.busy = nil
            if not ____exports.setup(state, options, done) then
                finish(state, nil, nil, nil)
            end
        end
    )
    return true
end
function ____exports.clear(state)
    if state.saved ~= nil then
        state.saved.network = nil
    end
    endLink()
    local forgetting = lean.require("setup_forget")
    forgetting.forget()
    return true
end
return ____exports
