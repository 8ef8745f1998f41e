local ____exports = {}
local ____http_connection = require("http_connection")
local accept = ____http_connection.accept
local close = ____http_connection.close
local closeSocket = ____http_connection.closeSocket
local connections = ____http_connection.connections
local exceptions = ____http_connection.exceptions
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____neighbour = require("neighbour")
local netOf = ____neighbour.netOf
local ____timer = require("timer")
local every = ____timer.every
local TICK_MS = 1000
local function tick(server)
    for ____, connection in pairs(connections) do
        if connection.server == server then
            local silent = connection.secondsSilent + 1
            connection.secondsSilent = silent
            if silent > 1 or connection.step == "reading" then
                exceptions().tick(connection)
            end
        end
    end
end
local function listen(server)
    local ____server_options_0 = server.options
    local port = ____server_options_0.port
    local ip = ____server_options_0.ip
    local listener = net.createServer(net.TCP)
    local onAccept = guarded(
        "http",
        function(socket) return accept(server, socket) end
    )
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
    local ____temp_1
    if options.neighboursOnly == true then
        ____temp_1 = netOf(options.ip or "")
    else
        ____temp_1 = nil
    end
    local ownNet = ____temp_1
    local server = {options = options, net = ownNet, count = 0, stopped = false}
    local listener = listen(server)
    if listener == nil then
        return nil
    end
    local ticker = every(
        TICK_MS,
        function() return tick(server) end
    )
    return {stop = function()
        server.stopped = true
        ticker.stop()
        for ____, connection in pairs(connections) do
            if connection.server == server then
                close(connection)
            end
        end
        local closing = listener
        listener = nil
        if closing ~= nil then
            closeSocket(closing)
        end
    end}
end
function ____exports.isFree(port)
    local probe = net.createServer(net.TCP)
    local free = pcall(function() return probe:listen(port, ignore) end)
    if free then
        closeSocket(probe)
    end
    return free
end
return ____exports
