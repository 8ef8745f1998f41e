local ____exports = {}
local ____logger = require("logger")
local info = ____logger.info
function ____exports.restart(reason)
    info("setup", "restarting once: %s", reason)
    node.restart()
end
return ____exports
