local ____exports = {}
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____logger = require("logger")
local warning = ____logger.warning
function ____exports.scan(onScanned)
    local ok, scanner = pcall(function() return require("wifi_scan") end)
    package.loaded.wifi_scan = nil
    if ok then
        scanner.scan(onScanned)
    else
        warning(
            "scan",
            "%s",
            tostring(scanner)
        )
        onScanned(nil)
    end
end
function ____exports.stopRadio()
    pcall(wifi.stop)
end
local clients = 0
function ____exports.clientCount()
    return clients
end
local function onClient(event)
    clients = event == "sta_connected" and clients + 1 or math.max(0, clients - 1)
end
local function setHandler(handler)
    wifi.ap.on("sta_connected", handler)
    wifi.ap.on("sta_disconnected", handler)
end
function ____exports.open(options)
    clients = 0
    setHandler(guarded("portal", onClient))
    local ok, problem = pcall(function()
        local opening = require("access_point_opening")
        opening.open(options)
    end)
    package.loaded.access_point_opening = nil
    local ____ok_0
    if ok then
        ____ok_0 = nil
    else
        ____ok_0 = tostring(problem)
    end
    return ____ok_0
end
function ____exports.close()
    setHandler(nil)
    local ok, problem = pcall(wifi.mode, wifi.STATION, false)
    if not ok then
        warning(
            "portal",
            "%s",
            tostring(problem)
        )
    end
end
return ____exports
