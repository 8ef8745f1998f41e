local ____exports = {}
local ____guard = require("guard")
local attempt = ____guard.attempt
local ____http_codec = require("http_codec")
local bodyLength = ____http_codec.bodyLength
local decodeHead = ____http_codec.decodeHead
local encodeHead = ____http_codec.encodeHead
local SEND_BYTES = 1400
local MAX_HEAD_BYTES = 4096
local MAX_BODY_BYTES = 2048
local SILENT_SECONDS = 5
local SLOW_SECONDS = 15
local ANSWER_SECONDS = 60
local LINGER_SECONDS = 1
function ____exports.createConnection(socket, handle)
    return {
        socket = socket,
        handle = handle,
        phase = "reading",
        buffer = "",
        head = nil,
        bodyAt = 0,
        bodyBytes = 0,
        out = "",
        pull = nil,
        unread = false,
        onAnswered = nil,
        secondsSilent = 0,
        secondsReading = 0
    }
end
function ____exports.isClosed(connection)
    return connection.phase == "closed"
end
function ____exports.isIdle(connection)
    return connection.phase == "reading" and connection.head == nil
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
    connection.buffer = ""
    connection.out = ""
    connection.pull = nil
    pcall(function() return connection.socket:close() end)
    tellAnswered(connection)
end
local function finish(connection)
    if connection.unread then
        connection.phase = "lingering"
        tellAnswered(connection)
    else
        ____exports.close(connection)
    end
end
function ____exports.sendNext(connection)
    if connection.phase ~= "sending" then
        return
    end
    connection.secondsSilent = 0
    if connection.out == "" then
        local ____connection_4 = connection
        local ____opt_2 = connection.pull
        ____connection_4.out = ____opt_2 and ____opt_2() or ""
    end
    if connection.out == "" then
        finish(connection)
        return
    end
    local piece = string.sub(connection.out, 1, SEND_BYTES)
    connection.out = string.sub(connection.out, SEND_BYTES + 1)
    local sent = pcall(function() return connection.socket:send(piece) end)
    if not sent then
        ____exports.close(connection)
    end
end
local function respond(connection, response)
    connection.phase = "sending"
    connection.buffer = ""
    connection.out = encodeHead(response)
    local ____opt_5 = connection.head
    if (____opt_5 and ____opt_5.method) ~= "HEAD" then
        connection.out = connection.out .. (response.body or "")
        connection.pull = response.pull
    end
    ____exports.sendNext(connection)
end
local function refuse(connection, status)
    connection.unread = true
    respond(
        connection,
        {
            status = status,
            contentType = "text/plain",
            body = ("Error " .. tostring(status)) .. "\n"
        }
    )
end
local function handOver(connection, head)
    local request = head
    local bodyEnd = connection.bodyAt + connection.bodyBytes - 1
    request.body = string.sub(connection.buffer, connection.bodyAt, bodyEnd)
    connection.phase = "handling"
    connection.buffer = ""
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
    if not attempt(
        "http",
        function() return connection.handle(request, reply) end
    ) then
        reply({status = 500, contentType = "text/plain", body = "Error 500\n"})
    end
end
local function readHead(connection)
    local decoded = decodeHead(connection.buffer, MAX_HEAD_BYTES)
    if decoded.kind == "head" then
        connection.head = decoded.head
        connection.bodyAt = decoded.bodyAt
        local bodyBytes, status = bodyLength(decoded.head)
        if bodyBytes == nil then
            refuse(connection, status)
        elseif bodyBytes > MAX_BODY_BYTES then
            refuse(connection, 413)
        else
            connection.bodyBytes = bodyBytes
        end
    elseif decoded.kind == "bad" then
        refuse(connection, decoded.status)
    elseif decoded.kind == "foreign" then
        ____exports.close(connection)
    end
end
function ____exports.receive(connection, data)
    if connection.phase ~= "reading" then
        return
    end
    connection.secondsSilent = 0
    connection.buffer = connection.buffer .. data
    if connection.head == nil then
        readHead(connection)
    end
    local head = connection.head
    if head == nil or connection.phase ~= "reading" then
        return
    end
    local requestBytes = connection.bodyAt - 1 + connection.bodyBytes
    if #connection.buffer >= requestBytes then
        handOver(connection, head)
    end
end
local function tickReading(connection)
    connection.secondsReading = connection.secondsReading + 1
    if connection.secondsSilent <= SILENT_SECONDS and connection.secondsReading <= SLOW_SECONDS then
        return
    end
    if connection.buffer == "" then
        ____exports.close(connection)
    else
        refuse(connection, 408)
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
    end
end
return ____exports
