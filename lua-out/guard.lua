local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
function ____exports.attempt(component, run)
    local ok, problem = pcall(run)
    if not ok then
        warning(
            component,
            "%s",
            tostring(problem)
        )
    end
    return ok
end
function ____exports.guarded(component, run)
    return function(...)
        local ok, problem = pcall(run, ...)
        if not ok then
            warning(
                component,
                "%s",
                tostring(problem)
            )
        end
    end
end
return ____exports
