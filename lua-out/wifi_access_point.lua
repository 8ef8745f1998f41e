local ____exports = {}
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____logger = require("logger")
local warning = ____logger.warning
local ____timer = require("timer")
local after = ____timer.after
local SCAN_TIMEOUT_MS = 8000
local MAX_NETWORKS = 64
local MAX_CLIENTS = 8
local function isStronger(left, right)
    return left.rssiDbm > right.rssiDbm
end
local function distinct(records)
    local strongest = {}
    for ____, ____value in ipairs(records) do
        local ssid = ____value.ssid
        local rssi = ____value.rssi
        local auth = ____value.auth
        local channel = ____value.channel
        local rival = strongest[ssid]
        if ssid ~= "" and (rival == nil or rssi > rival.rssiDbm) then
            strongest[ssid] = {ssid = ssid, rssiDbm = rssi, auth = auth, channel = channel}
        end
    end
    local networks = {}
    for ____, network in pairs(strongest) do
        networks[#networks + 1] = network
    end
    table.sort(networks, isStronger)
    for _ = MAX_NETWORKS + 1, #networks do
        table.remove(networks)
    end
    return networks
end
function ____exports.scan(onScanned)
    local timer
    local done = false
    local function finish(networks)
        if done then
            return
        end
        done = true
        if timer ~= nil then
            timer.stop()
        end
        onScanned(networks)
    end
    timer = after(
        SCAN_TIMEOUT_MS,
        function() return finish(nil) end
    )
    local function onEnd(_, records)
        return finish(distinct(records or ({})))
    end
    local ok, problem = pcall(function() return wifi.sta.scan(
        {},
        guarded("scan", onEnd)
    ) end)
    if not ok then
        warning(
            "scan",
            "%s",
            tostring(problem)
        )
        finish(nil)
    end
end
function ____exports.stopRadio()
    pcall(function() return wifi.stop() end)
end
local function authOf(options)
    if options.password == nil then
        return wifi.AUTH_OPEN
    end
    if options.security == "wpa3" then
        return wifi.AUTH_WPA3_PSK
    end
    return options.security == "wpa2" and wifi.AUTH_WPA2_PSK or wifi.AUTH_WPA2_WPA3_PSK
end
local function configure(options, auth)
    wifi.ap.config({
        ssid = options.ssid,
        pwd = options.password or "",
        auth = auth,
        channel = options.channel,
        max = MAX_CLIENTS
    }, false)
end
local clients = 0
function ____exports.clientCount()
    return clients
end
local function countClients()
    clients = 0
    local function onJoined()
        clients = clients + 1
    end
    local function onLeft()
        clients = math.max(0, clients - 1)
    end
    wifi.ap.on(
        "sta_connected",
        guarded("portal", onJoined)
    )
    wifi.ap.on(
        "sta_disconnected",
        guarded("portal", onLeft)
    )
end
function ____exports.open(options)
    local auth = authOf(options)
    local ok, problem = pcall(function()
        countClients()
        wifi.mode(wifi.STATIONAP, false)
        local taken, refusal = pcall(function() return configure(options, auth) end)
        if not taken then
            if auth == wifi.AUTH_OPEN or auth == wifi.AUTH_WPA2_PSK then
                error(refusal, 0)
            end
            warning(
                "portal",
                "%s; the access point takes wpa2",
                tostring(refusal)
            )
            configure(options, wifi.AUTH_WPA2_PSK)
        end
        wifi.ap.setip({ip = options.ip, gateway = options.ip, netmask = "255.255.255.0"})
        wifi.start()
    end)
    local ____ok_2
    if ok then
        ____ok_2 = nil
    else
        ____ok_2 = tostring(problem)
    end
    return ____ok_2
end
function ____exports.close()
    wifi.ap.on("sta_connected", nil)
    wifi.ap.on("sta_disconnected", nil)
    local ok, problem = pcall(function() return wifi.mode(wifi.STATION, false) end)
    if not ok then
        warning(
            "portal",
            "%s",
            tostring(problem)
        )
    end
end
return ____exports
