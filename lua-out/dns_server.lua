local ____exports = {}
local responder = require("dns_responder")
____exports.start = responder.start
local ownSockets = {}
function ____exports.create(options)
    return responder.start(options.ip or "0.0.0.0", ownSockets, options.resolve)
end
return ____exports
