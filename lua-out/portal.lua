local ____exports = {}
require("dns_responder")
require("http_server")
local onDemand = require("on_demand")
local ____portal_session = require("portal_session")
local tick = ____portal_session.tick
local ____timer = require("timer")
local every = ____timer.every
require("wifi_station")
local TICK_MS = 1000
function ____exports.open(options, onEnd)
    local portal = {
        options = options,
        onEnd = onEnd,
        ticker = nil,
        phase = "opening",
        phaseAt = 0,
        start = 0,
        http = nil,
        dns = nil,
        clientCount = nil,
        ownHosts = {},
        api = nil,
        redirect = nil,
        page = nil,
        networks = "",
        listAnswer = nil,
        seal = nil,
        guard = nil,
        guardedAt = 0,
        attempt = nil,
        scanWaiters = nil,
        scannedAt = nil,
        secondsUnused = 0,
        secondsSinceRetry = 0,
        heldUntil = 0,
        endAt = 0,
        info = nil,
        reason = nil,
        status = {state = "idle"},
        statusAnswer = nil,
        seconds = 0,
        heardAt = 0,
        stateAt = 0
    }
    portal.ticker = every(
        TICK_MS,
        function() return tick(portal) end
    )
    onDemand.require("portal_phases", "begin", portal)
    package.loaded.portal = nil
end
return ____exports
