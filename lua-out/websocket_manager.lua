local ____exports = {}
local ____websocket = require("websocket")
local createHub = ____websocket.createHub
function ____exports.createManager(createConsumer, process, options)
    if options == nil then
        options = {}
    end
    local consumers = setmetatable({}, {__mode = "k"})
    local own = options
    own.onMessage = function(client, bytes)
        local consume = consumers[client] or createConsumer()
        consumers[client] = consume
        local message = consume(bytes)
        if message ~= nil then
            process(client, message)
        end
    end
    return createHub(own)
end
return ____exports
