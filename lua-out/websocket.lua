local ____exports = {}
local ____timer = require("timer")
local every = ____timer.every
local ____websocket_codec = require("websocket_codec")
local encodeClose = ____websocket_codec.encodeClose
local encodeFrame = ____websocket_codec.encodeFrame
local ____websocket_connection = require("websocket_connection")
local createConnection = ____websocket_connection.createConnection
local encodeText = ____websocket_connection.encodeText
local sendFrame = ____websocket_connection.sendFrame
local tell = ____websocket_connection.tell
local tick = ____websocket_connection.tick
local ____websocket_handshake = require("websocket_handshake")
local acceptHeaders = ____websocket_handshake.acceptHeaders
local refusal = ____websocket_handshake.refusal
local refuse = ____websocket_handshake.refuse
local DEFAULT_MAX_CLIENTS = 6
local DEFAULT_MAX_MESSAGE_BYTES = 4096
local DEFAULT_MAX_QUEUED_BYTES = 8192
local DEFAULT_PING_SECONDS = 20
local DEFAULT_TIMEOUT_SECONDS = 10
local TICK_MS = 1000
local function remove(hub, gone)
    local connections = {}
    for ____, connection in ipairs(hub.connections) do
        if connection ~= gone then
            connections[#connections + 1] = connection
        end
    end
    hub.connections = connections
    if #connections == 0 and hub.ticker ~= nil then
        hub.ticker.stop()
        hub.ticker = nil
    end
end
local function tickAll(hub)
    for ____, connection in ipairs(hub.connections) do
        tick(connection)
    end
end
local function isFull(hub)
    return #hub.connections >= (hub.options.maxClients or DEFAULT_MAX_CLIENTS)
end
local function attach(hub, stream)
    if isFull(hub) then
        stream.send(encodeClose(1013, ""))
        stream.close()
        return
    end
    hub.lastId = hub.lastId + 1
    local connection = createConnection(hub.lastId, stream, hub.rules)
    local ____hub_connections_0 = hub.connections
    ____hub_connections_0[#____hub_connections_0 + 1] = connection
    if hub.ticker == nil then
        hub.ticker = every(
            TICK_MS,
            function() return tickAll(hub) end
        )
    end
    tell(connection, hub.options.onOpen, nil, nil)
end
local function sendAll(hub, frame)
    local count = 0
    for ____, connection in ipairs(hub.connections) do
        if sendFrame(connection, frame) then
            count = count + 1
        end
    end
    return count
end
local METHODS = {
    upgrade = function(self, request)
        local refused = refuse(request, self.options.allowAllOrigins == true)
        if refused ~= nil then
            return refused
        end
        if isFull(self) then
            return refusal(503, "Retry-After: 10\r\n")
        end
        return {
            status = 101,
            headers = acceptHeaders(request),
            onUpgrade = function(stream) return attach(self, stream) end
        }
    end,
    broadcast = function(self, text)
        return sendAll(
            self,
            encodeText(text)
        )
    end,
    broadcastBinary = function(self, bytes)
        return sendAll(
            self,
            encodeFrame(2, bytes)
        )
    end,
    clients = function(self)
        return self.connections
    end,
    close = function(self, code, reason)
        for ____, connection in ipairs(self.connections) do
            connection:close(code or 1001, reason)
        end
    end
}
local METATABLE = {__index = METHODS}
function ____exports.createHub(options)
    local hub
    local rules = {
        onMessage = options.onMessage,
        maxMessageBytes = options.maxMessageBytes or DEFAULT_MAX_MESSAGE_BYTES,
        maxQueuedBytes = options.maxQueuedBytes or DEFAULT_MAX_QUEUED_BYTES,
        pingSeconds = options.pingSeconds or DEFAULT_PING_SECONDS,
        timeoutSeconds = options.timeoutSeconds or DEFAULT_TIMEOUT_SECONDS,
        onEnded = function(client, code, reason)
            remove(hub, client)
            tell(client, options.onClose, code, reason)
        end
    }
    local state = {
        options = options,
        rules = rules,
        connections = {},
        lastId = 0,
        ticker = nil
    }
    hub = setmetatable(state, METATABLE)
    return hub
end
return ____exports
