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
    if save then
        config.scan_method = "all"
        config.sort_by = "rssi"
    else
        config.channel = network.channel
    end
    wifi.sta.config(config, save)
end
local START_MS = 1000
local listener = {}
function ____exports.listen(to)
    listener = to
end
function ____exports.takeLinkEvents()
    local function onGotIp(_, info)
        local ____opt_0 = listener.onAddress
        return ____opt_0 and ____opt_0({ip = info.ip, netmask = info.netmask, gw = info.gw})
    end
    local function onDisconnected(_, info)
        local ____opt_2 = listener.onDisconnected
        return ____opt_2 and ____opt_2(info.reason)
    end
    wifi.sta.on(
        "got_ip",
        guarded("station", onGotIp)
    )
    wifi.sta.on(
        "disconnected",
        guarded("station", onDisconnected)
    )
end
function ____exports.dropEvents()
    wifi.sta.on("start", nil)
    wifi.sta.on("connected", nil)
    wifi.sta.on("got_ip", nil)
    wifi.sta.on("disconnected", nil)
end
local function takeAllEvents()
    local function onStart()
        local ____opt_4 = listener.onStarted
        return ____opt_4 and ____opt_4()
    end
    local function onConnected()
        local ____opt_6 = listener.onAssociated
        return ____opt_6 and ____opt_6()
    end
    wifi.sta.on(
        "start",
        guarded("station", onStart)
    )
    wifi.sta.on(
        "connected",
        guarded("station", onConnected)
    )
    ____exports.takeLinkEvents()
end
local function problemOf(call)
    local ok, problem = pcall(call)
    local ____ok_8
    if ok then
        ____ok_8 = nil
    else
        ____ok_8 = tostring(problem)
    end
    return ____ok_8
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
    takeAllEvents()
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
