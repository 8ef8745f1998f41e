local ____exports = {}
local ____dns_responder = require("dns_responder")
local startDns = ____dns_responder.start
local ____guard = require("guard")
local attempt = ____guard.attempt
local ____http_server = require("http_server")
local startHttp = ____http_server.start
local lean = require("lean")
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local ____network_list_codec = require("network_list_codec")
local packNetworks = ____network_list_codec.packNetworks
local onDemand = require("on_demand")
local ____portal_phases = require("portal_phases")
local ____end = ____portal_phases["end"]
local enter = ____portal_phases.enter
local ____portal_session = require("portal_session")
local apiOf = ____portal_session.apiOf
local rest = ____portal_session.rest
local ____portal_state = require("portal_state")
local IDLE = ____portal_state.IDLE
local ____timer = require("timer")
local after = ____timer.after
local ____wifi_access_point = require("wifi_access_point")
local clientCount = ____wifi_access_point.clientCount
local openAccessPoint = ____wifi_access_point.open
local scan = ____wifi_access_point.scan
local stopRadio = ____wifi_access_point.stopRadio
local ____wifi_station = require("wifi_station")
local dropEvents = ____wifi_station.dropEvents
local startStation = ____wifi_station.start
local MAX_HEAD_BYTES = 4096
local MAX_BODY_BYTES = 2048
local MAX_FIELDS_BODY_BYTES = 8192
local SILENT_SECONDS = 5
local MAX_CONNECTIONS = 8
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
local function startServers(portal)
    local ip = portal.options.apIp
    if portal.dns == nil then
        portal.dns = startDns(ip, portal.options.keptSockets, ip, true)
    end
    if portal.http == nil then
        portal.http = startHttp({
            port = 80,
            ip = ip,
            neighboursOnly = true,
            engine = function() return lean.require("http_connection") end,
            handle = function(request, reply) return (portal.api or apiOf(portal, request.peerIp)).answer(portal, request, reply) end,
            describe = function(status, head, from) return apiOf(portal, from).refuse(portal, status, head) end,
            onRest = function() return rest(portal) end,
            headBytes = MAX_HEAD_BYTES,
            bodyBytes = portal.options.fields == nil and MAX_BODY_BYTES or MAX_FIELDS_BODY_BYTES,
            timeoutSeconds = SILENT_SECONDS,
            connections = MAX_CONNECTIONS
        })
    end
end
local function sealProblemOf(portal)
    local ____portal_options_2 = portal.options
    local sealKeys = ____portal_options_2.sealKeys
    local sealedOnly = ____portal_options_2.sealedOnly
    local ____G_3 = _G
    local canSeal = ____G_3.sodium
    local isWanted = sealedOnly or sealKeys ~= nil
    local ____temp_4
    if isWanted or canSeal ~= nil then
        ____temp_4 = onDemand.require("portal_sealing", "prepareSeal", portal)
    else
        ____temp_4 = nil
    end
    return ____temp_4
end
local function listen(portal)
    if portal.improv == nil then
        portal.improv = onDemand.require("improv", "start", portal)
    end
end
local function openRadio(portal, channel)
    local ____portal_options_5 = portal.options
    local id = ____portal_options_5.id
    local apIp = ____portal_options_5.apIp
    local apPassword = ____portal_options_5.apPassword
    local apSecurity = ____portal_options_5.apSecurity
    stopRadio()
    local refusal = openAccessPoint({
        ssid = id,
        password = apPassword,
        security = apSecurity,
        channel = channel,
        ip = apIp
    })
    if refusal ~= nil then
        warning("portal", "%s", refusal)
        ____end(portal, nil, "access-point-failed")
        return
    end
    portal.clientCount = clientCount
    local problem = sealProblemOf(portal)
    if problem ~= nil then
        warning("portal", "%s", problem)
        ____end(portal, nil, "invalid-options")
        return
    end
    if portal.options.look ~= nil then
        onDemand.require("portal_look", "checkLogo", portal.options.look)
    end
    enter(portal, "open")
    local ____opt_6 = package.loaded.status_led
    if ____opt_6 ~= nil then
        ____opt_6.show("open", portal)
    end
    logInfo("portal", "open: network %s, page http://%s/", id, apIp)
    if portal.options.improv then
        attempt(
            "improv",
            function() return listen(portal) end
        )
    end
end
local function openServers(portal, start, retries, channel)
    if start ~= portal.start or portal.phase ~= "opening" then
        return
    end
    startServers(portal)
    if portal.dns ~= nil and portal.http ~= nil then
        openRadio(portal, channel)
        return
    end
    local port = portal.dns == nil and 53 or 80
    if retries > 0 then
        if retries == 60 - 1 then
            warning("portal", "port %d is taken: trying for %d s", port, 30)
        end
        collectgarbage()
        after(
            500,
            function() return openServers(portal, start, retries - 1, channel) end
        )
    else
        warning("portal", "port %d is taken by another program", port)
        ____end(portal, nil, "port-taken")
    end
end
function ____exports.begin(portal)
    local ____opt_8 = portal.attempt
    if ____opt_8 ~= nil then
        ____opt_8.cancel()
    end
    local ____portal_10 = portal
    portal.scanWaiters = nil
    ____portal_10.attempt = nil
    portal.status = IDLE
    portal.statusAnswer = nil
    portal.scannedAt = nil
    local ____portal_12 = portal
    local ____portal_seconds_11 = portal.seconds
    portal.stateAt = ____portal_seconds_11
    ____portal_12.heardAt = ____portal_seconds_11
    portal.start = portal.start + 1
    local start = portal.start
    enter(portal, "opening")
    local name = string.lower(portal.options.id)
    portal.ownHosts = {[portal.options.apIp] = true, [name] = true, [name .. ".local"] = true}
    local function onScanned(found)
        if start ~= portal.start then
            return
        end
        local networks = found or ({})
        portal.networks = packNetworks(networks)
        portal.listAnswer = nil
        local channel = likelyChannel(networks, portal.options.saved.network)
        openServers(portal, start, 60, channel)
    end
    startStation(
        portal.options.id,
        function()
            dropEvents()
            scan(onScanned)
        end
    )
end
return ____exports
