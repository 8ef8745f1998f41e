local ____exports = {}
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____neighbour = require("neighbour")
local netOf = ____neighbour.netOf
local ____timer = require("timer")
local every = ____timer.every
local TICK_MS = 1000
local REST_SECONDS = 20
local function closeSocket(socket)
    pcall(socket.close, socket)
end
local function tick(server)
    local ____server_options_0 = server.options
    local onRest = ____server_options_0.onRest
    server.engine.tick(server)
    local secondsAlone = server.count > 0 and 0 or server.secondsAlone + 1
    server.secondsAlone = secondsAlone
    if secondsAlone < REST_SECONDS or onRest == nil then
        return
    end
    server.ticker.stop()
    local ____server_1 = server
    server.ticker = nil
    ____server_1.engine = nil
    onRest()
end
local function loadEngine()
    return require("http_connection")
end
local function wake(server)
    local engine = (server.options.engine or loadEngine)()
    server.ticker = every(
        TICK_MS,
        function() return tick(server) end
    )
    server.engine = engine
    server.secondsAlone = 0
    return engine
end
local function acceptFirst(server, socket)
    if server.stopped then
        return closeSocket(socket)
    end
    local ok, engine = pcall(wake, server)
    if ok then
        return engine.accept(server, socket)
    end
    closeSocket(socket)
    error(engine, 0)
end
local function listen(server)
    local ____server_options_2 = server.options
    local port = ____server_options_2.port
    local ip = ____server_options_2.ip
    local listener = net.createServer(net.TCP)
    local onAccept = guarded(
        "http",
        function(socket)
            local engine = server.engine
            if engine ~= nil then
                engine.accept(server, socket)
            else
                acceptFirst(server, socket)
            end
        end
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
function ____exports.start(options)
    local ____temp_3
    if options.neighboursOnly == true then
        ____temp_3 = netOf(options.ip or "")
    else
        ____temp_3 = nil
    end
    local ownNet = ____temp_3
    local server = {
        options = options,
        net = ownNet,
        count = 0,
        stopped = false,
        engine = nil,
        ticker = nil,
        secondsAlone = 0
    }
    local listener = listen(server)
    if listener == nil then
        return nil
    end
    return {stop = function()
        local engine = server.engine
        local ticker = server.ticker
        server.stopped = true
        server.engine = nil
        if ticker ~= nil then
            ticker.stop()
        end
        if engine ~= nil then
            engine.closeAll(server)
        end
        local closing = listener
        listener = nil
        if closing ~= nil then
            closeSocket(closing)
        end
    end}
end
return ____exports
