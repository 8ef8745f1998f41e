local ____exports = {}
function ____exports.onDemand(run, ...)
    local loaded = package.loaded
    local before = {}
    for name in pairs(loaded) do
        before[name] = true
    end
    local ok, result = pcall(run, ...)
    for name in pairs(loaded) do
        if before[name] == nil then
            loaded[name] = nil
        end
    end
    if not ok then
        error(result, 0)
    end
    return result
end
return ____exports
