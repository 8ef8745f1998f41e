local ____exports = {}
local ____http_connection = require("http_connection")
local close = ____http_connection.close
local createConnection = ____http_connection.createConnection
local isClosed = ____http_connection.isClosed
local isIdle = ____http_connection.isIdle
local receive = ____http_connection.receive
local refuse = ____http_connection.refuse
local onSent = ____http_connection.onSent
local tick = ____http_connection.tick
local ____chip = require("chip")
local freeHeapBytes = ____chip.freeHeapBytes
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____neighbour = require("neighbour")
local isNeighbour = ____neighbour.isNeighbour
local ____timer = require("timer")
local every = ____timer.every
local TICK_MS = 1000
local TURNED_AWAY = 2
local MIN_FREE_BYTES = 8192
local function dropClosed(server)
    local open = {}
    for ____, connection in ipairs(server.connections) do
        if not isClosed(connection) then
            open[#open + 1] = connection
        end
    end
    server.connections = open
    if #open == 0 and server.ticker ~= nil then
        server.ticker.stop()
        server.ticker = nil
    end
end
local function tickAll(server)
    for ____, connection in ipairs(server.connections) do
        tick(connection)
    end
    dropClosed(server)
end
local function countByPeer(server, newPeerIp)
    local counts = {[newPeerIp] = 1}
    for ____, ____value in ipairs(server.connections) do
        local peerIp = ____value.peerIp
        counts[peerIp] = (counts[peerIp] or 0) + 1
    end
    return counts
end
local function quietest(server, newPeerIp)
    local counts = countByPeer(server, newPeerIp)
    local most = 0
    local victim
    for ____, connection in ipairs(server.connections) do
        local count = counts[connection.peerIp]
        local mayGo = count >= counts[newPeerIp] or connection.secondsSilent > 0
        if count > most and mayGo and isIdle(connection) then
            most = count
            victim = connection
        end
    end
    return victim
end
local function greediest(server, newPeerIp)
    local counts = countByPeer(server, newPeerIp)
    local most = counts[newPeerIp]
    local victim
    for ____, connection in ipairs(server.connections) do
        local count = counts[connection.peerIp]
        local isWorse = count == most and connection.secondsSilent > (victim and victim.secondsSilent or 0)
        if count > most or victim ~= nil and isWorse then
            most = count
            victim = connection
        end
    end
    return victim
end
local function makeRoom(server, peerIp)
    dropClosed(server)
    if #server.connections < server.options.connections then
        return true
    end
    local victim = quietest(server, peerIp) or greediest(server, peerIp)
    if victim == nil then
        return false
    end
    close(victim)
    dropClosed(server)
    return true
end
local function ownIpOf(socket)
    local ____, ip = socket:getaddr()
    return ip
end
local function isStranger(options, socket)
    if options.neighboursOnly ~= true or options.ip == nil then
        return false
    end
    local ____, peerIp = socket:getpeer()
    return ownIpOf(socket) ~= options.ip or not isNeighbour(peerIp or "", options.ip)
end
local function hasMemory()
    if freeHeapBytes() >= MIN_FREE_BYTES then
        return true
    end
    collectgarbage()
    return freeHeapBytes() >= MIN_FREE_BYTES
end
local function accept(server, socket)
    if isStranger(server.options, socket) or not hasMemory() then
        pcall(function() return socket:close() end)
        return
    end
    local ____, peerIp = socket:getpeer()
    local hasRoom = makeRoom(server, peerIp or "")
    if server.stopped or #server.connections >= server.options.connections + TURNED_AWAY then
        pcall(function() return socket:close() end)
        return
    end
    local connection = createConnection(socket, server.options)
    local ____server_connections_2 = server.connections
    ____server_connections_2[#____server_connections_2 + 1] = connection
    local onGone = guarded(
        "http",
        function() return close(connection) end
    )
    socket:on(
        "receive",
        guarded(
            "http",
            function(_, data) return receive(connection, data) end
        )
    )
    socket:on(
        "sent",
        guarded(
            "http",
            function() return onSent(connection) end
        )
    )
    socket:on("disconnection", onGone)
    socket:on("reconnection", onGone)
    if server.ticker == nil then
        server.ticker = every(
            TICK_MS,
            function() return tickAll(server) end
        )
    end
    if not hasRoom then
        refuse(connection, 503)
    end
end
local function listen(server)
    local listener = net.createServer(net.TCP)
    local onAccept = guarded(
        "http",
        function(socket) return accept(server, socket) end
    )
    local port = server.options.port
    local ip = server.options.ip
    local ok = pcall(function()
        if ip == nil then
            listener:listen(port, onAccept)
        else
            listener:listen(port, ip, onAccept)
        end
    end)
    return ok and listener or nil
end
local function ignore()
end
function ____exports.start(options)
    local server = {options = options, connections = {}, ticker = nil, stopped = false}
    local listener = listen(server)
    if listener == nil then
        return nil
    end
    return {stop = function()
        server.stopped = true
        for ____, connection in ipairs(server.connections) do
            close(connection)
        end
        dropClosed(server)
        local closing = listener
        listener = nil
        if closing ~= nil then
            pcall(function() return closing:close() end)
        end
    end}
end
function ____exports.isFree(port)
    local probe = net.createServer(net.TCP)
    local free = pcall(function() return probe:listen(port, ignore) end)
    if free then
        pcall(function() return probe:close() end)
    end
    return free
end
return ____exports
