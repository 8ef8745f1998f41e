local ____exports = {}
local lean = require("lean")
local function call(load, name, ...)
    local module = load()
    return module[name](...)
end
function ____exports.onDemand(load, name, ...)
    local loaded = package.loaded
    local before = {}
    for known in pairs(loaded) do
        before[known] = true
    end
    local ok, result = lean.pcall(call, load, name, ...)
    for known in pairs(loaded) do
        if before[known] == nil then
            loaded[known] = nil
        end
    end
    if not ok then
        error(result, 0)
    end
    return result
end
return ____exports
