local ____exports = {}
local ____dns_responder = require("dns_responder")
local start = ____dns_responder.start
do
    local ____dns_responder = require("dns_responder")
    ____exports.start = ____dns_responder.start
end
local ownSockets = {}
function ____exports.create(options)
    return start(options.ip or "0.0.0.0", ownSockets, options.resolve)
end
return ____exports
