local ____exports = {}
local lean = require("lean")
local APPLICATION_FILE = "app.lua"
local function warn(problem)
    local logger = lean.require("logger")
    logger.warning(
        "boot",
        "%s: %s",
        APPLICATION_FILE,
        tostring(problem)
    )
end
function ____exports.run()
    package.loaded.application = nil
    local chunk, mistake = loadfile(APPLICATION_FILE)
    if chunk == nil then
        local isMissing = (string.find(mistake, "cannot open", 1, true)) ~= nil
        if not isMissing then
            warn(mistake)
        end
        return
    end
    local ok, problem = xpcall(chunk, debug.traceback)
    if not ok then
        warn(problem)
    end
end
return ____exports
