local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
local ____http_connection = require("http_connection")
local close = ____http_connection.close
local handle = ____http_connection.handle
local respond = ____http_connection.respond
local sendNext = ____http_connection.sendNext
local SLOW_SECONDS = 15
local ANSWER_SECONDS = 60
local LINGER_SECONDS = 1
function ____exports.refuse(connection, status)
    connection.unread = true
    local ____connection_0 = connection
    local head = ____connection_0.head
    local peerIp = ____connection_0.peerIp
    respond(
        connection,
        connection.server.options.describe(status, head, peerIp)
    )
end
function ____exports.receiveOther(connection, text, status)
    connection.secondsSilent = 0
    connection.text = text
    if status == 1 then
        close(connection)
    elseif status ~= 0 then
        ____exports.refuse(connection, status)
    end
end
function ____exports.receiveBody(connection, bytes, isFirst)
    local request = connection.head
    connection.secondsSilent = 0
    connection.text = bytes
    if connection.inFlight == true then
        return
    end
    local reader = require("http_reader")
    local body, status = reader.readBody(request, bytes, connection.server.options, isFirst)
    if body ~= nil then
        request.body = body
        handle(connection, request)
    elseif status == 100 then
        connection.inFlight = true
        connection.socket:send("HTTP/1.1 100 Continue\r\n\r\n")
    elseif status ~= 0 then
        ____exports.refuse(connection, status)
    end
end
function ____exports.receiveMore(connection, data)
    if connection.onData ~= nil then
        connection.onData(data)
    elseif connection.step == "reading" then
        ____exports.receiveBody(connection, connection.text .. data, false)
    end
end
function ____exports.flush(connection)
    if connection.inFlight == true or connection.text == "" then
        return
    end
    connection.inFlight = true
    local sent = pcall(sendNext, connection)
    if not sent then
        close(connection)
    end
end
____exports["end"] = function(connection)
    connection.step = "sending"
    if connection.inFlight == true then
        return
    end
    local sent = pcall(sendNext, connection)
    if not sent then
        close(connection)
    end
end
function ____exports.upgrade(connection, onUpgrade)
    connection.step = "upgraded"
    local streams = require("http_stream")
    onUpgrade(streams.createStream(connection))
    if connection.step == "upgraded" then
        ____exports.flush(connection)
    end
end
function ____exports.linger(connection)
    local onAnswered = connection.onAnswered
    connection.step = "lingering"
    connection.onAnswered = nil
    if onAnswered ~= nil then
        onAnswered()
    end
end
function ____exports.rescue(connection, problem)
    pcall(
        warning,
        "http",
        "%s",
        tostring(problem)
    )
    if connection.step == "handling" then
        local ____connection_server_options_3 = connection.server.options
        local describe = ____connection_server_options_3.describe
        local answered = pcall(function() return respond(
            connection,
            describe(500, connection.head, connection.peerIp)
        ) end)
        if answered then
            return
        end
    end
    pcall(close, connection)
end
local function goOn(connection)
    if connection.step == "reading" then
        ____exports.receiveBody(connection, connection.text, false)
    elseif connection.step == "upgraded" then
        ____exports.flush(connection)
    end
end
function ____exports.sentOtherwise(connection)
    connection.secondsSilent = 0
    if connection.inFlight ~= true then
        return
    end
    connection.inFlight = false
    local ok, problem = pcall(goOn, connection)
    if not ok then
        ____exports.rescue(connection, problem)
    end
end
local function tickReading(connection)
    local seconds = (connection.secondsReading or 0) + 1
    connection.secondsReading = seconds
    local isSilent = connection.secondsSilent > connection.server.options.timeoutSeconds
    if not isSilent and seconds <= SLOW_SECONDS then
        return
    end
    local saidNothing = connection.text == "" and connection.head == nil
    if saidNothing or connection.inFlight == true then
        close(connection)
    else
        ____exports.refuse(connection, 408)
    end
end
function ____exports.tick(connection)
    local ____connection_4 = connection
    local step = ____connection_4.step
    local silent = ____connection_4.secondsSilent
    if step == "reading" then
        tickReading(connection)
    elseif step == "handling" and silent > ANSWER_SECONDS then
        close(connection)
    elseif step == "sending" and silent > SLOW_SECONDS then
        close(connection)
    elseif step == "lingering" and silent > LINGER_SECONDS then
        close(connection)
    elseif connection.inFlight == true and silent > SLOW_SECONDS then
        close(connection)
    end
end
return ____exports
