local ____exports = {}
local configure
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____logger = require("logger")
local warning = ____logger.warning
local ____timer = require("timer")
local after = ____timer.after
function configure(network, save)
    local config = {ssid = network.ssid, pwd = network.password}
    config.threshold_authmode = network.weakestAuth
    config.bssid = network.bssid
    if save then
        config.scan_method = "all"
        config.sort_by = "rssi"
    else
        config.channel = network.channel
    end
    wifi.sta.config(config, save)
end
local START_MS = 1000
local function hear(event, run)
    if run == nil then
        return
    end
    local function onEvent(_, info)
        return run(info)
    end
    wifi.sta.on(
        event,
        guarded("station", onEvent)
    )
end
function ____exports.listen(to)
    local ____to_0 = to
    local onAddress = ____to_0.onAddress
    local onDisconnected = ____to_0.onDisconnected
    hear("start", to.onStarted)
    hear("connected", to.onAssociated)
    if onAddress ~= nil then
        hear(
            "got_ip",
            function(info) return onAddress({ip = info.ip, netmask = info.netmask, gw = info.gw}) end
        )
    end
    if onDisconnected ~= nil then
        hear(
            "disconnected",
            function(info) return onDisconnected(info.reason) end
        )
    end
end
function ____exports.dropLinkEvents()
    wifi.sta.on("got_ip", nil)
    wifi.sta.on("disconnected", nil)
end
function ____exports.dropEvents()
    wifi.sta.on("start", nil)
    wifi.sta.on("connected", nil)
    ____exports.dropLinkEvents()
end
local function problemOf(call)
    local ok, problem = pcall(call)
    local ____ok_1
    if ok then
        ____ok_1 = nil
    else
        ____ok_1 = tostring(problem)
    end
    return ____ok_1
end
function ____exports.start(hostName, onReady)
    local timer
    local function ready()
        if timer == nil then
            return
        end
        timer.stop()
        timer = nil
        onReady()
    end
    wifi.mode(wifi.STATION, false)
    local problem = problemOf(function()
        wifi.sta.sethostname(hostName)
    end)
    if problem ~= nil then
        warning("station", "%s", problem)
    end
    ____exports.dropEvents()
    ____exports.listen({onStarted = ready})
    timer = after(START_MS, ready)
    wifi.start()
end
function ____exports.aim(network)
    return problemOf(function() return configure(network, false) end)
end
function ____exports.save(network)
    return problemOf(function() return configure(network, true) end)
end
function ____exports.forget()
    return problemOf(function()
        if wifi.getmode() ~= wifi.STATION and wifi.getmode() ~= wifi.STATIONAP then
            wifi.mode(wifi.STATION, false)
        end
        wifi.sta.config({ssid = "", pwd = ""}, true)
    end)
end
function ____exports.current()
    local ok, config = pcall(function() return wifi.sta.getconfig() end)
    if not ok or config.ssid == "" then
        return nil
    end
    local weakestAuth = config.threshold_authmode > 0 and config.threshold_authmode or nil
    return {ssid = config.ssid, password = config.pwd, weakestAuth = weakestAuth}
end
function ____exports.connect()
    return problemOf(function() return wifi.sta.connect() end)
end
function ____exports.leave()
    problemOf(function() return wifi.sta.disconnect() end)
end
function ____exports.macAddress()
    return wifi.sta.getmac()
end
return ____exports
