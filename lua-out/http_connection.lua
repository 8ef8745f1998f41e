local ____exports = {}
local ____guard = require("guard")
local attempt = ____guard.attempt
local ____logger = require("logger")
local warning = ____logger.warning
local ____http_codec = require("http_codec")
local encodeHead = ____http_codec.encodeHead
local ____http_reader = require("http_reader")
local createReader = ____http_reader.createReader
local read = ____http_reader.read
local SEND_BYTES = 1400
local SLOW_SECONDS = 15
local ANSWER_SECONDS = 60
local LINGER_SECONDS = 1
local EVENTS = {"receive", "sent", "disconnection", "reconnection"}
function ____exports.createConnection(socket, options)
    local ____, peerIp = socket:getpeer()
    return {
        socket = socket,
        options = options,
        peerIp = peerIp or "",
        phase = "reading",
        reader = createReader(options),
        headOnly = false,
        out = "",
        pull = nil,
        inFlight = false,
        unread = false,
        onAnswered = nil,
        onData = nil,
        secondsSilent = 0,
        secondsReading = 0
    }
end
function ____exports.isClosed(connection)
    return connection.phase == "closed"
end
function ____exports.isIdle(connection)
    local ____temp_2 = connection.phase == "reading"
    if ____temp_2 then
        local ____opt_0 = connection.reader
        ____temp_2 = (____opt_0 and ____opt_0.head) == nil
    end
    return ____temp_2
end
local function tellAnswered(connection)
    local onAnswered = connection.onAnswered
    connection.onAnswered = nil
    if onAnswered ~= nil then
        onAnswered()
    end
end
function ____exports.close(connection)
    if connection.phase == "closed" then
        return
    end
    connection.phase = "closed"
    connection.reader = nil
    connection.out = ""
    connection.pull = nil
    pcall(function() return connection.socket:close() end)
    for ____, event in ipairs(EVENTS) do
        connection.socket:on(event, nil)
    end
    tellAnswered(connection)
end
local function finish(connection)
    if connection.phase ~= "sending" then
        return
    end
    if connection.unread then
        connection.phase = "lingering"
        tellAnswered(connection)
    else
        ____exports.close(connection)
    end
end
function ____exports.sendNext(connection)
    if connection.inFlight or connection.phase == "closed" then
        return
    end
    if connection.out == "" and connection.pull ~= nil then
        local pulled, piece = pcall(connection.pull)
        if not pulled then
            warning(
                "http",
                "%s",
                tostring(piece)
            )
            ____exports.close(connection)
            return
        end
        connection.out = piece or ""
    end
    if connection.out == "" then
        finish(connection)
        return
    end
    local piece = string.sub(connection.out, 1, SEND_BYTES)
    connection.out = string.sub(connection.out, SEND_BYTES + 1)
    connection.inFlight = true
    local sent = pcall(function() return connection.socket:send(piece) end)
    if not sent then
        ____exports.close(connection)
    end
end
function ____exports.onSent(connection)
    connection.inFlight = false
    connection.secondsSilent = 0
    ____exports.sendNext(connection)
end
local function respond(connection, response)
    local onUpgrade = response.onUpgrade
    local text = encodeHead(response) .. (connection.headOnly and "" or (response.body or ""))
    connection.phase = onUpgrade == nil and "sending" or "upgraded"
    connection.out = connection.out .. text
    if not connection.headOnly then
        connection.pull = response.pull
    end
    if onUpgrade ~= nil then
        local streams = require("http_stream")
        onUpgrade(streams.createStream(connection))
    end
    ____exports.sendNext(connection)
end
function ____exports.refuse(connection, status)
    local ____opt_5 = connection.reader
    local head = ____opt_5 and ____opt_5.head
    connection.unread = true
    connection.headOnly = (head and head.method) == "HEAD"
    respond(
        connection,
        connection.options.describe(status, head)
    )
end
local function handle(connection, request)
    connection.phase = "handling"
    connection.headOnly = request.method == "HEAD"
    local function reply(response, onAnswered)
        if connection.phase == "handling" then
            connection.onAnswered = onAnswered
            respond(connection, response)
        else
            if onAnswered ~= nil then
                onAnswered()
            end
        end
    end
    local handled = attempt(
        "http",
        function() return connection.options.handle(request, reply) end
    )
    if not handled then
        reply(connection.options.describe(500, request))
    end
end
function ____exports.receive(connection, data)
    if connection.onData ~= nil then
        connection.onData(data)
    end
    if connection.phase ~= "reading" or connection.reader == nil then
        return
    end
    connection.secondsSilent = 0
    local result = read(connection.reader, data)
    repeat
        local ____switch36 = result.kind
        local ____cond36 = ____switch36 == "request"
        if ____cond36 then
            do
                local request = result.head
                request.body = result.body
                request.peerIp = connection.peerIp
                connection.reader = nil
                handle(connection, request)
                break
            end
        end
        ____cond36 = ____cond36 or ____switch36 == "continue"
        if ____cond36 then
            connection.out = "HTTP/1.1 100 Continue\r\n\r\n"
            ____exports.sendNext(connection)
            break
        end
        ____cond36 = ____cond36 or ____switch36 == "bad"
        if ____cond36 then
            ____exports.refuse(connection, result.status)
            break
        end
        ____cond36 = ____cond36 or ____switch36 == "foreign"
        if ____cond36 then
            ____exports.close(connection)
            break
        end
        ____cond36 = ____cond36 or ____switch36 == "more"
        if ____cond36 then
            break
        end
    until true
end
local function tickReading(connection)
    connection.secondsReading = connection.secondsReading + 1
    if connection.secondsSilent <= connection.options.timeoutSeconds and connection.secondsReading <= SLOW_SECONDS then
        return
    end
    if connection.reader == nil or connection.reader.buffer == "" then
        ____exports.close(connection)
    else
        ____exports.refuse(connection, 408)
    end
end
function ____exports.tick(connection)
    connection.secondsSilent = connection.secondsSilent + 1
    local silent = connection.secondsSilent
    if connection.phase == "reading" then
        tickReading(connection)
    elseif connection.phase == "handling" and silent > ANSWER_SECONDS then
        ____exports.close(connection)
    elseif connection.phase == "sending" and silent > SLOW_SECONDS then
        ____exports.close(connection)
    elseif connection.phase == "lingering" and silent > LINGER_SECONDS then
        ____exports.close(connection)
    elseif connection.inFlight and silent > SLOW_SECONDS then
        ____exports.close(connection)
    end
end
return ____exports
