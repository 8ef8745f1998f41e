local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
local ____websocket_codec = require("websocket_codec")
local encodeClose = ____websocket_codec.encodeClose
local encodeFrame = ____websocket_codec.encodeFrame
local isCloseCode = ____websocket_codec.isCloseCode
local ____websocket_reader = require("websocket_reader")
local createReader = ____websocket_reader.createReader
local feed = ____websocket_reader.feed
local next = ____websocket_reader.next
local CLOSING_SECONDS = 5
local function ____end(connection, code, reason)
    if connection.phase == "closed" then
        return
    end
    connection.phase = "closed"
    connection.stream.close()
    connection.rules.onEnded(connection, code, reason)
end
function ____exports.fail(connection, code)
    if connection.phase == "open" then
        connection.stream.send(encodeClose(code, ""))
    end
    ____end(connection, code, "")
end
function ____exports.sendFrame(connection, frame)
    if connection.phase ~= "open" then
        return false
    end
    local queuedBytes = connection.stream.queuedBytes()
    if queuedBytes > 0 and queuedBytes + #frame > connection.rules.maxQueuedBytes then
        ____exports.fail(connection, 1013)
        return false
    end
    connection.stream.send(frame)
    return true
end
function ____exports.encodeText(text)
    return encodeFrame(
        1,
        toValidUtf8(text)
    )
end
local METHODS = {
    send = function(self, text)
        return ____exports.sendFrame(
            self,
            ____exports.encodeText(text)
        )
    end,
    sendBinary = function(self, bytes)
        return ____exports.sendFrame(
            self,
            encodeFrame(2, bytes)
        )
    end,
    close = function(self, code, reason)
        local sentCode = code or 1000
        if not isCloseCode(sentCode) then
            error(
                ("close code " .. tostring(sentCode)) .. " can't be sent",
                2
            )
        end
        if self.phase ~= "open" then
            return
        end
        self.stream.send(encodeClose(sentCode, reason or ""))
        self.phase = "closing"
    end
}
local METATABLE = {__index = METHODS}
function ____exports.tell(connection, run, first, second)
    if run == nil then
        return
    end
    local ok, problem = pcall(run, connection, first, second)
    if ok then
        return
    end
    warning(
        "websocket",
        "%s",
        tostring(problem)
    )
    ____exports.fail(connection, 1011)
end
local function act(connection, event)
    if event.kind == "bad" then
        ____exports.fail(connection, event.code)
    elseif event.kind == "close" then
        if connection.phase == "open" then
            connection.stream.send(encodeClose(event.code, ""))
        end
        ____end(connection, event.code, event.reason)
    elseif connection.phase ~= "open" then
        return
    elseif event.kind == "message" then
        ____exports.tell(connection, connection.rules.onMessage, event.data, event.isBinary)
    elseif event.kind == "ping" then
        ____exports.sendFrame(
            connection,
            encodeFrame(10, event.payload)
        )
    end
end
local function receive(connection, data)
    if connection.phase == "closed" then
        return
    end
    connection.secondsSilent = 0
    feed(connection.reader, data)
    local event = next(connection.reader)
    while event ~= nil do
        act(connection, event)
        if connection.phase == "closed" then
            return
        end
        event = next(connection.reader)
    end
end
function ____exports.createConnection(id, stream, rules)
    local state = {
        id = id,
        stream = stream,
        rules = rules,
        reader = createReader(rules.maxMessageBytes),
        phase = "open",
        secondsSilent = 0,
        secondsClosing = 0
    }
    local connection = setmetatable(state, METATABLE)
    stream.listen(
        function(data) return receive(connection, data) end,
        function() return ____end(connection, 1006, "") end
    )
    return connection
end
function ____exports.tick(connection)
    local rules = connection.rules
    if connection.phase == "closing" then
        connection.secondsClosing = connection.secondsClosing + 1
        if connection.secondsClosing >= CLOSING_SECONDS then
            ____end(connection, 1006, "")
        end
        return
    end
    connection.secondsSilent = connection.secondsSilent + 1
    if connection.secondsSilent == rules.pingSeconds then
        ____exports.sendFrame(
            connection,
            encodeFrame(9, "")
        )
    elseif connection.secondsSilent >= rules.pingSeconds + rules.timeoutSeconds then
        ____end(connection, 1006, "")
    end
end
return ____exports
