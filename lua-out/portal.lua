local ____exports = {}
local ____dns_server = require("dns_server")
local startDns = ____dns_server.start
local ____http_server = require("http_server")
local isFree = ____http_server.isFree
local startHttp = ____http_server.start
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local ____portal_api = require("portal_api")
local answer = ____portal_api.answer
local refuse = ____portal_api.refuse
local ____portal_session = require("portal_session")
local abandon = ____portal_session.abandon
local createSession = ____portal_session.createSession
local dispatch = ____portal_session.dispatch
local keepAlive = ____portal_session.keepAlive
local rescan = ____portal_session.rescan
local startJoin = ____portal_session.startJoin
local tick = ____portal_session.tick
local touch = ____portal_session.touch
local ____timer = require("timer")
local after = ____timer.after
local every = ____timer.every
local ____wifi_access_point = require("wifi_access_point")
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
local function createControl(session, options)
    return {
        id = options.id,
        apIp = options.apIp,
        ownHosts = function()
            local id = string.lower(options.id)
            local hosts = {options.apIp, id, id .. ".local"}
            if session.info ~= nil then
                hosts[#hosts + 1] = session.info.ip
            end
            return hosts
        end,
        status = function() return session.status end,
        networks = function() return session.networks end,
        rescan = function(done) return rescan(session, done) end,
        announceJoin = function(ssid) return dispatch(session, {type = "join-asked", ssid = ssid}) end,
        startJoin = function(wish, done) return startJoin(session, wish, done) end,
        touch = function() return touch(session) end,
        keepAlive = function(seconds) return keepAlive(session, seconds) end
    }
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
    local openRadio
    local dns
    local http
    local ticker
    local function stopServers()
        if ticker ~= nil then
            ticker.stop()
        end
        if http ~= nil then
            http.stop()
        end
        if dns ~= nil then
            dns.stop()
        end
        dns = nil
        http = dns
        ticker = http
    end
    local session
    session = createSession(
        options,
        function(info, reason)
            abandon(session)
            stopServers()
            if info ~= nil then
                close()
            else
                stopRadio()
            end
            logInfo("portal", "closed")
            if reason == "port-taken" then
                onEnd(info, reason)
            else
                after(
                    PORT_RETRY_MS,
                    function() return whenPortIsFree(
                        MAX_PORT_RETRIES,
                        function() return onEnd(info, reason) end
                    ) end
                )
            end
        end
    )
    local control = createControl(session, options)
    local openServers
    openServers = function(retries)
        if dns == nil then
            dns = startDns(
                options.apIp,
                options.keptSockets,
                function() return options.apIp end
            )
        end
        if http == nil then
            http = startHttp({
                port = HTTP_PORT,
                ip = options.apIp,
                handle = function(request, reply) return answer(control, request, reply) end,
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
            after(
                PORT_RETRY_MS,
                function() return openServers(retries - 1) end
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
            channel = likelyChannel(session.networks, options.saved.network),
            ip = options.apIp
        })
        if refusal ~= nil then
            warning("portal", "%s", refusal)
            session.onEnd(nil, "access-point-failed")
            return
        end
        ticker = every(
            TICK_MS,
            function() return tick(session) end
        )
        logInfo("portal", "open: network %s, page http://%s/", options.id, options.apIp)
    end
    startStation(
        options.id,
        function() return scan(function(networks)
            session.networks = networks or ({})
            openServers(MAX_PORT_RETRIES)
        end) end
    )
end
return ____exports
