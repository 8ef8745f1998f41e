local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
local function tell(component, problem)
    pcall(
        warning,
        component,
        "%s",
        tostring(problem)
    )
end
function ____exports.attempt(component, run)
    local ok, problem = pcall(run)
    if not ok then
        tell(component, problem)
    end
    return ok
end
function ____exports.guarded(component, run)
    return function(...)
        local ok, problem = pcall(run, ...)
        if not ok then
            tell(component, problem)
        end
    end
end
return ____exports
