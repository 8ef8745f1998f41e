local ____exports = {}
local ____chip = require("chip")
local freeHeapBytes = ____chip.freeHeapBytes
local ____http_codec = require("http_codec")
local decodeHead = ____http_codec.decodeHead
local encodeHead = ____http_codec.encodeHead
local connections = {}
local lastNumber = 0
____exports.connections = connections
function ____exports.exceptions()
    return require("http_exceptions")
end
local function closeSocket(socket)
    pcall(socket.close, socket)
end
local function close(connection)
    if connection.step == "closed" then
        return
    end
    local socket = connection.socket
    local server = connection.server
    local onAnswered = connection.onAnswered
    connection.step = "closed"
    connection.text = ""
    connections[socket] = nil
    server.count = server.count - 1
    closeSocket(socket)
    if onAnswered ~= nil then
        connection.onAnswered = nil
        onAnswered()
    end
end
local function sendNext(connection)
    local text = connection.text
    connection.secondsSilent = 0
    if text == "" then
        local ____opt_0 = connection.pull
        text = ____opt_0 and ____opt_0()
    end
    if text == nil then
        if connection.unread == true then
            return ____exports.exceptions().linger(connection)
        end
        return close(connection)
    end
    if #text > 1400 then
        connection.text = string.sub(text, 1400 + 1)
        text = string.sub(text, 1, 1400)
    else
        connection.text = ""
    end
    connection.socket:send(text)
end
local function respond(connection, response)
    local text = response.encodedHead or encodeHead(response)
    local ____connection_2 = connection
    local head = ____connection_2.head
    connection.head = nil
    if (head and head.method) ~= "HEAD" then
        if response.body ~= nil then
            text = text .. response.body
        end
        connection.pull = response.pull
    end
    connection.text = text
    connection.step = "sending"
    if response.onUpgrade ~= nil then
        return ____exports.exceptions().upgrade(connection, response.onUpgrade)
    end
    local sent = pcall(sendNext, connection)
    if not sent then
        close(connection)
    end
end
local function handle(connection, request)
    connection.step = "handling"
    return connection.server.options.handle(
        request,
        function(response, onAnswered)
            if connection.step == "handling" then
                if onAnswered ~= nil then
                    connection.onAnswered = onAnswered
                end
                return respond(connection, response)
            end
            if onAnswered ~= nil then
                onAnswered()
            end
        end
    )
end
local function receive(connection, data)
    if connection.step ~= "reading" or connection.head ~= nil then
        return ____exports.exceptions().receiveMore(connection, data)
    end
    local text = connection.text .. data
    local head, place, isPlain = decodeHead(text, connection.server.options.headBytes)
    if head == nil then
        return ____exports.exceptions().receiveOther(connection, text, place)
    end
    local request = head
    request.body = ""
    request.peerIp = connection.peerIp
    connection.head = request
    if not isPlain then
        return ____exports.exceptions().receiveBody(
            connection,
            string.sub(text, place),
            true
        )
    end
    connection.secondsSilent = 0
    return handle(connection, request)
end
local function sent(connection)
    if connection.step ~= "sending" then
        return ____exports.exceptions().sentOtherwise(connection)
    end
    return sendNext(connection)
end
local function rescued(run)
    return function(socket, data)
        local connection = connections[socket]
        if connection == nil then
            return
        end
        local ok, problem = pcall(run, connection, data)
        if not ok then
            ____exports.exceptions().rescue(connection, problem)
        end
    end
end
local onReceive = rescued(receive)
local onSent = rescued(sent)
local onGone = rescued(close)
local function makePlace(server, peerIp)
    if freeHeapBytes() < 8192 then
        collectgarbage()
        if freeHeapBytes() < 8192 then
            return false
        end
    end
    local limit = server.options.connections
    if server.count < limit then
        return true
    end
    local crowd = require("http_crowd")
    return crowd.makeRoom(server, peerIp) or server.count < limit + 2
end
function ____exports.accept(server, socket)
    local net = server.net
    local options = server.options
    local limit = options.connections
    local ____, ownIp = socket:getaddr()
    local ____, ip = socket:getpeer()
    local peerIp = ip or ""
    if net ~= nil and (ownIp ~= options.ip or (string.find(peerIp, net, 1, true)) ~= 1) or (freeHeapBytes() < 8192 or server.count >= limit) and not makePlace(server, peerIp) then
        return closeSocket(socket)
    end
    local count = server.count + 1
    lastNumber = lastNumber + 1
    server.count = count
    local connection = {
        socket = socket,
        server = server,
        peerIp = peerIp,
        number = lastNumber,
        step = "reading",
        text = "",
        secondsSilent = 0
    }
    connections[socket] = connection
    socket:on("receive", onReceive)
    socket:on("sent", onSent)
    socket:on("disconnection", onGone)
    if count > limit then
        ____exports.exceptions().refuse(connection, 503)
    end
end
function ____exports.tick(server)
    for ____, connection in pairs(connections) do
        if connection.server == server then
            local silent = connection.secondsSilent + 1
            connection.secondsSilent = silent
            if silent > 1 or connection.step == "reading" then
                ____exports.exceptions().tick(connection)
            end
        end
    end
end
function ____exports.closeAll(server)
    for ____, connection in pairs(connections) do
        if connection.server == server then
            close(connection)
        end
    end
end
____exports.close = close
____exports.handle = handle
____exports.respond = respond
____exports.sendNext = sendNext
return ____exports
