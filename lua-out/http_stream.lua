local ____exports = {}
local ____http_connection = require("http_connection")
local sendNext = ____http_connection.sendNext
function ____exports.createStream(connection)
    return {
        send = function(data)
            if connection.phase ~= "upgraded" then
                return
            end
            connection.out = connection.out .. data
            if not connection.inFlight then
                connection.secondsSilent = 0
                sendNext(connection)
            end
        end,
        close = function()
            if connection.phase ~= "upgraded" then
                return
            end
            connection.phase = "sending"
            sendNext(connection)
        end,
        listen = function(onData, onClosed)
            connection.onData = onData
            connection.onAnswered = onClosed
        end,
        queuedBytes = function() return #connection.out end
    }
end
return ____exports
