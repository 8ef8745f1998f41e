local ____exports = {}
local ____dns_responder = require("dns_responder")
local startDns = ____dns_responder.start
local ____http_server = require("http_server")
local isFree = ____http_server.isFree
local startHttp = ____http_server.start
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local ____portal_api = require("portal_api")
local answer = ____portal_api.answer
local refuse = ____portal_api.refuse
local ____portal_control = require("portal_control")
local createControl = ____portal_control.createControl
local prepareSeal = ____portal_control.prepareSeal
local wipeSeal = ____portal_control.wipeSeal
local ____portal_session = require("portal_session")
local abandon = ____portal_session.abandon
local createSession = ____portal_session.createSession
local restart = ____portal_session.restart
local tick = ____portal_session.tick
local ____timer = require("timer")
local after = ____timer.after
local every = ____timer.every
local ____wifi_access_point = require("wifi_access_point")
local clientCount = ____wifi_access_point.clientCount
local close = ____wifi_access_point.close
local openAccessPoint = ____wifi_access_point.open
local scan = ____wifi_access_point.scan
local stopRadio = ____wifi_access_point.stopRadio
local ____wifi_station = require("wifi_station")
local startStation = ____wifi_station.start
local HTTP_PORT = 80
local MAX_HEAD_BYTES = 4096
local MAX_BODY_BYTES = 2048
local SILENT_SECONDS = 5
local MAX_CONNECTIONS = 8
local TICK_MS = 1000
local PORT_RETRY_MS = 500
local MAX_PORT_RETRIES = 60
local MAX_OPENING_SECONDS = 90
local MAX_CLOSING_SECONDS = 90
local MAX_STILL_SECONDS = 600
local DEFAULT_CHANNEL = 6
local LAST_CHANNEL = 13
local function likelyChannel(networks, saved)
    for ____, network in ipairs(networks) do
        if network.ssid == (saved and saved.ssid) then
            return network.channel
        end
    end
    local strongest = networks[1]
    return strongest ~= nil and strongest.channel <= LAST_CHANNEL and strongest.channel or DEFAULT_CHANNEL
end
local function whenPortIsFree(retries, run)
    collectgarbage()
    local free = isFree(HTTP_PORT)
    collectgarbage()
    if free or retries <= 0 then
        if not free then
            warning("portal", "port %d is still taken", HTTP_PORT)
        end
        run()
    else
        after(
            PORT_RETRY_MS,
            function() return whenPortIsFree(retries - 1, run) end
        )
    end
end
function ____exports.open(options, onEnd)
    local control, openRadio, ticker
    local dns
    local http
    local phase = "opening"
    local secondsInPhase = 0
    local start = 0
    local function enter(next)
        phase = next
        secondsInPhase = 0
    end
    local function stopServers()
        if http ~= nil then
            http.stop()
        end
        if dns ~= nil then
            dns.stop()
        end
        dns = nil
        http = dns
    end
    local function finish(info, reason)
        if phase == "ended" then
            return
        end
        enter("ended")
        ticker.stop()
        onEnd(info, reason)
    end
    local function ending()
    end
    local session
    session = createSession(
        options,
        function(info, reason)
            ending = function() return finish(info, reason) end
            enter("closing")
            abandon(session)
            wipeSeal(control)
            stopServers()
            if info ~= nil then
                close()
            else
                stopRadio()
            end
            logInfo("portal", "closed")
            if reason == "port-taken" then
                ending()
            else
                after(
                    PORT_RETRY_MS,
                    function() return whenPortIsFree(MAX_PORT_RETRIES, ending) end
                )
            end
        end
    )
    control = createControl(session, options)
    local openServers
    openServers = function(ownStart, retries)
        if ownStart ~= start or phase ~= "opening" then
            return
        end
        if dns == nil then
            dns = startDns(options.apIp, options.keptSockets, options.apIp, true)
        end
        if http == nil then
            http = startHttp({
                port = HTTP_PORT,
                ip = options.apIp,
                neighboursOnly = true,
                handle = function(request, reply)
                    session.secondsStill = 0
                    answer(control, request, reply)
                end,
                describe = function(status, head) return refuse(control, status, head) end,
                headBytes = MAX_HEAD_BYTES,
                bodyBytes = MAX_BODY_BYTES,
                timeoutSeconds = SILENT_SECONDS,
                connections = MAX_CONNECTIONS
            })
        end
        if dns ~= nil and http ~= nil then
            openRadio()
        elseif retries > 0 then
            collectgarbage()
            after(
                PORT_RETRY_MS,
                function() return openServers(ownStart, retries - 1) end
            )
        else
            warning("portal", "port %d or 53 is taken by another program", HTTP_PORT)
            session.onEnd(nil, "port-taken")
        end
    end
    openRadio = function()
        stopRadio()
        local refusal = openAccessPoint({
            ssid = options.id,
            password = options.apPassword,
            security = options.apSecurity,
            channel = likelyChannel(session.networks, options.saved.network),
            ip = options.apIp
        })
        if refusal ~= nil then
            warning("portal", "%s", refusal)
            session.onEnd(nil, "access-point-failed")
            return
        end
        local problem = prepareSeal(control, options)
        if problem ~= nil then
            warning("portal", "%s", problem)
            session.onEnd(nil, "invalid-options")
            return
        end
        enter("open")
        logInfo("portal", "open: network %s, page http://%s/", options.id, options.apIp)
    end
    local function begin()
        start = start + 1
        local ownStart = start
        enter("opening")
        startStation(
            options.id,
            function() return scan(function(networks)
                if ownStart ~= start then
                    return
                end
                session.networks = networks or ({})
                openServers(ownStart, MAX_PORT_RETRIES)
            end) end
        )
    end
    local function startOver()
        warning("portal", "no progress for %d seconds: starting over", secondsInPhase)
        stopServers()
        restart(session)
        begin()
    end
    local function onTick()
        secondsInPhase = secondsInPhase + 1
        if phase == "open" then
            tick(session)
            local isStill = session.secondsStill >= MAX_STILL_SECONDS and clientCount() == 0
            if isStill and session.info == nil then
                startOver()
            end
        elseif phase == "opening" and secondsInPhase >= MAX_OPENING_SECONDS then
            startOver()
        elseif phase == "closing" and secondsInPhase >= MAX_CLOSING_SECONDS then
            ending()
        end
    end
    ticker = every(TICK_MS, onTick)
    begin()
end
return ____exports
