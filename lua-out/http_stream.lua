local ____exports = {}
local ____http_exceptions = require("http_exceptions")
local ____end = ____http_exceptions["end"]
local flush = ____http_exceptions.flush
function ____exports.createStream(connection)
    return {
        send = function(data)
            if connection.step ~= "upgraded" then
                return
            end
            connection.text = connection.text .. data
            if connection.inFlight ~= true then
                connection.secondsSilent = 0
                flush(connection)
            end
        end,
        close = function()
            if connection.step ~= "upgraded" then
                return
            end
            ____end(connection)
        end,
        listen = function(onData, onClosed)
            connection.onData = onData
            connection.onAnswered = onClosed
        end,
        queuedBytes = function() return #connection.text end
    }
end
return ____exports
