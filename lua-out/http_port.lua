local ____exports = {}
local function ignore()
end
function ____exports.isFree(port)
    local probe = net.createServer(net.TCP)
    local free = pcall(function() return probe:listen(port, ignore) end)
    if free then
        pcall(function() return probe:close() end)
    end
    return free
end
return ____exports
