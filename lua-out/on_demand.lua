local ____exports = {}
local lean = require("lean")
local function run(module, name, ...)
    local functions = require(module)
    return functions[name](...)
end
local function call(module, name, ...)
    local loaded = package.loaded
    local before = {}
    for known in pairs(loaded) do
        before[known] = true
    end
    local ok, result = lean.pcall(run, module, name, ...)
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
____exports.require = call
return ____exports
