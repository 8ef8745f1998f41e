local ____exports = {}
local ____join = require("join")
local connectionInfo = ____join.connectionInfo
local ____portal_phases = require("portal_phases")
local ____end = ____portal_phases["end"]
local ____portal_scan = require("portal_scan")
local endScan = ____portal_scan.endScan
local ____saved_join = require("saved_join")
local joinInRange = ____saved_join.joinInRange
function ____exports.retryAll(portal, newest)
    local ____portal_0 = portal
    local options = ____portal_0.options
    portal.scanWaiters = {}
    portal.attempt = joinInRange(
        newest,
        options.connectTimeoutMs,
        false,
        function() return endScan(portal, nil) end,
        function(network, address)
            portal.attempt = nil
            portal.heardAt = portal.seconds
            if network == nil or address == nil then
                return
            end
            options.onOnline()
            ____end(
                portal,
                connectionInfo(network.ssid, address),
                nil
            )
        end
    )
end
return ____exports
